import type { JoinWaitlist } from "../../contract/sale/waitlist.ts";
import type { Database } from "../../db/connection/database.ts";
import { joinWaitlist, leaveWaitlist } from "../../db/waitlist/waitlist.ts";
import { freshWaitlists } from "../../db/waitlist/waitlist-line.ts";
import { quietly } from "../buying/telling.ts";
import type { Env } from "../env.ts";
import { unwrap } from "../problem.ts";

type Of = { scheduleId: string; accountId: string };

/** First the books, then the schedule, which keeps returned seats from then on. The cron repeats a lost call. */
export async function lineUp(
  env: Env,
  db: Database,
  wanted: Of & JoinWaitlist & { now: number },
): Promise<void> {
  const { scheduleId, zoneIds } = wanted;
  const schedule = env.SCHEDULE.getByName(scheduleId);
  unwrap(await schedule.mayWait(wanted));
  unwrap(await joinWaitlist(db, wanted));
  await quietly(schedule.await({ any: zoneIds.length === 0, zoneIds }));
}

/** An offer is let go with the place, for the next in line. */
export async function stopWaiting(env: Env, db: Database, of: Of): Promise<void> {
  const { holdId } = await leaveWaitlist(db, of);
  if (holdId === null) return;
  const { scheduleId, accountId } = of;
  await quietly(env.SCHEDULE.getByName(scheduleId).release({ holdId, accountId }));
}

const freshMs = 10 * 60_000;
const schedulesMax = 100;

/** Repeats recent waitlist entries to the schedules, since a Worker may have died before telling them. */
export async function tellWhoWaits(env: Env, db: Database): Promise<void> {
  const sinceMs = Date.now() - freshMs;
  for (const { scheduleId, any, zoneIds } of await freshWaitlists(db, {
    sinceMs,
    limit: schedulesMax,
  }))
    await quietly(env.SCHEDULE.getByName(scheduleId).await({ any, zoneIds }));
}
