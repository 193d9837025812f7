import { inArray, sql } from "drizzle-orm";
import { ask, type Database, rowsOf } from "./database.ts";
import { outbox } from "./schema/operations.ts";

export type OutboxRow = {
  id: string;
  topic: typeof outbox.$inferSelect.topic;
  payload: unknown;
  attempts: number;
};

/** Claims what is to be told now. A row that is not marked as delivered comes again after a pause that grows to an hour. */
export function dueOutbox(db: Database, { limit }: { limit: number }): Promise<OutboxRow[]> {
  return rowsOf(
    db,
    sql`UPDATE outbox SET attempts = attempts + 1,
      available_at = now() + least(interval '1 hour', interval '10 seconds' * 2 ^ least(attempts, 12))
    WHERE id IN (
      SELECT id FROM outbox WHERE delivered_at IS NULL AND available_at <= now()
      ORDER BY available_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) RETURNING id, topic, payload, attempts`,
  );
}

export async function deliverOutbox(db: Database, ids: string[]): Promise<void> {
  await ask(() =>
    db
      .update(outbox)
      .set({ deliveredAt: sql`now()` })
      .where(inArray(outbox.id, ids)),
  );
}
