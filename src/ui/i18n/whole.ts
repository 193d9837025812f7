import type { Locale } from "../../contract/people/accounts.ts";
import { admins as enAdmins } from "./en-admin.ts";
import { fan as enFan } from "./en-fan.ts";
import { en } from "./en.ts";
import { admins as koAdmins, type AdminMessages } from "./ko-admin.ts";
import { fan as koFan, type FanMessages } from "./ko-fan.ts";
import { ko, type PublicMessages } from "./ko.ts";

export type Messages = PublicMessages & FanMessages & AdminMessages;

/** All messages, for tests. The app itself loads one language, and only the words of its pages. */
export const whole: Record<Locale, Messages> = {
  ko: { ...ko, ...koFan, ...koAdmins },
  en: { ...en, ...enFan, ...enAdmins },
};
