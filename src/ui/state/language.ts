import { effect, signal } from "@preact/signals";
import type { Locale } from "../../contract/accounts.ts";
import type { LocalText } from "../../contract/money.ts";
import { en } from "../i18n/en.ts";
import { ko, type Messages } from "../i18n/ko.ts";
import { recall, remember, rememberForServer } from "./storage.ts";

const catalogues: Record<Locale, Messages> = { ko, en };

export const language = signal<Locale>("ko");

/** The messages in the language of the moment; a component that reads them is drawn again when it changes. */
export const words = (): Messages => catalogues[language.value];
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
export const chooseLanguage = (search: string, browserLanguages: readonly string[]): Locale =>
  firstLanguage([new URLSearchParams(search).get("lang"), recall("lang"), ...browserLanguages]);

/** Changes the language and nothing else: the address stays, but for a language that it names itself. */
export function setLanguage(chosen: Locale): void {
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
export function settleLanguage(): void {
  const wanted = chooseLanguage(location.search, [language.value]);
  if (wanted !== language.value) setLanguage(wanted);
}

function rememberLanguage(chosen: Locale): void {
  remember("lang", chosen);
  rememberForServer("lang", chosen);
}
