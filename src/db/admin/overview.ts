import { type SQL, sql } from "drizzle-orm";
import { saleEnd } from "../sale/closing.ts";
import type { AdminOverview, AdminSchedule } from "../../contract/admin/sales.ts";
import type { Currency } from "../../contract/money/money.ts";
import {
  adminScheduleJson,
  type AdminScheduleRow,
  adminScheduleTables,
  toAdminSchedule,
} from "./schedules.ts";
import { firstIdSince } from "./book-findings.ts";
import type { Scope } from "../../contract/admin/rights.ts";
import { moneyWithin, scheduleWithin, within } from "../staff/access.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";

type Shown = Omit<AdminOverview, "serverTime" | "since" | "sales" | "health"> & {
  sales: AdminSchedule[];
};
type Stored = {
  today:
    | null
    | {
        orders: number;
        tickets: number;
        revenue: number;
        refunded: number;
        currency: Currency;
      }[];
  sales: AdminScheduleRow[];
  outbox: { waiting: number; failing: number; oldestAtMs: number | null } | null;
  payments: Shown["payments"];
  refundsDue: { count: number; oldestAtMs: number | null } | null;
  reconciliation: {
    startedAtMs: number;
    finishedAtMs: number;
    repaired: number;
    findings: number;
  } | null;
  showsBeingCancelled: number;
};

/** The most sales that one screen shows and one request may ask objects about. */
const salesMax = 30;

/** The parts of the overview that a person may see: sales always, money and the deployment by right. */
type Wanted = {
  scope: Scope;
  money: Scope | null;
  isOperator: boolean;
  since: number;
  now: number;
};

/** The state of the shop from the books. */
export async function adminOverview(
  db: Database,
  { scope, money, isOperator, since, now }: Wanted,
): Promise<Shown> {
  const [row] = await rowsOf<{ overview: Stored }>(
    db,
    sql`SELECT jsonb_build_object('sales', ${salesJson(scope, now)}, 'showsBeingCancelled', (SELECT count(*)
        FROM show_cancellation j WHERE j.done_at IS NULL AND ${scheduleWithin(scope, sql`j.schedule_id`)}))
      || ${money ? moneyJson(money, since) : withoutMoney} || ${isOperator ? deploymentJson : withoutDeployment} AS overview`,
  );
  if (!row) throw new Error("the overview gave no row");
  const { today, sales, outbox, refundsDue, reconciliation, ...counts } = row.overview;
  const time = (epochMs: number | null) => (epochMs === null ? null : universalTime(epochMs));
  return {
    ...counts,
    today:
      today?.map(({ orders, tickets, revenue, refunded, currency }) => ({
        orders,
        tickets,
        revenue: { amount: revenue, currency },
        refunded: { amount: refunded, currency },
      })) ?? null,
    sales: sales.map(toAdminSchedule),
    outbox: outbox && { ...without(outbox), oldestAt: time(outbox.oldestAtMs) },
    refundsDue: refundsDue && {
      count: refundsDue.count,
      oldestAt: time(refundsDue.oldestAtMs),
    },
    reconciliation: reconciliation && {
      startedAt: universalTime(reconciliation.startedAtMs),
      finishedAt: universalTime(reconciliation.finishedAtMs),
      repaired: reconciliation.repaired,
      findings: reconciliation.findings,
    },
  };
}

const without = ({ waiting, failing }: NonNullable<Stored["outbox"]>) => ({ waiting, failing });

