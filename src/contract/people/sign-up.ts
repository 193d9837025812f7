import type { Locale } from "./accounts.ts";
import type { Consent } from "./consent.ts";

/** What an account is made of once its address is proved. */
export type SignUpDraft = {
  name: string;
  locale: Locale;
  passwordHash: string;
  consent: Consent;
};
