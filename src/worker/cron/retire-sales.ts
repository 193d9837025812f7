import { keptMs } from "../../contract/sale/retirement.ts";
import type { Database } from "../../db/connection/database.ts";
import { markRetired, unretiredSchedules } from "../../db/sale/revisions.ts";
import type { Env } from "../env.ts";

const atOnce = 20;
type Asked = { now?: number; limit?: number };

/** Empties the objects of shows that ended long ago: their seats, queue and places are no longer needed. */
export async function retireSales(env: Env, db: Database, asked: Asked = {}): Promise<void> {
  const { now = Date.now(), limit = atOnce } = asked;
  const past = await unretiredSchedules(db, { beforeMs: now - keptMs, limit });
  const retired = await Promise.all(past.map((schedule) => retire(env, schedule)));
  const done = retired.filter((scheduleId) => scheduleId !== null);
  if (done.length > 0) await markRetired(db, done);
}

/** The schedule comes last: if an intake does not answer, everything is repeated. */
async function retire(
  env: Env,
  { scheduleId, intakes }: { scheduleId: string; intakes: number },
): Promise<string | null> {
  try {
    const names = Array.from({ length: intakes }, (_, index) => `${scheduleId}:${index}`);
    await Promise.all(names.map((name) => env.INTAKE.getByName(name).retire()));
    const outcome = await env.SCHEDULE.getByName(scheduleId).retire();
    return outcome.ok ? scheduleId : null;
  } catch (error) {
    console.warn("the schedule was not retired", scheduleId, error);
    return null;
  }
}
