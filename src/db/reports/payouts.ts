import { sql } from "drizzle-orm";
import type { Currency, LocalText } from "../../contract/money/money.ts";
import { type Database, rowsOf } from "../connection/database.ts";

/** What a show took in and gave back in a period, by the ledger alone. */
export type ShowLedger = {
  organization: LocalText;
  concert: LocalText;
  venue: LocalText;
  startsAt: string;
  timeZone: string;
  currency: Currency;
  days: {
    day: string;
    sale: number;
    refund: number;
    fee: number;
    feeReturned: number;
    compensation: number;
  }[];
};

/** The ledger of a show by the day: what is folded, and the transfers since. */
export async function showLedger(
  db: Database,
  { scheduleId, from, to }: { scheduleId: string; from: string; to: string },
): Promise<ShowLedger | null> {
  const side = (name: string) =>
    sql`coalesce(sum(l.minor) FILTER (WHERE l.side = ${name}), 0)::float8`;
  const wanted = sql`f.schedule_id = ${scheduleId}::uuid AND f.day >= ${from}::date AND f.day <= ${to}::date`;
  const [row] = await rowsOf<ShowLedger>(
    db,
    sql`SELECT g.name AS organization, c.title AS concert, v.name AS venue, utc_text(s.starts_at) AS "startsAt",
      v.time_zone AS "timeZone", c.currency, (SELECT coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'sale', d.sale,
        'refund', d.refund, 'fee', d.fee, 'feeReturned', d.back, 'compensation', d.compensation) ORDER BY d.day), '[]')
      FROM (SELECT l.day, ${side("sale")} AS sale, ${side("refund")} AS refund, ${side("fee")} AS fee,
          ${side("fee-refund")} AS back, ${side("compensation")} AS compensation
        FROM (SELECT f.day, f.side, f.amount_minor AS minor FROM ledger_fold f WHERE ${wanted}
          UNION ALL SELECT f.day, f.side, f.amount_minor FROM ledger_tail() f WHERE ${wanted}) l GROUP BY l.day) d) AS days
    FROM schedule s JOIN concert c ON c.id = s.concert_id JOIN venue v ON v.id = c.venue_id
    JOIN organization g ON g.id = c.organization_id WHERE s.id = ${scheduleId}::uuid`,
  );
  return row ?? null;
}
