import type { Database } from "../../db/connection/database.ts";
import { openRefundJobs } from "../../db/refunds/refund-jobs.ts";
import type { Env } from "../env.ts";
import { runRefundJob } from "./run-job.ts";

/** Goes on with every job that is being planned or carried out. */
export async function runRefundJobs(env: Env, db: Database): Promise<void> {
  for (const id of await openRefundJobs(db)) await goOnWithJob(env, db, id);
}

export const goOnWithJob = (env: Env, db: Database, id: string): Promise<void> =>
  runRefundJob(db, id, async (scheduleId, freed) => env.SCHEDULE.getByName(scheduleId).free(freed));
