import { signal } from "@preact/signals";
import { recallJson, rememberJson } from "../state/storage.ts";

const name = "deposits-put-away";
/** Nobody waits for more transfers at once, and those of the past are forgotten. */
const most = 20;

/** The payments whose transfer the fan has put away on this device. */
export const dismissed = signal<ReadonlySet<string>>(new Set(recallJson<string[]>(name) ?? []));

export function dismissDeposit(paymentId: string): void {
  dismissed.value = new Set([...dismissed.value, paymentId].slice(-most));
  rememberJson(name, [...dismissed.value]);
}
