import type { LocalText } from "./money.ts";

/** What the page of the queue says, in one language. `{n}` and `{m}` are filled in. */
export type QueueWords = Record<
  | QueuePageState
  | "ahead"
  | "people"
  | "number"
  | "behind"
  | "eta"
  | "soon"
  | "minutes"
  | "perMinute"
  | "seconds"
  | "seatsLeft"
  | "soldOut"
  | "title"
  | "spoken"
  | "lobbyIn"
  | "opensIn"
  | "lobbyText"
  | "drawText"
  | "calledIn"
  | "missedIn"
  | "callTitle"
  | "lost"
  | "mirror"
  | "failed"
  | "stopped",
  string
>;

export type QueuePageState =
  | "guest"
  | "join"
  | "early"
  | "lobby"
  | "drawing"
  | "waiting"
  | "paused"
  | "called"
  | "missed"
  | "moved"
  | "presale"
  | "over"
  | "trouble";

/** What the page's script is given with the page. */
export type QueuePageData = {
  scheduleId: string;
  language: keyof LocalText;
  accountId: string | null;
  /** Turnstile's public key, where people are told from robots. */
  siteKey: string | null;
  words: QueueWords;
};
