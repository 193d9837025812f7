import { z } from "@hono/zod-openapi";
import type { Database } from "../../db/connection/database.ts";
import {
  claimOutbox,
  endOutbox,
  type OutboxEnd,
  type OutboxRow,
} from "../../db/messages/outbox.ts";
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

/** Reports decisions of the books that the schedules may have missed. Repeating it is harmless. */
export async function drainOutbox(env: Env, db: Database): Promise<void> {
  for (let batch = 0; batch < batchesMax; batch++) {
    const due = await claimOutbox(db, { lane: "schedule", limit: batchMax });
    if (due.length > 0) await endOutbox(db, await Promise.all(due.map((row) => tell(env, row))));
    if (due.length < batchMax) return;
  }
}

/** A freed seat is reported until the schedule has received it. */
async function tell(env: Env, { id, payload }: OutboxRow): Promise<OutboxEnd> {
  try {
    await freeSeats(env, SeatsReleased.parse(payload));
    return { id, end: "delivered", failure: null };
  } catch (error) {
    console.warn("the schedule was not told", error);
    return { id, end: "retry", failure: String(error).slice(0, 500) };
  }
}
