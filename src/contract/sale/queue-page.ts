import type { LocalText } from "../money/money.ts";

const states = [
  "guest",
  "join",
  "early",
  "lobby",
  "drawing",
  "waiting",
  "paused",
  "called",
  "missed",
  "moved",
  "presale",
  "over",
  "trouble",
] as const;
/** What the script of the page says, beside the names of the states. */
export const queueWordNames = [
  ...states,
  "number",
  "behind",
  "eta",
  "soon",
  "perMinute",
  "seconds",
  "seatsLeft",
  "soldOut",
  "asOf",
  "returned",
  "title",
  "spoken",
  "lobbyText",
  "waitingText",
  "callTitle",
  "lost",
  "failed",
  "robot",
  "wrongCode",
  "stopped",
] as const;

export type QueuePageState = (typeof states)[number];
/** The words in one language. `{n}` and `{m}` are filled in. */
export type QueueWords = Record<(typeof queueWordNames)[number], string>;

/** What the page's script is given with the page. */
export type QueuePageData = {
  scheduleId: string;
  language: keyof LocalText;
  accountId: string | null;
  /** Turnstile's public key, where people are told from robots. */
  siteKey: string | null;
  /** The venue's, by whose clock times are told. */
  timeZone: string;
  words: QueueWords;
};
