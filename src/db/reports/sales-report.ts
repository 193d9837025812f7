import { type SQL, sql } from "drizzle-orm";
import { periodBefore, type Slice, sliceOf } from "../../contract/admin/reports/report-kinds.ts";
import {
  type LedgerProof,
  type ReportKey,
  type SalesFigures,
  type SalesReport,
} from "../../contract/admin/reports/sales-reports.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { joinsOf, keyOf, needsShows, rawKey, shownKey } from "./report-keys.ts";
import {
  type Asked,
  factsOf,
  isOfShows,
  ledgerJson,
  measures,
  type Period,
} from "./report-source.ts";

/** As many rows as a screen can use. */
const rowsMaxUsual = 2_000;

type Sums = Record<(typeof measures)[number][0], number>;
/** The keys, the measures in their order, those of the period before, and whether there was anything before. */
type Row = [ReportKey[], number[], number[] | null, boolean];
type Ledger = Record<"sale" | "refund" | "fee" | "fee-refund" | "compensation", number>;
type Answer = {
  rows: Row[] | null;
  totals: { now: number[]; before: number[] | null };
  checked: number[] | null;
  ledger: Ledger | null;
  foldedUntilMs: number | null;
};

/** Any report of sales: the folded sums and what is not folded yet, in one snapshot. */
export async function salesReport(
  db: Database,
  asked: Asked,
  rowsMax = rowsMaxUsual,
): Promise<SalesReport> {
  const { by, from, to, compare, currency, money } = asked;
  const slice = sliceOf(by);
  if (slice === null) throw new Error(`no slice has ${by.join()}`);
  const previous = periodBefore({ from, to }, compare);
  const [row] = await rowsOf<{ report: Answer }>(db, reportSql(asked, slice, previous, rowsMax));
  if (!row) throw new Error("the report gave no row");
  const { totals, checked, ledger, foldedUntilMs } = row.report;
  const rows = row.report.rows ?? [];
  const figures = (sums: number[]) => toFigures(sumsOf(sums), { slice, hasMoney: money !== null });
  return {
    from,
    to,
    by,
    previous,
    currency,
    totals: figures(totals.now),
    previousTotals: totals.before && figures(totals.before),
    rows: rows.slice(0, rowsMax).map(([keys, now, before, hasBefore]) => ({
      keys,
      figures: figures(now),
      previous: hasBefore && before ? figures(before) : null,
    })),
    isCut: rows.length > rowsMax,
    ledger: ledger && checked && proofOf(ledger, sumsOf(checked)),
    foldedUntil: foldedUntilMs === null ? null : universalTime(foldedUntilMs),
  };
}

/** Which slices count orders: those whose key belongs to an order. */
const countsOrders = (slice: Slice) => slice !== "zone" && slice !== "price-type";

function toFigures(
  { orders, tickets, returned, price, discount, fee, refund, kept, feeReturned }: Sums,
  { slice, hasMoney }: { slice: Slice; hasMoney: boolean },
): SalesFigures {
  const gross = price - discount + fee;
  const money = {
    prices: price,
    discount,
    fees: fee,
    gross,
    refund,
    kept,
    feeReturned,
    net: gross - refund,
  };
  return {
    orders: countsOrders(slice) ? orders : null,
    tickets,
    returned,
    money: hasMoney ? money : null,
  };
}

function proofOf(ledger: Ledger, sums: Sums): LedgerProof {
  const isEqual =
    ledger.sale === sums.price - sums.discount + sums.fee &&
    ledger.refund === sums.refund &&
    ledger.fee === sums.fee &&
    ledger["fee-refund"] === sums.feeReturned;
  return {
    isEqual,
    sales: ledger.sale,
    refunds: ledger.refund,
    fees: ledger.fee,
    feesReturned: ledger["fee-refund"],
    compensations: ledger.compensation,
  };
}

