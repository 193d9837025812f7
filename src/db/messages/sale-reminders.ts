import { sql } from "drizzle-orm";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { isReachable } from "../catalog/visibility.ts";

/**
 * Writes the messages about openings that are a day or ten minutes away: one for each concert, opening and fan. Returns
 * their number. A fan who asked on the last day gets only the message of ten minutes before.
 */
export async function dueSaleReminders(
  db: Database,
  { now, limit }: { now: number; limit: number },
): Promise<number> {
  const at = sql`${universalTime(now)}::timestamptz`;
  const [row] = await rowsOf<{ found: number }>(
    db,
    sql`WITH due AS (
      SELECT s.concert_id, s.sale_opens_at AS opens_at, (array_agg(s.id ORDER BY s.starts_at, s.id))[1] AS schedule_id,
        CASE WHEN s.sale_opens_at <= ${at} + interval '10 minutes' THEN 'soon' ELSE 'day' END AS lead
      FROM schedule s JOIN concert c ON c.id = s.concert_id AND ${isReachable(now)}
      WHERE s.sale_opens_at > ${at} AND s.sale_opens_at <= ${at} + interval '24 hours' AND s.sale_state = 'open'
      GROUP BY s.concert_id, s.sale_opens_at
    ), told AS (
      INSERT INTO sale_reminder (concert_id, opens_at, lead, account_id)
      SELECT d.concert_id, d.opens_at, d.lead, w.account_id
      FROM due d JOIN wish w ON w.concert_id = d.concert_id AND w.remind
      WHERE (d.lead = 'soon' OR (w.created_at <= d.opens_at - interval '24 hours'
          AND d.opens_at > ${at} + interval '1 hour'))
        AND NOT EXISTS (SELECT FROM sale_reminder r WHERE r.concert_id = d.concert_id AND r.opens_at = d.opens_at
          AND r.lead = d.lead AND r.account_id = w.account_id)
      LIMIT ${limit} ON CONFLICT DO NOTHING RETURNING *
    ), written AS (
      INSERT INTO outbox (topic, payload)
      SELECT topic, jsonb_build_object('accountId', t.account_id, 'scheduleId', d.schedule_id,
        'untilMs', epoch_ms(t.opens_at), 'opensAtMs', epoch_ms(t.opens_at),
        'leadMinutes', CASE t.lead WHEN 'soon' THEN 10 ELSE 1440 END)
      FROM told t JOIN due d ON (d.concert_id, d.opens_at, d.lead) = (t.concert_id, t.opens_at, t.lead),
        unnest(ARRAY['sale.reminder', 'push.sale.reminder']) AS topic
    ) SELECT count(*)::int AS found FROM told`,
  );
  return row?.found ?? 0;
}
