import { z } from "@hono/zod-openapi";
import type { Database } from "../../db/database.ts";
import { deliverOutbox, dueOutbox } from "../../db/outbox.ts";
import type { Env } from "../env.ts";
import { freeSeats } from "./free-seats.ts";

const batchMax = 50;
const batchesMax = 20;
const SeatsReleased = z.object({
  orderId: z.string(),
  scheduleId: z.string(),
  holdId: z.string(),
  accountId: z.string(),
  seats: z.array(z.number()),
  kept: z.array(z.number()).default([]),
});

/** Tells the schedules what the books decided and nobody may have told them. Told twice is harmless. */
export async function drainOutbox(env: Env, db: Database): Promise<void> {
  for (let batch = 0; batch < batchesMax; batch++) {
    const due = await dueOutbox(db, { limit: batchMax });
    const told = await Promise.all(
      due.map(async ({ id, topic, payload }) => ((await tell(env, topic, payload)) ? id : null)),
    );
    const delivered = told.filter((id) => id !== null);
    if (delivered.length > 0) await deliverOutbox(db, delivered);
    if (due.length < batchMax) return;
  }
}

async function tell(env: Env, topic: string, payload: unknown): Promise<boolean> {
  // Money that is due back has a list of its own, which the cron works through; others nobody listens for yet.
  if (topic !== "seats.released") return true;
  try {
    await freeSeats(env, SeatsReleased.parse(payload));
    return true;
  } catch (error) {
    console.warn("the schedule was not told", topic, error);
    return false;
  }
}
