import { loadWords } from "./language.ts";
import { recall, remember } from "./storage.ts";

let isStarted = false;

export const wantsNotifying = (): boolean => recall("notify") === "yes";

export function setNotifying(isWanted: boolean): void {
  remember("notify", isWanted ? "yes" : null);
  startWantedNotifying();
}

/** Those who want no notifications do not load what makes them. */
export function startWantedNotifying(): void {
  if (!wantsNotifying() || isStarted) return;
  isStarted = true;
  void Promise.all([import("./notify.ts"), loadWords("fan")]).then(([notify]) =>
    notify.startNotifying(),
  );
}