// The ledger is read by its key, which begins with the time: orders have no index by time, and need none for this. An
// order that is paid in several ways has several lines, and an older one can be paid up at the counter.
const todayJson = (
  money: Scope,
  since: number,
): SQL => sql`(SELECT coalesce(jsonb_agg(jsonb_build_object(
    'currency', currency, 'orders', cardinality(bought), 'revenue', revenue, 'refunded', refunded,
    'tickets', (SELECT count(*) FROM order_seat b WHERE b.order_id = ANY (bought))) ORDER BY currency), '[]') FROM (
  SELECT t.currency,
    coalesce(array_agg(DISTINCT o.id) FILTER (WHERE t.kind <> 'refund' AND o.paid_at >= ${universalTime(since)}::timestamptz),
      '{}') AS bought,
    coalesce(sum(t.amount_minor) FILTER (WHERE t.kind <> 'refund'), 0) AS revenue,
    coalesce(sum(t.amount_minor) FILTER (WHERE t.kind = 'refund'), 0) AS refunded
  FROM transfer t JOIN customer_order o ON o.id = t.order_id
  WHERE ${scheduleWithin(money, sql`o.schedule_id`)} AND t.id >= ${firstIdSince(since)}::uuid AND t.at >= ${universalTime(since)}::timestamptz
    AND (t.kind IN ('purchase', 'card-purchase', 'counter-sale') OR (t.kind = 'refund' AND t.debit_id <> refunds_due_account()))
  GROUP BY t.currency) sums)`;

const salesJson = (scope: Scope, now: number): SQL => {
  const at = sql`${universalTime(now)}::timestamptz`;
  return sql`(SELECT coalesce(jsonb_agg(schedule ORDER BY starts_at, id), '[]') FROM (
    SELECT s.starts_at, s.id, ${adminScheduleJson(now)} AS schedule FROM ${adminScheduleTables}
    WHERE ${within(scope, sql`c.organization_id`, sql`c.id`)} AND ${saleEnd} > ${at} AND s.sale_state IN ('open', 'paused', 'draining')
      AND (s.sale_opens_at - s.lobby_ms * interval '1 ms' <= ${at}
        OR EXISTS (SELECT FROM presale e WHERE e.schedule_id = s.id AND e.opens_at <= ${at} AND e.closes_at > ${at}))
    ORDER BY s.starts_at, s.id LIMIT ${salesMax}) sale)`;
};

/** Today's money, and the payments that an admin has to review. */
const moneyJson = (
  money: Scope,
  since: number,
): SQL => sql`jsonb_build_object('today', ${todayJson(money, since)},
  'payments', (SELECT jsonb_build_object('ready', count(*) FILTER (WHERE p.status = 'ready'),
      'unknown', count(*) FILTER (WHERE p.status = 'unknown'),
      'awaitingDeposit', count(*) FILTER (WHERE p.status = 'awaiting-deposit'),
      'flagged', count(*) FILTER (WHERE p.issue IS NOT NULL))
    FROM payment p WHERE (p.status IN ('ready', 'unknown', 'awaiting-deposit') OR p.issue IS NOT NULL)
      AND ${moneyWithin(money, sql`p.schedule_id`)}),
  'refundsDue', (SELECT jsonb_build_object('count', count(*), 'oldestAtMs', epoch_ms(min(r.created_at)))
    FROM refund r LEFT JOIN customer_order o ON o.id = r.order_id LEFT JOIN payment p ON p.id = r.payment_id
    WHERE r.status = 'due' AND r.target = 'original' AND ${moneyWithin(money, sql`coalesce(o.schedule_id, p.schedule_id)`)}))`;
const withoutMoney = sql`'{"today": null, "payments": null, "refundsDue": null}'::jsonb`;

/** The deployment's queues, which must drain without help, and its last reconciliation. */
const deploymentJson = sql`jsonb_build_object('outbox', (SELECT jsonb_build_object('waiting', count(*),
    'failing', count(*) FILTER (WHERE attempts >= 3)
      + (SELECT count(*) FROM outbox WHERE failed_at > now() - interval '1 day'), 'oldestAtMs', epoch_ms(min(created_at)))
    FROM outbox WHERE delivered_at IS NULL AND failed_at IS NULL),
  'reconciliation', (SELECT jsonb_build_object('startedAtMs', epoch_ms(started_at),
    'finishedAtMs', epoch_ms(finished_at), 'repaired', jsonb_array_length(report->'repaired'),
    'findings', jsonb_array_length(report->'findings')) FROM reconciliation ORDER BY id DESC LIMIT 1))`;
const withoutDeployment = sql`'{"outbox": null, "reconciliation": null}'::jsonb`;
