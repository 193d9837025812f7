import { type SQL, sql } from "drizzle-orm";
import type { Currency } from "../../contract/money/money.ts";
import type { OrderChannel, OrderMethod } from "../../contract/money/order-channels.ts";
import type { PaymentMethod } from "../../contract/money/payments.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import {
  type RefundPolicy,
  type RefundQuote,
  type RefundSeat,
  quoteRefund,
} from "../../contract/money/refund-rules.ts";
import type { Refund, RefundAccount, RefundTarget } from "../../contract/money/refunds.ts";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type StoredRefund, toRefund } from "./payment-rows.ts";
import { unlessEnded } from "../people/sessions.ts";

export type NamedSeat = RefundSeat & { key: string; zoneId: string };

/** All that the rules ask of an order. */
export type RefundFacts = {
  orderId: string;
  /** Null for an order that no account made. */
  accountId: string | null;
  scheduleId: string;
  concertId: string;
  channel: OrderChannel;
  holdId: string;
  status: "paid" | "cancelled";
  currency: Currency;
  totalMinor: number;
  refundedMinor: number;
  method: OrderMethod;
  paymentId: string | null;
  /** The most that the gateway can refund. */
  gatewayMinor: number;
  policy: RefundPolicy;
  /** The replaced rules that the buyer may have read. */
  boughtUnder: RefundPolicy[];
  /** Until then everything comes back, since the show was moved after the booking; null if it was not. */
  freeUntilMs: number | null;
  timeZone: string;
  bookedAtMs: number;
  startsAtMs: number;
  /** The compensation of a canceled show; null while the show is still on. */
  compensationPercent: number | null;
  /** The tickets that have not been canceled, and those that have been. */
  seats: NamedSeat[];
  gone: NamedSeat[];
  /** Those of them that are canceled only together: the seats of a table that is sold as a whole. */
  tables: number[][];
};

export type Cancellation = {
  accountId: string;
  orderId: string;
  refundId: string;
  key: string;
  requestHash: string;
  reason: string | null;
  to: RefundTarget;
  /** The bank account for refunding a virtual-account payment. */
  account?: RefundAccount | null;
  /** The result of the refund rules; null for an order canceled before, whose answer is repeated. */
  quote: RefundQuote | null;
  startsAtMs: number;
  now: number;
  /** The session that asks, if there is one. */
  sessionId?: string | undefined;
};

export type Cancelled = {
  refundId: string;
  orderId: string;
  accountId: string;
  holdId: string;
  scheduleId: string;
  paymentId: string | null;
  seats: number[];
  /** The tickets that the order still has. */
  kept: number[];
  refundedMinor: number;
  /** The compensation of a canceled show, paid into the wallet. */
  compensationMinor: number;
  /** The part of the refund that is in the wallet right away. */
  walletMinor: number;
  to: RefundTarget;
  status: Refund["status"];
  replayed: boolean;
};

type FactsRow = { facts: Omit<RefundFacts, "tables">; plan: SeatPlan | null };

export async function refundFacts(
  db: Database,
  { orderId, accountId }: { orderId: string; accountId: string | null },
): Promise<RefundFacts | null> {
  const isTheirs = accountId === null ? sql`` : sql`AND o.account_id = ${accountId}`;
  const [facts] = await factsOf(db, sql`o.id = ${orderId} ${isTheirs}`);
  return facts ?? null;
}

/** The facts of each of these orders. */
export async function factsOf(db: Database, orders: SQL): Promise<RefundFacts[]> {
  const rows = await rowsOf<FactsRow>(
    db,
    sql`SELECT jsonb_build_object('orderId', o.id, 'accountId', o.account_id, 'scheduleId', s.id,
      'concertId', s.concert_id, 'channel', o.channel, 'totalMinor', o.total_minor, 'refundedMinor', o.refunded_minor,
      'holdId', o.hold_id, 'status', o.status, 'currency', o.currency, 'method', o.method, 'paymentId', o.payment_id,
      'gatewayMinor', coalesce((SELECT p.amount_minor - (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r
        WHERE r.payment_id = p.id AND r.target = 'original') FROM payment p WHERE p.id = o.payment_id), 0),
      'policy', s.refund_policy, 'boughtUnder', bought_under(o.id),
      'freeUntilMs', epoch_ms(free_until(o.id)), 'timeZone', v.time_zone, 'bookedAtMs', epoch_ms(o.paid_at),
      'startsAtMs', epoch_ms(s.starts_at),
      'compensationPercent', (SELECT g.compensation_percent FROM show_cancellation g WHERE g.schedule_id = s.id),
      'seats', coalesce(b.live, '[]'), 'gone', coalesce(b.gone, '[]')) AS facts,
      CASE WHEN h.plan @? '$.sections[*].blocks[*].isWhole' THEN h.plan END AS plan
    FROM customer_order o JOIN schedule s ON s.id = o.schedule_id JOIN seat_plan h ON h.hash = s.plan_hash JOIN concert c ON c.id = s.concert_id
    JOIN venue v ON v.id = c.venue_id
    CROSS JOIN LATERAL (SELECT jsonb_agg(each.ticket ORDER BY each.seat) FILTER (WHERE each.live) AS live,
        jsonb_agg(each.ticket ORDER BY each.seat) FILTER (WHERE NOT each.live) AS gone
      FROM (SELECT b.seat, b.live, jsonb_build_object('seat', b.seat, 'key', b.seat_key, 'zoneId', b.zone_id,
          'priceMinor', b.price_minor, 'discountMinor', b.discount_minor, 'feeMinor', b.fee_minor,
          'priceType', b.price_type, 'returnedMinor', b.refunded_minor, 'feeReturnedMinor', b.fee_refunded_minor) AS ticket
        FROM order_seat b WHERE b.order_id = o.id) each) b
    WHERE ${orders}`,
  );
  return rows.map(({ facts, plan }) => ({
    ...facts,
    tables: plan ? tablesOf(plan, new Set(facts.seats.map(({ seat }) => seat))) : [],
  }));
}

