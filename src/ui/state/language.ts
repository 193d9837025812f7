import { effect, signal } from "@preact/signals";
import type { Locale } from "../../contract/accounts.ts";
import type { LocalText } from "../../contract/money.ts";
import { en } from "../i18n/en.ts";
import { ko, type Messages } from "../i18n/ko.ts";
import { recall, remember } from "./storage.ts";

const catalogues: Record<Locale, Messages> = { ko, en };

export const language = signal<Locale>("ko");

/** The messages in the language of the moment; a component that reads them is drawn again when it changes. */
export const words = (): Messages => catalogues[language.value];
export const local = (text: LocalText): string => text[language.value];

/** From the address, then from what was chosen before, then from the browser. */
export function chooseLanguage(search: string, browserLanguages: readonly string[]): Locale {
  const wanted = [new URLSearchParams(search).get("lang"), recall("lang"), ...browserLanguages];
  for (const tag of wanted) {
    const code = tag?.slice(0, 2).toLowerCase();
    if (code === "ko" || code === "en") return code;
  }
  return "en";
}

export function setLanguage(chosen: Locale): void {
  language.value = chosen;
  remember("lang", chosen);
}

/** Sets the first language and keeps `<html lang>` true from then on. */
export function startLanguage(): void {
  const fromAddress = new URLSearchParams(location.search).get("lang");
  language.value = chooseLanguage(location.search, navigator.languages);
  if (fromAddress === language.value) remember("lang", fromAddress);
  effect(() => {
    document.documentElement.lang = language.value;
  });
}
