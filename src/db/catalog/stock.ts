import { sql } from "drizzle-orm";
import { saleEnd } from "../sale/closing.ts";
import type { Stock } from "../../contract/catalog/concerts.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "./universal-time.ts";

const lowPart = 0.1;

/** The stock level for lists; unknown if it was never counted. */
export function stockOf({ seatsLeft, seatsTotal }: Left): Stock | null {
  if (seatsLeft === null || seatsTotal === null || seatsTotal === 0) return null;
  if (seatsLeft === 0) return "sold-out";
  return seatsLeft <= seatsTotal * lowPart ? "low" : "plenty";
}

export type Left = { seatsLeft: number | null; seatsTotal: number | null };
export type StockToCount = { scheduleId: string; seatsSold: number };
export type CountedStock = StockToCount & { seatsLeft: number; seatsTotal: number };

/** Sales with sales, refunds or another plan since their last count, or without a count for an hour. */
export function stocksToCount(
  db: Database,
  { now, limit }: { now: number; limit: number },
): Promise<StockToCount[]> {
  const at = sql`${universalTime(now)}::timestamptz`;
  return rowsOf(
    db,
    sql`SELECT s.id AS "scheduleId", o.sold AS "seatsSold" FROM schedule s
    JOIN seat_plan p ON p.hash = s.plan_hash
    LEFT JOIN schedule_stock t ON t.schedule_id = s.id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS sold FROM order_seat
      WHERE schedule_id = s.id AND (live OR kept_out)
    ) o
    WHERE s.sale_state IN ('open', 'paused') AND s.sale_opens_at <= ${at} AND ${saleEnd} > ${at}
      AND (t.seats_sold IS DISTINCT FROM o.sold OR t.seats_total <> p.seat_count
        OR t.counted_at < ${at} - interval '1 hour')
    ORDER BY t.counted_at NULLS FIRST, s.id LIMIT ${limit}`,
  );
}

export async function keepStocks(
  db: Database,
  { stocks, now }: { stocks: readonly CountedStock[]; now: number },
): Promise<void> {
  await rowsOf(
    db,
    sql`INSERT INTO schedule_stock (schedule_id, seats_left, seats_total, seats_sold, counted_at)
    SELECT "scheduleId", "seatsLeft", "seatsTotal", "seatsSold", ${universalTime(now)}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(stocks)}::jsonb)
      AS s("scheduleId" uuid, "seatsLeft" int, "seatsTotal" int, "seatsSold" int)
    ON CONFLICT (schedule_id) DO UPDATE SET seats_left = excluded.seats_left,
      seats_total = excluded.seats_total, seats_sold = excluded.seats_sold, counted_at = excluded.counted_at`,
  );
}