/** The rows of the plan that are sold as a whole, as far as these seats are in them. */
function tablesOf(plan: SeatPlan, seats: ReadonlySet<number>): number[][] {
  const places = expandPlan(plan);
  const bySeat = Map.groupBy(seats, (seat) => places.rowOf[seat] ?? -1);
  return [...bySeat].flatMap(([row, own]) =>
    places.rows[row]?.isWhole && own.length > 1 ? [own] : [],
  );
}

/** A seat of a table that is sold as a whole, if these seats are a part of one without it. */
export function missingOfTable(
  { tables }: RefundFacts,
  seats: readonly number[],
): number | undefined {
  const parted = tables.find(
    (table) =>
      table.some((seat) => seats.includes(seat)) && !table.every((seat) => seats.includes(seat)),
  );
  return parted?.find((seat) => !seats.includes(seat));
}

/** The refund for these tickets of the order, or for all, for the preview and the cancellation alike. */
export function quoteOf(
  facts: RefundFacts,
  { seats, now }: { seats: readonly number[] | null; now: number },
): Outcome<RefundQuote> {
  const stray = seats?.find((seat) => !facts.seats.some((each) => each.seat === seat));
  if (stray !== undefined) return refuse("unknown-seat", String(stray));
  const missing = seats === null ? undefined : missingOfTable(facts, seats);
  if (missing !== undefined) return refuse("sold-whole", String(missing));
  const chosen = facts.seats.filter(({ seat }) => seats?.includes(seat) ?? true);
  if (chosen.length === 0) return refuse("not-cancellable");
  return quoteRefund({ ...facts, seats: chosen, now });
}

/**
 * Cancels tickets and refunds the amount of the quote. Cancelling again changes nothing and gives the same answer. The
 * caller tells the schedule that the seats are free, and an outbox row does so if that call is lost.
 */
export function cancelSeats(db: Database, wanted: Cancellation): Promise<Outcome<Cancelled>> {
  const { orderId, accountId, refundId, key, requestHash, reason, to, quote, now } = wanted;
  const cancelled = sql`SELECT cancel_seats(${orderId}, ${accountId}, ${refundId}, ${key}, decode(${requestHash}, 'hex'),
      ${quote && JSON.stringify(quote.lines)}, ${to}, ${reason}, ${universalTime(wanted.startsAtMs)},
      ${universalTime(now)}, ${wanted.account ? JSON.stringify(wanted.account) : null}) AS outcome`;
  return outcomeOf(db, unlessEnded(cancelled, wanted.sessionId));
}

export type DueRefund = {
  refundId: string;
  accountId: string;
  paymentId: string;
  orderId: string | null;
  provider: string;
  providerKey: string;
  amountMinor: number;
  reason: string | null;
  /** Whole only until the refund is done. */
  account: RefundAccount | null;
  attempts: number;
  /** The gateway's temporary refusals so far. */
  refusals: number;
  /** How the payment came in; money from a virtual account has no way back of its own. */
  method: PaymentMethod | null;
  /** The amount refunded before, and the amount paid. */
  refundedMinor: number;
  paidMinor: number;
};

/** Claims refunds for the gateway. A claimed refund comes again after a growing pause until it is settled. */
export async function dueRefunds(
  db: Database,
  { limit, refundId }: { limit: number; refundId?: string },
): Promise<DueRefund[]> {
  const which = refundId === undefined ? sql`next_try_at <= now()` : sql`id = ${refundId}`;
  const rows = await rowsOf<{ due: DueRefund }>(
    db,
    sql`WITH claimed AS (
      UPDATE refund SET attempts = attempts + 1,
        next_try_at = now() + least(interval '1 hour', interval '15 seconds' * 2 ^ least(attempts, 12))
      WHERE id IN (
        SELECT id FROM refund WHERE status = 'due' AND target = 'original' AND ${which}
        ORDER BY next_try_at LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED
      ) RETURNING *
    )
    SELECT jsonb_build_object('refundId', r.id, 'accountId', r.account_id, 'paymentId', p.id, 'orderId', r.order_id, 'provider', p.provider,
      'providerKey', p.provider_key, 'amountMinor', r.amount_minor, 'reason', r.reason, 'account', r.account,
      'attempts', r.attempts, 'refusals', r.refusals, 'method', p.method,
      'paidMinor', p.amount_minor, 'refundedMinor', (SELECT coalesce(sum(e.amount_minor), 0) FROM refund e
        WHERE e.payment_id = p.id AND e.status = 'done' AND e.target = 'original')) AS due
    FROM claimed r JOIN payment p ON p.id = r.payment_id`,
  );
  return rows.map(({ due }) => due);
}

/**
 * Records the gateway's answer to a refund. A refund that the gateway refuses for good goes to the wallet. A refund that
 * it refuses for the moment, or does not answer, stays due.
 */
export async function settleRefund(
  db: Database,
  end: {
    refundId: string;
    status: "done" | "failed" | "later" | "unknown";
    transactionKey?: string | null;
    record: unknown;
  },
): Promise<Outcome<Refund>> {
  const settled = await outcomeOf<StoredRefund>(
    db,
    sql`SELECT settle_refund(${end.refundId}, ${end.status}, ${end.transactionKey ?? null},
      ${JSON.stringify(end.record ?? null)}) AS outcome`,
  );
  return settled.ok ? done(toRefund(settled.value)) : settled;
}
