import type { Env } from "../env.ts";
import { unwrap } from "../problem.ts";

export type Freed = {
  orderId: string;
  scheduleId: string;
  holdId: string;
  accountId: string;
  seats: number[];
  /** The order's remaining seats. */
  kept: number[];
};

/** Reports the freed seats of an order to the schedule. Repeating it is harmless. */
export async function freeSeats(env: Env, freed: Freed): Promise<void> {
  const { orderId, scheduleId, holdId, accountId, seats, kept } = freed;
  const schedule = env.SCHEDULE.getByName(scheduleId);
  // A schedule that missed the sale would release the whole hold, so it learns of the sale first.
  if (kept.length > 0) unwrap(await schedule.sell({ holdId, orderId, accountId, seats: kept }));
  unwrap(await schedule.free({ holdId, accountId, seats }));
}
