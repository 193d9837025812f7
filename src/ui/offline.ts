/** The names of the caches on this device. */
export const cacheNames = {
  /** The app itself, one for each version. */
  shell: "frontrow-shell-",
  /** Posters, and pages of the app that were opened. */
  files: "frontrow-files",
  /** The signed-in account's data, removed on signing out. */
  mine: "frontrow-mine",
} as const;

/** An address that gives the bare app without a server-drawn page. */
export const shellPath = "/me";

/** Answers that may be shown from the cache offline, never ones about money or free seats. */
export const keptAnswer = (path: string): boolean =>
  /^\/api\/v1\/(me|orders|orders\/[0-9a-f-]{36}|orders\/[0-9a-f-]{36}\/tickets)$/.test(path);
