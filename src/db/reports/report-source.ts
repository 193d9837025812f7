import { type SQL, sql } from "drizzle-orm";
import { dayAfter, type Dimension, type Slice } from "../../contract/admin/reports/report-kinds.ts";
import { type SalesQuery } from "../../contract/admin/reports/sales-reports.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import { within } from "../staff/access.ts";

export type Period = { from: string; to: string };

export type Asked = SalesQuery & {
  scope: Scope;
  /** The scope in which money may be seen; null for none. */
  money: Scope | null;
};

export const measures = [
  ["orders", "orders"],
  ["tickets", "tickets"],
  ["returned", "returned"],
  ["price", "price_minor"],
  ["discount", "discount_minor"],
  ["fee", "fee_minor"],
  ["refund", "refund_minor"],
  ["kept", "kept_minor"],
  ["feeReturned", "fee_returned_minor"],
] as const;
const columns = sql.raw(measures.map(([, column]) => `f.${column}`).join(", "));

/** Whether a report needs the single shows, or the sums of all of them together are enough. */
export function isOfShows({ by, scope, money, concertId, scheduleId }: Asked): boolean {
  const isPart = (money ?? scope).concertIds !== null;
  return isPart || concertId !== undefined || scheduleId !== undefined || hasShows(by);
}

const hasShows = (by: readonly Dimension[]) => by.includes("concert") || by.includes("date");

/** What is asked for, as rows with `is_now`: true for the period itself and false for the one before it. */
export function factsOf(asked: Asked, slice: Slice, previous: Period | null): SQL {
  const parts = [
    ...partsOf(asked, slice, asked, true),
    ...(previous ? partsOf(asked, slice, previous, false) : []),
  ];
  return sql.join(parts, sql` UNION ALL `);
}

function partsOf(asked: Asked, slice: Slice, { from, to }: Period, isNow: boolean): SQL[] {
  const ofShows = isOfShows(asked);
  const group = ofShows ? sql`f.schedule_id` : sql`f.organization_id`;
  const select = (key: SQL) =>
    sql`SELECT ${isNow}::boolean AS is_now, f.day, ${group} AS group_id, f.channel, ${key} AS key, ${columns}`;
  const days = (period: Period) =>
    sql`f.day >= ${period.from}::date AND f.day <= ${period.to}::date AND f.currency = ${asked.currency}`;
  const folded = (table: string, period: Period) =>
    sql`${select(sql`f.key`)} FROM ${sql.raw(table)} f
      WHERE f.slice = ${slice} AND ${days(period)} AND ${isSeen(asked)}`;
  const tail = sql`${select(ofShows ? sql`f.key` : sql`f.name`)} FROM tail f
    WHERE ${days({ from, to })} AND ${isSeen(asked)}`;
  if (!ofShows) return [folded("sales_fold_organization", { from, to }), tail];
  const months = takesMonths(asked) ? wholeMonths({ from, to }) : null;
  if (months === null) return [folded("sales_fold", { from, to }), tail];
  const edges = [
    { from, to: dayAfter(months.from, -1) },
    { from: dayAfter(months.end, 1), to },
  ].filter((edge) => edge.from <= edge.to);
  return [
    folded("sales_fold_month", { from: months.from, to: months.to }),
    ...edges.map((edge) => folded("sales_fold", edge)),
    tail,
  ];
}

/** A single show has few rows. Of all shows the months are read, unless the report has shorter spans. */
function takesMonths({ by, concertId, scheduleId, compare }: Asked): boolean {
  if (concertId !== undefined || scheduleId !== undefined) return false;
  if (by.includes("day") || by.includes("week")) return false;
  return compare !== "before" || !(by.includes("month") || by.includes("year"));
}

/** The first days of the first and the last month that lie within a period as a whole, and their end. */
export function wholeMonths(period: Period): { from: string; to: string; end: string } | null {
  const from = period.from.endsWith("-01") ? period.from : nextMonth(period.from);
  const end = dayAfter(nextMonth(period.to), -1) === period.to ? period.to : lastBefore(period.to);
  return from <= end ? { from, to: `${end.slice(0, 8)}01`, end } : null;
}

function nextMonth(day: string): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

const lastBefore = (day: string) => dayAfter(`${day.slice(0, 8)}01`, -1);

/** The rows of the shows that the person may see and has asked for. */
function isSeen(asked: Asked): SQL {
  const { scope, money, concertId, scheduleId } = asked;
  const seen = money ?? scope;
  if (!isOfShows(asked)) return sql`f.organization_id = ${seen.organizationId}::uuid`;
  return sql`f.schedule_id = ANY (ARRAY(SELECT s.id FROM schedule s JOIN concert c ON c.id = s.concert_id
    WHERE ${within(seen, sql`c.organization_id`, sql`c.id`)}
      ${concertId ? sql`AND c.id = ${concertId}::uuid` : sql``}
      ${scheduleId ? sql`AND s.id = ${scheduleId}::uuid` : sql``}))`;
}

/** The same period and shows from the ledger, as one object with a sum for each side. */
export function ledgerJson(asked: Asked): SQL {
  const { from, to, currency } = asked;
  // The ledger knows shows, and needs to be read by them only where a report is about some of them.
  const ofPeriod = (by: Asked) =>
    sql`f.day >= ${from}::date AND f.day <= ${to}::date AND f.currency = ${currency} AND ${isSeen(by)}`;
  const whole = { ...asked, by: [] };
  const table = isOfShows(whole) ? "ledger_fold" : "ledger_fold_organization";
  const sides = ["sale", "refund", "fee", "fee-refund", "compensation"].map(
    (side) => sql`${side}::text, coalesce(sum(l.minor) FILTER (WHERE l.side = ${side}), 0)`,
  );
  return sql`(SELECT json_build_object(${sql.join(sides, sql`, `)}) FROM (
    SELECT f.side, f.amount_minor AS minor FROM ${sql.raw(table)} f WHERE ${ofPeriod(whole)}
    UNION ALL SELECT f.side, f.amount_minor FROM ledger_tail() f WHERE ${ofPeriod(whole)}) l)`;
}
