import { signal } from "@preact/signals";
import { rememberForServer } from "../state/storage.ts";

const name = "more-time";

/** True if this fan asked for more time. The server reads the same cookie in the queue. */
export const wantsMoreTime = signal(isKept());

export function setMoreTime(isWanted: boolean): void {
  wantsMoreTime.value = isWanted;
  rememberForServer(name, isWanted ? "yes" : "no");
}

function isKept(): boolean {
  return typeof document !== "undefined" && document.cookie.includes(`frontrow-${name}=yes`);
}
