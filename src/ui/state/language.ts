import { effect, signal } from "@preact/signals";
import type { Locale } from "../../contract/people/accounts.ts";
import type { LocalText } from "../../contract/money/money.ts";
import type { Messages } from "../i18n/whole.ts";
import { loadMessages, loadSameIn, messagesIn, type Part } from "./messages.ts";
import { recall, remember, rememberForServer } from "./storage.ts";

export const language = signal<Locale>("ko");

/**
 * The messages in the current language; components that read them render again when it changes. For lazily loaded
 * pages, whose messages have all loaded by then.
 */
export const words = (): Messages => messagesIn(language.value) as Messages;
/** A text in the current language, or in the other while it is not translated. */
export const local = (text: LocalText): string => text[language.value] || text.ko || text.en;

/** The first of these that is one of our languages. */
export function firstLanguage(preferred: readonly (string | null | undefined)[]): Locale {
  for (const tag of preferred) {
    const code = tag?.trim().slice(0, 2).toLowerCase();
    if (code === "ko" || code === "en") return code;
  }
  return "en";
}

/** From the address, then from an earlier choice, then from the browser. */
const chooseLanguage = (search: string, browserLanguages: readonly string[]): Locale =>
  firstLanguage([new URLSearchParams(search).get("lang"), recall("lang"), ...browserLanguages]);

export const loadWords = (part: Part): Promise<void> => loadMessages(language.peek(), part);

/** Changes only the language; the address stays, except for a language named in it. */
export async function setLanguage(chosen: Locale): Promise<void> {
  await loadSameIn(chosen);
  language.value = chosen;
  rememberLanguage(chosen);
  const here = new URL(location.href);
  if (!here.searchParams.has("lang")) return;
  here.searchParams.set("lang", chosen);
  history.replaceState(history.state, "", here);
}

/** Sets the first language, that of a page drawn by the server if any, and keeps `<html lang>` current. */
export function startLanguage(drawn: Locale | null): void {
  language.value = drawn ?? chooseLanguage(location.search, navigator.languages);
  if (new URLSearchParams(location.search).get("lang") === language.value)
    rememberLanguage(language.value);
  effect(() => {
    document.documentElement.lang = language.value;
  });
}

/** Applies an earlier choice on this device that the server could not know. */
export async function settleLanguage(): Promise<void> {
  const wanted = chooseLanguage(location.search, [language.value]);
  if (wanted !== language.value) await setLanguage(wanted);
}

function rememberLanguage(chosen: Locale): void {
  remember("lang", chosen);
  rememberForServer("lang", chosen);
}
