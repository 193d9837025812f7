import type { Locale } from "../../contract/people/accounts.ts";
import { admins as enAdmins } from "./en-admin.ts";
import { editor as enEditor } from "./en-editor.ts";
import { fan as enFan } from "./en-fan.ts";
import { selling as enSelling } from "./en-selling.ts";
import { setup as enSetup } from "./en-setup.ts";
import { en } from "./en.ts";
import { admins as koAdmins, type AdminMessages } from "./ko-admin.ts";
import { editor as koEditor, type EditorMessages } from "./ko-editor.ts";
import { fan as koFan, type FanMessages } from "./ko-fan.ts";
import { selling as koSelling, type SellingMessages } from "./ko-selling.ts";
import { setup as koSetup, type SetupMessages } from "./ko-setup.ts";
import { ko, type PublicMessages } from "./ko.ts";

export type Messages = PublicMessages &
  FanMessages &
  AdminMessages &
  SetupMessages &
  SellingMessages &
  EditorMessages;

/** All messages, for tests. The app itself loads one language, and only the words of its pages. */
export const whole: Record<Locale, Messages> = {
  ko: {
    ...ko,
    ...koFan,
    ...koAdmins,
    ...koSetup,
    ...koSelling,
    ...koEditor,
    problem: { ...ko.problem, ...koFan.problem },
  },
  en: {
    ...en,
    ...enFan,
    ...enAdmins,
    ...enSetup,
    ...enSelling,
    ...enEditor,
    problem: { ...en.problem, ...enFan.problem },
  },
};
