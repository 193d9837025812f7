import { signal } from "@preact/signals";
import { recall, remember } from "../state/storage.ts";

const name = "waits";

/** Whether somebody waits for seats on this device: only then is it worth asking for offers. */
export const waits = signal(recall(name) === "yes");

export function setWaits(isWaiting: boolean): void {
  waits.value = isWaiting;
  remember(name, isWaiting ? "yes" : null);
}
