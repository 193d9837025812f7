import type { Outcome } from "../../contract/problems.ts";
import type { Turn } from "../../contract/queue.ts";
import type { AppContext } from "../app-env.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { signToken, verifyToken } from "../tokens.ts";

/** What the object says to someone who wants in. */
type Entry =
  | { state: "admitted"; until: number }
  | { state: "waiting"; ahead: number; nextPollMs: number };
type Place = { sub: string; sch: string; num: number };
type Pass = { sub: string; sch: string; exp: number };

// Longer than any queue that we would let people stand in.
const placeMs = 24 * 3_600_000;
const pollMs = { min: 2_000, max: 10_000 };

/** The place that a fan shows must be of this schedule and this account; anything else is no place. */
export async function readPlace(c: AppContext, scheduleId: string, token: string): Promise<number> {
  const read = await verifyToken<Place>(c.env.TOKEN_SECRET, "place", token);
  if (read.state === "expired") throw new ProblemError("place-spent", "This place is too old");
  if (read.state === "bad") throw new ProblemError("not-admitted", "This is no place of ours");
  const { sub, sch, num } = read.claims;
  if (sub !== c.var.session.accountId || sch !== scheduleId)
    throw new ProblemError("not-admitted", "This place is another account's or another schedule's");
  return num;
}

/** Holding seats takes a pass; the object then looks for itself whether it still counts. */
export async function checkPass(c: AppContext, scheduleId: string): Promise<void> {
  await passUntil(c, scheduleId, c.req.header("frontrow-pass"));
}

/** Until when a pass is good; one that is another's, or is none, is refused. */
export async function passUntil(
  c: AppContext,
  scheduleId: string,
  token: string | undefined,
): Promise<number> {
  if (token === undefined || token === "") throw new ProblemError("not-admitted");
  const read = await verifyToken<Pass>(c.env.TOKEN_SECRET, "pass", token);
  if (read.state === "expired") throw new ProblemError("pass-expired");
  if (read.state === "bad") throw new ProblemError("not-admitted", "This is no pass of ours");
  const { sub, sch, exp } = read.claims;
  if (sub !== c.var.session.accountId || sch !== scheduleId)
    throw new ProblemError("not-admitted", "This pass is another account's or another schedule's");
  return exp * 1_000;
}

/** Turns what the object said into the fan's turn, with a signed place and, when in, a signed pass. */
export async function turnOf(
  c: AppContext,
  scheduleId: string,
  number: number,
  entry: Outcome<Entry>,
): Promise<Turn> {
  const answer = unwrap(entry);
  const secret = c.env.TOKEN_SECRET;
  const who = { sub: c.var.session.accountId, sch: scheduleId };
  const place = await signToken(secret, "place", { ...who, num: number }, Date.now() + placeMs);
  if (answer.state === "waiting") {
    const { ahead } = answer;
    const nextPollMs = Math.min(Math.max(answer.nextPollMs, pollMs.min), pollMs.max);
    return { state: "waiting", number, ahead, place, admission: null, nextPollMs };
  }
  const pass = await signToken(secret, "pass", who, answer.until);
  const admission = { pass, expiresAt: new Date(answer.until).toISOString() };
  return { state: "admitted", number, ahead: 0, place, admission, nextPollMs: pollMs.min };
}
