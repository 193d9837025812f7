import type { Database } from "../../db/connection/database.ts";
import {
  continueShowCancellation,
  openShowCancellations,
} from "../../db/money/show-cancellation.ts";
import type { Env } from "../env.ts";
import { unwrap } from "../problem.ts";

const ordersAtOnce = 100;
/** The most that one cron run takes; the next minute continues from there. */
const batchesMax = 20;

/** Goes on with every show that is being cancelled. */
export async function cancelShows(env: Env, db: Database): Promise<void> {
  for (const scheduleId of await openShowCancellations(db)) await cancelShow(env, db, scheduleId);
}

/** Refunds the orders of a cancelled show, a batch after the other, until all are done or it was enough for now. */
export async function cancelShow(env: Env, db: Database, scheduleId: string): Promise<void> {
  for (let batch = 0; batch < batchesMax; batch++) {
    const asked = { scheduleId, limit: ordersAtOnce };
    const { released, state } = unwrap(await continueShowCancellation(db, asked));
    // Nobody can buy these seats anymore; a schedule that misses this call gets it from the outbox.
    const schedule = env.SCHEDULE.getByName(scheduleId);
    await Promise.allSettled(
      released.map(({ holdId, accountId, seats }) => schedule.free({ holdId, accountId, seats })),
    );
    if (state === "done") return;
  }
}
