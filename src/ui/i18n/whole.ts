import type { Locale } from "../../contract/accounts.ts";
import { fan as enFan } from "./en-fan.ts";
import { en } from "./en.ts";
import { fan as koFan, type FanMessages } from "./ko-fan.ts";
import { ko, type PublicMessages } from "./ko.ts";

export type Messages = PublicMessages & FanMessages;

/** All messages at once, for tests. The screen itself loads one language, and of it what its pages say. */
export const whole: Record<Locale, Messages> = {
  ko: { ...ko, ...koFan },
  en: { ...en, ...enFan },
};
