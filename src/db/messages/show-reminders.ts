import { sql } from "drizzle-orm";
import { type Database, rowsOf } from "../connection/database.ts";

/**
 * Makes mails due for all fans with tickets of the next show within a day, and returns whether there was such a show. A
 * show gets one reminder, and another if it is moved. A fan who books on the last day has the mail of the order.
 */
export async function remindOfShow(db: Database): Promise<boolean> {
  const [row] = await rowsOf<{ shows: number }>(
    db,
    sql`WITH due AS (
      UPDATE schedule SET reminded_for = starts_at WHERE id = (
        SELECT id FROM schedule
        WHERE starts_at > now() + interval '2 hours' AND starts_at <= now() + interval '24 hours'
          AND reminded_for IS DISTINCT FROM starts_at AND sale_state <> 'cancelled'
        ORDER BY starts_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
      ) RETURNING id, starts_at
    ), told AS (
      INSERT INTO outbox (topic, payload)
      SELECT DISTINCT 'show.reminder', jsonb_build_object('accountId', a.id, 'scheduleId', due.id,
        'untilMs', epoch_ms(due.starts_at))
      FROM due
      JOIN order_seat b ON b.schedule_id = due.id AND b.live
      JOIN customer_order o ON o.id = b.order_id
      JOIN account a ON a.id = o.account_id AND a.mail_reminders
    )
    SELECT count(*)::int AS shows FROM due`,
  );
  return (row?.shows ?? 0) > 0;
}
