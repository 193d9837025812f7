/** The kinds of tokens. No kind passes for another, since each has its own key and its own audience. */
export type TokenKind =
  | "access"
  | "place"
  | "pass"
  | "watch"
  | "presale"
  | "unsubscribe"
  | "reset"
  | "known"
  | "invitation"
  | "challenge"
  | "step"
  | "visit"
  | "pending";

/** What has a key of its own: each kind of token, tickets, the files for a report's receiver, and the security log. */
export type Purpose = TokenKind | "ticket" | "webhook" | "log";

const minuteMs = 60_000;
const dayMs = 86_400_000;

/**
 * How long something signed with a key is shown again at most, in milliseconds. The next key but one makes it void, so
 * a purpose is rotated at most this often. Tickets are good as long as their key is kept.
 */
export const longestUse: Record<Purpose, number> = {
  access: 10 * minuteMs,
  place: dayMs,
  pass: dayMs,
  watch: dayMs,
  presale: 60 * dayMs,
  unsubscribe: 365 * dayMs,
  reset: 30 * minuteMs,
  known: 90 * dayMs,
  invitation: 7 * dayMs,
  challenge: 5 * minuteMs,
  step: 5 * minuteMs,
  visit: 10 * minuteMs,
  pending: 10 * minuteMs,
  ticket: 0,
  webhook: dayMs,
  log: 0,
};

/** Every purpose, in the order in which the command names them. */
export const purposes = Object.keys(longestUse) as Purpose[];

/** Each rotated key is a secret of its own, whose name says from which minute it signs: `ACCESS_KEY_202612010930`. */
export const keyName = (purpose: Purpose, fromMs: number): string =>
  `${purpose.toUpperCase()}_KEY_${minuteOf(fromMs)}`;

const minuteOf = (ms: number): string =>
  new Date(ms).toISOString().replaceAll(/\D/g, "").slice(0, 12);

const name = /^([A-Z]+)_KEY_(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/;

/** The purpose of a key and the time from which it signs; null for the name of anything else. */
export function readKeyName(text: string): { purpose: Purpose; id: string; fromMs: number } | null {
  const [, word = "", year, month, day, hour, minute] = name.exec(text) ?? [];
  const purpose = purposes.find((each) => each.toUpperCase() === word);
  const fromMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  if (purpose === undefined || Number.isNaN(fromMs)) return null;
  return { purpose, id: minuteOf(fromMs), fromMs };
}
