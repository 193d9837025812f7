import { sql } from "drizzle-orm";
import { type Database, rowsOf } from "../connection/database.ts";
import type { OutboxLane, OutboxTopic } from "../schema/operations.ts";

export type OutboxRow = {
  id: string;
  topic: OutboxTopic;
  payload: unknown;
  /** How often it has been claimed, this time included. */
  attempts: number;
};

/** The result of a row: sent, given up, or to be retried after its pause. */
export type OutboxEnd = {
  id: string;
  end: "delivered" | "failed" | "retry";
  failure: string | null;
};

/** Tries of which the last ones are an hour apart: about a day. */
export const attemptsMax = 32;

/** One lane; optionally one schedule only. */
type Claim = { lane: OutboxLane; limit: number; scheduleId?: string };

/**
 * Claims due messages for this sender alone, the most urgent first. A message that is not ended comes again after a pause.
 * The pause is half a minute at first, long enough to send a batch, and grows to an hour.
 */
export const claiming = ({ lane, limit, scheduleId }: Claim) =>
  sql`UPDATE outbox SET attempts = attempts + 1,
    available_at = now() + least(interval '1 hour', interval '30 seconds' * 2 ^ least(attempts, 12))
  WHERE id IN (
    SELECT id FROM outbox
    WHERE lane = ${lane} AND delivered_at IS NULL AND failed_at IS NULL AND available_at <= now()
      ${scheduleId === undefined ? sql`` : sql`AND payload ->> 'scheduleId' = ${scheduleId}`}
    ORDER BY urgency, available_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
  ) RETURNING id, topic, payload, attempts, urgency`;

export function claimOutbox(
  db: Database,
  wanted: { lane: OutboxLane; limit: number },
): Promise<OutboxRow[]> {
  return rowsOf(db, claiming(wanted));
}

/** Records the results of a batch. A sent row stays sent. */
export async function endOutbox(db: Database, ends: OutboxEnd[]): Promise<void> {
  await rowsOf(
    db,
    sql`UPDATE outbox SET failure = told.failure,
      delivered_at = CASE WHEN told.end = 'delivered' THEN now() END,
      failed_at = CASE WHEN told.end = 'failed' THEN now() END
    FROM jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) AS told(id uuid, "end" text, failure text)
    WHERE outbox.id = told.id AND delivered_at IS NULL`,
  );
}
