import type { Database } from "../../db/connection/database.ts";
import { type Revised, markTold, untoldSchedules } from "../../db/sale/revisions.ts";
import type { Env } from "../env.ts";

const atOnce = 100;

/** Passes terms to objects that may have missed them; each compares the revision with its own. */
export async function tellTerms(env: Env, db: Database): Promise<void> {
  const untold = await untoldSchedules(db, { limit: atOnce });
  const told = await Promise.all(untold.map((revised) => tell(env, revised)));
  const done = told.filter((revised) => revised !== null);
  if (done.length > 0) await markTold(db, done);
}

async function tell(env: Env, revised: Revised): Promise<Revised | null> {
  const { scheduleId, revision } = revised;
  try {
    const outcome = await env.SCHEDULE.getByName(scheduleId).refresh(revision);
    return outcome.ok ? revised : null;
  } catch (error) {
    console.warn("the schedule was not told of its terms", scheduleId, error);
    return null;
  }
}
