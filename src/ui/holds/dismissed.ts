import { signal } from "@preact/signals";
import { recallJson, rememberJson } from "../state/storage.ts";

const name = "deposits-put-away";
/** More pending transfers than this are unlikely, and old ones are dropped. */
const most = 20;

/** The payments whose transfer notice the fan has dismissed on this device. */
export const dismissed = signal<ReadonlySet<string>>(new Set(recallJson<string[]>(name) ?? []));

export function dismissDeposit(paymentId: string): void {
  dismissed.value = new Set([...dismissed.value, paymentId].slice(-most));
  rememberJson(name, [...dismissed.value]);
}
