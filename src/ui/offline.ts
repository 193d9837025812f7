/** The names of what is kept on this device. */
export const cacheNames = {
  /** The app itself, one for each version. */
  shell: "frontrow-shell-",
  /** Posters, and pages of the app that were opened. */
  files: "frontrow-files",
  /** What belongs to the one who is signed in; thrown away when they leave. */
  mine: "frontrow-mine",
} as const;

/** An address that gives the bare app, without a page of the server's in it. */
export const shellPath = "/me";

/** Answers that may be shown from memory when there is no network. Whatever moves money or seats is never one of them. */
export const keptAnswer = (path: string): boolean =>
  /^\/api\/v1\/(me|orders|orders\/[0-9a-f-]{36}|orders\/[0-9a-f-]{36}\/tickets)$/.test(path);
