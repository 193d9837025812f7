import { signal } from "@preact/signals";
import { rememberForServer } from "../state/storage.ts";

const name = "more-time";

/** Whether this fan needs longer than others to choose and to pay. The server reads the same cookie at the door. */
export const wantsMoreTime = signal(isKept());

export function setMoreTime(isWanted: boolean): void {
  wantsMoreTime.value = isWanted;
  rememberForServer(name, isWanted ? "yes" : "no");
}

function isKept(): boolean {
  return typeof document !== "undefined" && document.cookie.includes(`frontrow-${name}=yes`);
}
