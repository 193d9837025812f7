import type { LocalText } from "../money/money.ts";

const states = [
  "guest",
  "join",
  "early",
  "lobby",
  "drawing",
  "waiting",
  "paused",
  "kept",
  "called",
  "missed",
  "moved",
  "presale",
  "over",
  "trouble",
] as const;
/** The words of the page's script, in addition to the names of the states. */
export const queueWordNames = [
  ...states,
  "cancelled",
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
  "lost",
  "failed",
  "robot",
  "wrongCode",
  "stopped",
  "keptSoldOut",
  "keptOver",
  "keptSoon",
] as const;

export type QueuePageState = (typeof states)[number];
/** The words in one language. `{n}` and `{m}` are placeholders. */
export type QueueWords = Record<(typeof queueWordNames)[number], string>;

/** The data of the page's script. */
export type QueuePageData = {
  scheduleId: string;
  language: keyof LocalText;
  accountId: string | null;
  /** Turnstile's public key, if the sale checks for robots. */
  siteKey: string | null;
  /** The venue's time zone, for all times on the page. */
  timeZone: string;
  words: QueueWords;
};
