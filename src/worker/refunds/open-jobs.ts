import type { Database } from "../../db/connection/database.ts";
import { openRefundJobs } from "../../db/refunds/refund-jobs.ts";
import { freeSeats } from "../buying/free-seats.ts";
import type { Env } from "../env.ts";
import { runRefundJob } from "./run-job.ts";

/** Goes on with every job that is being planned or carried out. */
export async function runRefundJobs(env: Env, db: Database): Promise<void> {
  await goOnWithAll(await openRefundJobs(db), (id) => goOnWithJob(env, db, id));
}

/** One job after the other. A failing job does not stop the younger ones. */
export async function goOnWithAll(
  ids: readonly string[],
  goOn: (id: string) => Promise<void>,
): Promise<void> {
  for (const id of ids)
    try {
      await goOn(id);
    } catch (error) {
      console.error("cron: refund job", id, String(error));
    }
}

export const goOnWithJob = (env: Env, db: Database, id: string): Promise<void> =>
  runRefundJob(db, id, (freed) => freeSeats(env, freed));