function reportSql(asked: Asked, slice: Slice, previous: Period | null, rowsMax: number): SQL {
  const { by, channel, money } = asked;
  const ofShows = isOfShows(asked);
  const spans = previous ? (["now", "before"] as const) : (["now"] as const);
  // First the narrowest sums by ids and days, then the names of the few that are left.
  const raw = [
    ...by.flatMap((dimension) => rawKey(dimension, dayOf(asked, previous))),
    ...(ofShows && needsShows(by) ? [sql`f.group_id AS group_id`] : []),
  ];
  const rawNames = raw.map((_, at) => sql.raw(String(at + 1)));
  const names = by.map((_, at) => sql.raw(`k${at}`));
  const keys = by.map((dimension, at) => sql`${keyOf(dimension, ofShows)} AS ${names[at]}`);
  const shown = by.map((dimension, at) => shownKey(dimension, names[at] ?? sql``));
  const order = sql.join(names, sql`, `);
  const before = (value: SQL) => (previous ? value : sql`NULL::json`);
  return sql`WITH tail AS MATERIALIZED (SELECT * FROM sales_tail(${slice})),
    facts AS (${factsOf(asked, slice, previous)}),
    narrow AS (
      SELECT ${sql.join([...raw, ...spans.flatMap((span) => summed(span, previous !== null))], sql`, `)},
        bool_or(NOT f.is_now) AS has_before
      FROM facts f WHERE ${channel ? sql`f.channel = ${channel}` : sql`true`} GROUP BY ${sql.join(rawNames, sql`, `)}
    ), wide AS (
      SELECT ${sql.join([...keys, ...spans.flatMap(summedAgain)], sql`, `)}, bool_or(n.has_before) AS has_before
      FROM narrow n ${joinsOf(by, ofShows)} GROUP BY ${order} ORDER BY ${order} LIMIT ${rowsMax + 1}
    )
    SELECT json_build_object(
      'rows', (SELECT json_agg(json_build_array(json_build_array(${sql.join(shown, sql`, `)}), ${listOf("now")},
        ${before(listOf("before"))}, has_before) ORDER BY ${order}) FROM wide),
      'totals', (SELECT json_build_object('now', ${totalsOf("now")}, 'before', ${before(totalsOf("before"))}) FROM narrow),
      'checked', ${money ? checked : sql`NULL::json`},
      'ledger', ${money ? ledgerJson(asked) : sql`NULL::json`},
      'foldedUntilMs', (SELECT CASE WHEN isfinite(folded_until) THEN epoch_ms(folded_until) END FROM fold_progress)
    ) AS report`;
}

/** Moves the days of the earlier period onto those of the period itself. */
function dayOf({ from, compare }: Asked, previous: Period | null): SQL {
  if (previous === null) return sql`f.day`;
  const moved =
    compare === "year"
      ? sql`(f.day + interval '1 year')::date`
      : sql`f.day + (${from}::date - ${previous.from}::date)`;
  return sql`CASE WHEN f.is_now THEN f.day ELSE ${moved} END`;
}

type Span = "now" | "before";
const columnOf = (span: Span, name: string) => sql.raw(`"${span}_${name}"`);

const summed = (span: Span, isCompared: boolean) =>
  measures.map(([name, column]) => {
    const when = span === "now" ? sql`f.is_now` : sql`NOT f.is_now`;
    const filter = isCompared ? sql` FILTER (WHERE ${when})` : sql``;
    return sql`coalesce(sum(f.${sql.raw(column)})${filter}, 0)::bigint AS ${columnOf(span, name)}`;
  });
const summedAgain = (span: Span) =>
  measures.map(([name]) => sql`sum(n.${columnOf(span, name)})::bigint AS ${columnOf(span, name)}`);
const jsonList = (values: SQL[]) => sql`json_build_array(${sql.join(values, sql`, `)})`;
const listOf = (span: Span) => jsonList(measures.map(([name]) => columnOf(span, name)));
const totalsOf = (span: Span) =>
  jsonList(measures.map(([name]) => sql`coalesce(sum(${columnOf(span, name)}), 0)`));

/** The sums of the period in all channels, which the ledger must confirm. */
const checked = sql`(SELECT ${jsonList(
  measures.map(([, column]) => sql`coalesce(sum(f.${sql.raw(column)}), 0)`),
)} FROM facts f WHERE f.is_now)`;

function sumsOf(values: number[]): Sums {
  return Object.fromEntries(measures.map(([name], at) => [name, values[at] ?? 0])) as Sums;
}
