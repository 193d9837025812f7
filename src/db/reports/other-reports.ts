import { sql } from "drizzle-orm";
import type { GatewayReport, UnsoldReport } from "../../contract/admin/reports/other-reports.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { within } from "../staff/access.ts";

type Period = { from: string; to: string };
const datesMax = 5_000;

/** What is left of each date that begins in a period, by the last count of its seats. */
export async function unsoldReport(
  db: Database,
  { scope, from, to }: Period & { scope: Scope },
): Promise<UnsoldReport> {
  const rows = await rowsOf<UnsoldReport["rows"][number]>(
    db,
    sql`SELECT s.id AS "scheduleId", c.id AS "concertId", c.title AS concert, utc_text(s.starts_at) AS "startsAt",
      k.seats_total AS total, k.seats_sold AS sold, k.seats_left AS "left",
      greatest(0, k.seats_total - k.seats_sold - k.seats_left) AS other, utc_text(k.counted_at) AS "countedAt"
    FROM schedule s JOIN concert c ON c.id = s.concert_id JOIN venue v ON v.id = c.venue_id
    JOIN schedule_stock k ON k.schedule_id = s.id
    WHERE ${within(scope, sql`c.organization_id`, sql`c.id`)} AND (s.starts_at AT TIME ZONE v.time_zone)::date >= ${from}::date
      AND (s.starts_at AT TIME ZONE v.time_zone)::date <= ${to}::date
      AND s.starts_at >= ${from}::date - interval '15 hours' AND s.starts_at < ${to}::date + interval '39 hours'
    ORDER BY s.starts_at, s.id LIMIT ${datesMax}`,
  );
  return { from, to, rows };
}

/** What the gateway took, gave back, kept and paid out by the day, from the ledger alone. */
export async function gatewayReport(
  db: Database,
  { from, to, currency }: Period & { currency: GatewayReport["currency"] },
): Promise<GatewayReport> {
  const side = (name: string) =>
    sql`coalesce(sum(l.minor) FILTER (WHERE l.side = ${name}), 0)::bigint::text`;
  const wanted = sql`f.organization_id = '00000000-0000-0000-0000-000000000000' AND f.currency = ${currency}`;
  type Row = Record<"day" | "taken" | "givenBack" | "serviceFee" | "paidOut" | "owed", string>;
  const rows = await rowsOf<Row>(
    db,
    sql`WITH l AS (
      SELECT f.day, f.side, f.amount_minor AS minor FROM ledger_fold_organization f
      WHERE ${wanted} AND f.day <= ${to}::date
      UNION ALL SELECT f.day, f.side, f.amount_minor FROM ledger_tail() f WHERE ${wanted} AND f.day <= ${to}::date
    ), days AS (
      SELECT l.day, ${side("taken")} AS taken, ${side("given-back")} AS "givenBack", ${side("gateway-fee")} AS "serviceFee",
        ${side("payout")} AS "paidOut",
        (sum(sum(CASE WHEN l.side = 'taken' THEN l.minor ELSE -l.minor END)) OVER (ORDER BY l.day))::bigint::text AS owed
      FROM l GROUP BY l.day
    ) SELECT d.day::text AS day, d.taken, d."givenBack", d."serviceFee", d."paidOut", d.owed FROM days d
    WHERE d.day >= ${from}::date ORDER BY d.day`,
  );
  return {
    from,
    to,
    currency,
    rows: rows.map(({ day, ...sums }) => ({
      day,
      taken: Number(sums.taken),
      givenBack: Number(sums.givenBack),
      serviceFee: Number(sums.serviceFee),
      paidOut: Number(sums.paidOut),
      owed: Number(sums.owed),
    })),
  };
}
