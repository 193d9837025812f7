import { type SQL, sql } from "drizzle-orm";
import {
  type LedgerProof,
  periodBefore,
  type ReportKey,
  type SalesFigures,
  type SalesReport,
  type Slice,
  sliceOf,
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

/** As many rows as a screen or a sheet can use. */
const rowsMax = 20_000;

type Sums = Record<(typeof measures)[number][0], number>;
type Row = { keys: ReportKey[]; now: Sums; before: Sums; hasBefore: boolean };
type Ledger = Record<"sale" | "refund" | "fee" | "fee-refund" | "compensation", number>;
type Answer = {
  rows: Row[] | null;
  totals: { now: Sums; before: Sums };
  checked: Sums | null;
  ledger: Ledger | null;
  foldedUntilMs: number | null;
};

/** Any report of sales: the folded sums and what is not folded yet, in one snapshot. */
export async function salesReport(db: Database, asked: Asked): Promise<SalesReport> {
  const { by, from, to, compare, currency, money } = asked;
  const slice = sliceOf(by);
  if (slice === null) throw new Error(`no slice has ${by.join()}`);
  const previous = periodBefore({ from, to }, compare);
  const [row] = await rowsOf<{ report: Answer }>(db, reportSql(asked, slice, previous));
  if (!row) throw new Error("the report gave no row");
  const { totals, checked, ledger, foldedUntilMs } = row.report;
  const rows = row.report.rows ?? [];
  const figures = (sums: Sums) => toFigures(sums, { slice, hasMoney: money !== null });
  return {
    from,
    to,
    by,
    previous,
    currency,
    totals: figures(totals.now),
    previousTotals: previous && figures(totals.before),
    rows: rows.slice(0, rowsMax).map(({ keys, now, before, hasBefore }) => ({
      keys,
      figures: figures(now),
      previous: hasBefore ? figures(before) : null,
    })),
    isCut: rows.length > rowsMax,
    ledger: ledger && checked && proofOf(ledger, checked),
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
  const money = { price, discount, fee, gross, refund, kept, feeReturned, net: gross - refund };
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

function reportSql(asked: Asked, slice: Slice, previous: Period | null): SQL {
  const { by, channel, money } = asked;
  const ofShows = isOfShows(asked);
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
  return sql`WITH tail AS MATERIALIZED (SELECT * FROM sales_tail(${slice})),
    facts AS (${factsOf(asked, slice, previous)}),
    narrow AS (
      SELECT ${sql.join([...raw, ...sumsOf("now", sql`f.is_now`), ...sumsOf("before", sql`NOT f.is_now`)], sql`, `)},
        bool_or(NOT f.is_now) AS has_before
      FROM facts f WHERE ${channel ? sql`f.channel = ${channel}` : sql`true`} GROUP BY ${sql.join(rawNames, sql`, `)}
    ), wide AS (
      SELECT ${sql.join([...keys, ...summed("now"), ...summed("before")], sql`, `)}, bool_or(n.has_before) AS has_before
      FROM narrow n ${joinsOf(by, ofShows)} GROUP BY ${order} ORDER BY ${order} LIMIT ${rowsMax + 1}
    )
    SELECT jsonb_build_object(
      'rows', (SELECT jsonb_agg(jsonb_build_object('keys', jsonb_build_array(${sql.join(shown, sql`, `)}),
        'now', ${json("now")}, 'before', ${json("before")}, 'hasBefore', has_before) ORDER BY ${order}) FROM wide),
      'totals', (SELECT jsonb_build_object('now', ${totals("now")}, 'before', ${totals("before")}) FROM narrow),
      'checked', ${money ? checked : sql`NULL::jsonb`},
      'ledger', ${money ? ledgerJson(asked) : sql`NULL::jsonb`},
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

type Prefix = "now" | "before";
const columnOf = (prefix: Prefix, name: string) => sql.raw(`"${prefix}_${name}"`);
const objectOf = (value: (name: string, column: string) => SQL): SQL =>
  sql`jsonb_build_object(${sql.join(
    measures.map(([name, column]) => sql`${sql.raw(`'${name}'`)}, ${value(name, column)}`),
    sql`, `,
  )})`;

const sumsOf = (prefix: Prefix, when: SQL) =>
  measures.map(
    ([name, column]) =>
      sql`coalesce(sum(f.${sql.raw(column)}) FILTER (WHERE ${when}), 0) AS ${columnOf(prefix, name)}`,
  );
const summed = (prefix: Prefix) =>
  measures.map(([name]) => sql`sum(${columnOf(prefix, name)}) AS ${columnOf(prefix, name)}`);
const json = (prefix: Prefix) => objectOf((name) => columnOf(prefix, name));
const totals = (prefix: Prefix) =>
  objectOf((name) => sql`coalesce(sum(${columnOf(prefix, name)}), 0)`);

/** The sums of the period in all channels, which the ledger must confirm. */
const checked = sql`(SELECT ${objectOf((_, column) => sql`coalesce(sum(f.${sql.raw(column)}), 0)`)}
  FROM facts f WHERE f.is_now)`;
