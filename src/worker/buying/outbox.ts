import { z } from "@hono/zod-openapi";
import type { Database } from "../../db/database.ts";
import { deliverOutbox, dueOutbox } from "../../db/outbox.ts";
import type { Env } from "../env.ts";

const batchMax = 50;
const batchesMax = 20;
const SeatsReleased = z.object({
  scheduleId: z.string(),
  holdId: z.string(),
  accountId: z.string(),
  seats: z.array(z.number()),
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
  // Nobody listens for other topics yet.
  if (topic !== "seats.released") return true;
  try {
    const { scheduleId, ...released } = SeatsReleased.parse(payload);
    const freed = await env.SCHEDULE.getByName(scheduleId).free(released);
    if (!freed.ok) console.warn("the schedule did not take it", topic, freed.code);
    return freed.ok;
  } catch (error) {
    console.warn("the schedule was not told", topic, error);
    return false;
  }
}
