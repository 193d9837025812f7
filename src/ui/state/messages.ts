import type { Locale } from "../../contract/people/accounts.ts";
import type { Messages } from "../i18n/whole.ts";

/** The words that load together: public ones first, the others with their first page. */
export type Part = "public" | "fan" | "admin" | "setup" | "selling" | "editor";

/** What has loaded so far; public pages know only some of the refusals. */
export type SomeMessages = Partial<Omit<Messages, "problem">> & {
  problem?: Partial<Messages["problem"]>;
};

const sources: Record<Locale, Record<Part, () => Promise<SomeMessages>>> = {
  ko: {
    public: () => import("../i18n/ko.ts").then(({ ko }) => ko),
    fan: () => import("../i18n/ko-fan.ts").then(({ fan }) => fan),
    admin: () => import("../i18n/ko-admin.ts").then(({ admins }) => admins),
    setup: () => import("../i18n/ko-setup.ts").then(({ setup }) => setup),
    selling: () => import("../i18n/ko-selling.ts").then(({ selling }) => selling),
    editor: () => import("../i18n/ko-editor.ts").then(({ editor }) => editor),
  },
  en: {
    public: () => import("../i18n/en.ts").then(({ en }) => en),
    fan: () => import("../i18n/en-fan.ts").then(({ fan }) => fan),
    admin: () => import("../i18n/en-admin.ts").then(({ admins }) => admins),
    setup: () => import("../i18n/en-setup.ts").then(({ setup }) => setup),
    selling: () => import("../i18n/en-selling.ts").then(({ selling }) => selling),
    editor: () => import("../i18n/en-editor.ts").then(({ editor }) => editor),
  },
};
const catalogs: Record<Locale, SomeMessages> = { ko: {}, en: {} };
const wanted = new Set<Part>();

export const messagesIn = (lang: Locale): SomeMessages => catalogs[lang];

export function giveMessages(lang: Locale, messages: SomeMessages): void {
  const { problem } = catalogs[lang];
  Object.assign(catalogs[lang], messages);
  // Each part knows some refusals.
  if (problem && messages.problem) catalogs[lang].problem = { ...problem, ...messages.problem };
}

export async function loadMessages(lang: Locale, part: Part): Promise<void> {
  wanted.add(part);
  giveMessages(lang, await sources[lang][part]());
}

/** Loads everything in one language that has loaded in another. */
export async function loadSameIn(lang: Locale): Promise<void> {
  await Promise.all([...wanted].map((part) => loadMessages(lang, part)));
}
