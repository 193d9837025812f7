import { type SQL, sql } from "drizzle-orm";
import { type Dimension, type Slice } from "../../contract/admin/reports/report-kinds.ts";
import { type SalesQuery } from "../../contract/admin/reports/sales-reports.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import { within } from "../staff/access.ts";
import { stretches, type Unit } from "./stretches.ts";

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
  const unit = coarsestUnit(asked);
  const tables = ofShows ? tablesOfShows : tablesOfOrganizations;
  return [...stretches({ from, to }, unit).map((each) => folded(tables[each.unit], each)), tail];
}

const tablesOfShows: Record<Unit, string> = {
  day: "sales_fold",
  month: "sales_fold_month",
  year: "sales_fold_year",
};
/** An organization as a whole has so few sums that those by the year would save nothing. */
const tablesOfOrganizations: Record<Unit, string> = {
  day: "sales_fold_organization",
  month: "sales_fold_organization_month",
  year: "sales_fold_organization_month",
};

/** The coarsest sums that a report can be made of. */
function coarsestUnit(asked: Asked): Unit {
  const { by, concertId, scheduleId, compare } = asked;
  // A single show has few rows.
  if (concertId !== undefined || scheduleId !== undefined) return "day";
  if (by.includes("day") || by.includes("week")) return "day";
  const isByTime = by.includes("month") || by.includes("year");
  // Compared with as many days before, the earlier days move by days that are no whole months.
  if (compare === "before" && isByTime) return "day";
  return by.includes("month") || !isOfShows(asked) ? "month" : "year";
}

/** The rows of the shows that the person may see and has asked for. */
function isSeen(asked: Asked): SQL {
  const { scope, money, concertId, scheduleId } = asked;
  const seen = money ?? scope;
  if (!isOfShows(asked)) return sql`f.organization_id = ${seen.organizationId}::uuid`;
  const shows = sql`SELECT s.id FROM schedule s JOIN concert c ON c.id = s.concert_id
    WHERE ${within(seen, sql`c.organization_id`, sql`c.id`)}
      ${concertId ? sql`AND c.id = ${concertId}::uuid` : sql``}
      ${scheduleId ? sql`AND s.id = ${scheduleId}::uuid` : sql``}`;
  // A few shows are looked up by the index, and all of them are a join.
  const areFew = seen.concertIds !== null || concertId !== undefined || scheduleId !== undefined;
  return areFew ? sql`f.schedule_id = ANY (ARRAY(${shows}))` : sql`f.schedule_id IN (${shows})`;
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
