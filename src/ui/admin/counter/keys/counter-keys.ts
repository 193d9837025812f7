import { signal } from "@preact/signals";
import { recall, remember } from "../../../state/storage.ts";

/** The keys by what they do, as the sheet names them. */
export const counterKeys = {
  sell: "S",
  find: "F",
  list: "L",
  cash: "C",
  terminal: "T",
  "bank-transfer": "B",
  voucher: "V",
  amount: "0 – 9",
  exact: "E",
  quick: "Q",
  pay: "Enter",
  print: "P",
  receipt: "R",
  next: "N",
  clear: "X",
  sheet: "?",
} as const;

export type CounterKey = keyof typeof counterKeys;

const byLetter = new Map(
  Object.entries(counterKeys).map(([name, key]) => [key.toLowerCase(), name as CounterKey]),
);

/** What a typed letter means; digits go to the amount. */
export const meaningOf = (key: string): CounterKey | null =>
  /^\d$/.test(key) ? "amount" : (byLetter.get(key.toLowerCase()) ?? null);

/** Single letters as keys can be turned off, as people who speak to their machine need. */
export const hasSingleKeys = signal(recall("counter.keys") !== "off");

export function setSingleKeys(isOn: boolean): void {
  hasSingleKeys.value = isOn;
  remember("counter.keys", isOn ? null : "off");
}
