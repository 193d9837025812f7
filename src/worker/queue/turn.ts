import type { Outcome } from "../../contract/problems.ts";
import type { Turn } from "../../contract/sale/queue.ts";
import type { AppContext } from "../app-env.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { signToken, verifyToken } from "../identity/tokens.ts";
import { keepPlace } from "./place-cookie.ts";

/** A position in line, from the object or the board. */
type Entry = { nextPollMs: number } & (
  | { state: "lobby" }
  | { state: "waiting"; rank: number; ahead: number; behind: number }
  | { state: "kept"; rank: number | null; ahead: number; behind: number; until: number }
  | { state: "called" | "missed"; rank: number; until: number }
  | { state: "admitted"; until: number }
);
/** A signed place: its schedule, account, presale and device. */
export type Place = {
  number: number;
  intake: string;
  presale: string | null;
  device: string;
};
type PlaceClaims = {
  sub: string;
  sch: string;
  num: number;
  itk: string;
  pre: string | null;
  dev: string;
};
type Pass = { sub: string; sch: string; exp: number };

// Longer than any queue that we would allow.
const placeMs = 24 * 3_600_000;

/** The place that a fan shows must be of this schedule and this account; anything else is no place. */
export async function readPlace(c: AppContext, scheduleId: string, token: string): Promise<Place> {
  const read = await verifyToken<PlaceClaims>(c.env, "place", token);
  if (read.state === "expired") throw new ProblemError("place-spent", "This place has expired");
  if (read.state === "bad") throw new ProblemError("not-admitted", "We did not issue this place");
  const { sub, sch, num, itk, pre, dev } = read.claims;
  if (sub !== c.var.session.accountId || sch !== scheduleId)
    throw new ProblemError("not-admitted", "This place belongs to another account or schedule");
  return { number: num, intake: itk, presale: pre, device: dev };
}

/** The content of any place, for display; null if it is invalid. */
export async function placeOn(
  c: AppContext,
  scheduleId: string,
  token: string,
): Promise<{ number: number; presale: string | null } | null> {
  const read = await verifyToken<PlaceClaims>(c.env, "place", token);
  if (read.state !== "good" || read.claims.sch !== scheduleId) return null;
  return { number: read.claims.num, presale: read.claims.pre };
}

/** Holding seats requires a pass; the object checks itself whether it is still valid. */
export async function checkPass(c: AppContext, scheduleId: string): Promise<void> {
  await passUntil(c, scheduleId, c.req.header("frontrow-pass"));
}

/** The end of a pass; another account's pass, or no pass, is refused. */
export async function passUntil(
  c: AppContext,
  scheduleId: string,
  token: string | undefined,
): Promise<number> {
  if (token === undefined || token === "") throw new ProblemError("not-admitted");
  const read = await verifyToken<Pass>(c.env, "pass", token);
  if (read.state === "expired") throw new ProblemError("pass-expired");
  if (read.state === "bad") throw new ProblemError("not-admitted", "We did not issue this pass");
  const { sub, sch, exp } = read.claims;
  if (sub !== c.var.session.accountId || sch !== scheduleId)
    throw new ProblemError("not-admitted", "This pass belongs to another account or schedule");
  return exp * 1_000;
}

/** The end of a pass, or of the right of staff to watch. */
export async function watchUntil(
  c: AppContext,
  scheduleId: string,
  token: string | undefined,
): Promise<number> {
  const read = await verifyToken<Pass>(c.env, "watch", token ?? "");
  if (read.state === "bad") return passUntil(c, scheduleId, token);
  if (read.state === "expired") throw new ProblemError("pass-expired");
  const { sub, sch, exp } = read.claims;
  if (sub !== c.var.session.accountId || sch !== scheduleId)
    throw new ProblemError("not-admitted", "This token belongs to another account or schedule");
  return exp * 1_000;
}

/** Turns the object's answer into the fan's turn, with a signed place and, once admitted, a signed pass. */
export async function turnOf(
  c: AppContext,
  scheduleId: string,
  place: Place,
  entry: Outcome<Entry>,
): Promise<Turn> {
  const answer = unwrap(entry);
  const until = "until" in answer ? new Date(answer.until).toISOString() : null;
  const signed = await signPlace(c, scheduleId, place);
  keepPlace(c, scheduleId, signed);
  return {
    state: answer.state,
    number: place.number,
    rank: "rank" in answer ? answer.rank : null,
    ahead: "ahead" in answer ? answer.ahead : 0,
    behind: "behind" in answer ? answer.behind : 0,
    until,
    presale: place.presale,
    place: signed,
    admission: answer.state === "admitted" ? await passOf(c, scheduleId, answer.until) : null,
    nextPollMs: answer.nextPollMs,
  };
}

function signPlace(c: AppContext, scheduleId: string, place: Place): Promise<string> {
  const claims: PlaceClaims = {
    sub: c.var.session.accountId,
    sch: scheduleId,
    num: place.number,
    itk: place.intake,
    pre: place.presale,
    dev: place.device,
  };
  return signToken(c.env, "place", claims, Date.now() + placeMs);
}

async function passOf(c: AppContext, scheduleId: string, untilMs: number) {
  const who = { sub: c.var.session.accountId, sch: scheduleId };
  const pass = await signToken(c.env, "pass", who, untilMs);
  return { pass, expiresAt: new Date(untilMs).toISOString() };
}
