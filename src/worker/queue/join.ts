import type { z } from "@hono/zod-openapi";
import { type Outcome, done } from "../../contract/problems.ts";
import type { JoinQueue, Turn } from "../../contract/sale/queue.ts";
import type { QueueFacts } from "../../db/sale/queue-openings.ts";
import type { Place as Given, Join as IntakeJoin } from "../../objects/intake-calls.ts";
import type { AppContext } from "../app-env.ts";
import { booksOf } from "../books.ts";
import { mustBeSchedule } from "../requests/known-schedules.ts";
import { limitQueue } from "../requests/limits.ts";
import { siteVerify } from "../requests/turnstile.ts";
import { Batcher } from "../rush/batcher.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { boardOf, mayBeCalled, rankIn, standingOf } from "./board.ts";
import { deviceOf } from "./device.ts";
import { queueFactsOf, intakeOf, openTo } from "./queue-facts.ts";
import { wantsMoreTime } from "./more-time.ts";
import { presaleFor } from "./presale.ts";
import { forgetPlace } from "./place-cookie.ts";
import { type Place, readPlace, turnOf } from "./turn.ts";

type Join = {
  scheduleId: string;
  place?: string | undefined;
  turnstile?: string | undefined;
  moreTime?: boolean | undefined;
};
const joins = new Batcher<IntakeJoin, Outcome<Given>>(({ INTAKE }, intake, asked) =>
  INTAKE.getByName(intake).joinAll(asked),
);
type Enter = { scheduleId: string; token: string; moreTime?: boolean | undefined };

/** The answer to a join over the API. */
export async function postJoin(
  c: AppContext,
  scheduleId: string,
  body: z.infer<typeof JoinQueue>,
): Promise<string> {
  await limitQueue(c);
  return JSON.stringify(await joinQueue(c, { scheduleId, ...body }));
}

/** Gives the fan a place or finds the existing one, moves it to this device, and returns its state. */
export async function joinQueue(c: AppContext, asked: Join): Promise<Turn> {
  const { scheduleId } = asked;
  const { accountId } = c.var.session;
  await mustBeSchedule(c, scheduleId);
  const facts = await queueFactsOf(booksOf(c), scheduleId);
  const intake = intakeOf(facts, accountId);
  const { presale, shut } = await joining(c, facts, intake);
  await checkPerson(c, asked);
  const device = deviceOf(c);
  const take = async (spent: number | null) => {
    const join = { accountId, device, presale, spent };
    const given = unwrap(await joins.ask(c, intake, join));
    const place: Place = { number: given.number, intake, presale: given.presale, device };
    return { place, entry: await entryOf(c, asked, place, given.isNew) };
  };
  let { place, entry } = await take(null);
  if (!entry.ok && entry.code === "place-spent") {
    if (shut) throw shut;
    ({ place, entry } = await take(place.number));
  }
  return await turnOf(c, scheduleId, place, entry);
}

/**
 * The presale of a joining fan. A fan with a place can return to it even while nobody, or only fans of another
 * presale, can line up; `shut` is the refusal for others.
 */
async function joining(
  c: AppContext,
  facts: QueueFacts,
  intake: string,
): Promise<{ presale: string | null; shut: ProblemError | null }> {
  try {
    const open = openTo(facts, Date.now());
    if (open.who === "all") return { presale: null, shut: null };
    return { presale: await presaleFor(c, facts.scheduleId, open.presales), shut: null };
  } catch (error) {
    if (!(error instanceof ProblemError) || !keptThrough.has(error.code)) throw error;
    const { accountId } = c.var.session;
    const kept = await c.env.INTAKE.getByName(intake).placeOf({ accountId });
    if (kept === null) throw error;
    return { presale: kept.presale, shut: error };
  }
}

const keptThrough = new Set(["presale-only", "lobby-not-open"]);

/**
 * The state of a place. The board answers waiting fans, so that a rush does not reach the schedule. A new fan enters
 * directly if there is room; a returning fan only learns the position.
 */
async function entryOf(c: AppContext, asked: Join, place: Place, isNew: boolean) {
  const { scheduleId } = asked;
  const { accountId } = c.var.session;
  const { number, presale } = place;
  const board = await boardOf(c, scheduleId);
  const rank = await rankIn(c, board, number);
  if (!mayBeCalled(board, rank ?? number)) return done(standingOf(board, { rank, presale }));
  const schedule = c.env.SCHEDULE.getByName(scheduleId);
  const moreTime = asked.moreTime ?? wantsMoreTime(c);
  if (isNew) return await schedule.enter({ accountId, number, presale, moreTime });
  return await schedule.standing({ accountId, number, presale });
}

/** Admits a called fan on the device that has the place. */
export async function enterShop(
  c: AppContext,
  { scheduleId, token, moreTime = wantsMoreTime(c) }: Enter,
): Promise<Turn> {
  const { accountId } = c.var.session;
  const place = await readPlace(c, scheduleId, token);
  const device = deviceOf(c);
  const kept = await c.env.INTAKE.getByName(place.intake).placeOf({ accountId });
  if (kept === null) throw new ProblemError("place-spent");
  if (place.device !== device || kept.device !== device) throw new ProblemError("place-moved");
  const { number, presale } = place;
  const schedule = c.env.SCHEDULE.getByName(scheduleId);
  const entry = await schedule.enter({ accountId, number, presale, moreTime });
  return await turnOf(c, scheduleId, place, entry);
}

/**
 * Leaves the shop and the line. The schedule hears it first; if nothing else happens, repeating the request does the
 * rest.
 */
export async function leaveQueue(c: AppContext, scheduleId: string): Promise<void> {
  const { accountId } = c.var.session;
  const intake = c.env.INTAKE.getByName(
    intakeOf(await queueFactsOf(booksOf(c), scheduleId), accountId),
  );
  const number = (await intake.placeOf({ accountId }))?.number ?? null;
  const schedule = c.env.SCHEDULE.getByName(scheduleId);
  unwrap(await schedule.leave({ accountId, number }));
  if (number !== null) await intake.giveUp({ accountId, number });
  forgetPlace(c, scheduleId);
}

/** A fan with a place has been checked before. While the check is unavailable, no new fan joins. */
async function checkPerson(c: AppContext, { scheduleId, place, turnstile }: Join): Promise<void> {
  if (c.env.TURNSTILE_SECRET === undefined) return;
  if (place !== undefined && (await hasPlace(c, scheduleId, place))) return;
  if (turnstile === undefined) throw new ProblemError("bot-check-failed");
  const address = c.req.header("cf-connecting-ip") ?? null;
  const { hostname } = new URL(c.req.url);
  const asked = { token: turnstile, address, action: "join", hostname };
  const verdict = await siteVerify(c.env, asked);
  if (verdict === "unknown") throw new ProblemError("unavailable", "Turnstile is not answering");
  if (verdict === "robot") throw new ProblemError("bot-check-failed");
}

async function hasPlace(c: AppContext, scheduleId: string, token: string): Promise<boolean> {
  try {
    await readPlace(c, scheduleId, token);
    return true;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}
