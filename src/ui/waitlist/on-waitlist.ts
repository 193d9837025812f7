import { signal } from "@preact/signals";
import { recall, remember } from "../state/storage.ts";

const name = "waitlist";

/** True if an account on this device is on a waitlist; otherwise it is not worth asking for offers. */
export const isOnWaitlist = signal(recall(name) === "yes");

export function setOnWaitlist(isWaiting: boolean): void {
  isOnWaitlist.value = isWaiting;
  remember(name, isWaiting ? "yes" : null);
}
