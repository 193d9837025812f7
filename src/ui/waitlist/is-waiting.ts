import { signal } from "@preact/signals";
import { recall, remember } from "../state/storage.ts";

const name = "waits";

/** True if an account on this device is on a waitlist; otherwise it is not worth asking for offers. */
export const waits = signal(recall(name) === "yes");

export function setWaits(isWaiting: boolean): void {
  waits.value = isWaiting;
  remember(name, isWaiting ? "yes" : null);
}
