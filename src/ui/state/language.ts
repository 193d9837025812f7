import { effect, signal } from "@preact/signals";
import type { Locale } from "../../contract/people/accounts.ts";
import type { LocalText } from "../../contract/money/money.ts";
import type { Messages } from "../i18n/whole.ts";
import { loadMessages, loadSameIn, messagesIn, type Part } from "./messages.ts";
import { recall, remember, rememberForServer } from "./storage.ts";

export const language = signal<Locale>("ko");

/**
 * The messages in the language of the moment; a component that reads them is drawn again when it changes. This is for
 * pages that are loaded when they are opened: all messages are there by then.
 */
export const words = (): Messages => messagesIn(language.value) as Messages;
export const local = (text: LocalText): string => text[language.value];

/** The first of the wishes that is a language of ours. */
export function firstLanguage(wishes: readonly (string | null | undefined)[]): Locale {
  for (const tag of wishes) {
    const code = tag?.trim().slice(0, 2).toLowerCase();
    if (code === "ko" || code === "en") return code;
  }
  return "en";
}

/** From the address, then from what was chosen before, then from the browser. */
const chooseLanguage = (search: string, browserLanguages: readonly string[]): Locale =>
  firstLanguage([new URLSearchParams(search).get("lang"), recall("lang"), ...browserLanguages]);

export const loadWords = (part: Part): Promise<void> => loadMessages(language.peek(), part);

/** Changes the language and nothing else: the address stays, but for a language that it names itself. */
export async function setLanguage(chosen: Locale): Promise<void> {
  await loadSameIn(chosen);
  language.value = chosen;
  rememberLanguage(chosen);
  const here = new URL(location.href);
  if (!here.searchParams.has("lang")) return;
  here.searchParams.set("lang", chosen);
  history.replaceState(history.state, "", here);
}

/** Sets the first language, that of the page if the server drew one, and keeps `<html lang>` true from then on. */
export function startLanguage(drawn: Locale | null): void {
  language.value = drawn ?? chooseLanguage(location.search, navigator.languages);
  if (new URLSearchParams(location.search).get("lang") === language.value)
    rememberLanguage(language.value);
  effect(() => {
    document.documentElement.lang = language.value;
  });
}

/** The language that was chosen here before, in case the server could not know of it. */
export async function settleLanguage(): Promise<void> {
  const wanted = chooseLanguage(location.search, [language.value]);
  if (wanted !== language.value) await setLanguage(wanted);
}

function rememberLanguage(chosen: Locale): void {
  remember("lang", chosen);
  rememberForServer("lang", chosen);
}
