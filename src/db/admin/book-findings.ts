import { sql } from "drizzle-orm";
import type { Finding } from "../../contract/money/payments.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import type { Contradiction } from "./contradiction.ts";
import { reportContradictions } from "../reports/report-findings.ts";
import { universalTime } from "../catalog/universal-time.ts";

const contradictions: Contradiction[] = [
  {
    // The form of a transfer guarantees this. If it ever failed, no other check would be reliable.
    kind: "ledger-not-zero",
    rows: ({ transfers }) => sql`SELECT currency AS subject, sum(amount_minor)::text AS detail
      FROM ledger_entry WHERE transfer_id >= ${transfers} GROUP BY currency HAVING sum(amount_minor) <> 0`,
  },
  {
    kind: "wallet-differs-from-ledger",
    rows: ({
      transfers,
    }) => sql`SELECT w.account_id::text, format('wallet %s, ledger %s', w.balance_minor, l.balance_minor)
      FROM wallet w JOIN LATERAL (SELECT coalesce(sum(CASE WHEN t.credit_id = w.account_id THEN t.amount_minor
        ELSE -t.amount_minor END), 0) AS balance_minor, count(*) AS lines
      FROM transfer t WHERE t.wallet_id = w.account_id) l ON true
      WHERE (w.account_id IN (SELECT wallet_id FROM transfer WHERE id >= ${transfers}) OR w.lines = 0)
        AND (w.balance_minor, w.lines) IS DISTINCT FROM (l.balance_minor, l.lines)`,
  },
  {
    kind: "order-differs-from-tickets",
    rows: ({
      since,
    }) => sql`SELECT o.id::text, format('order %s/%s, tickets %s/%s', o.total_minor, o.refunded_minor,
        s.total, s.refunded)
      FROM customer_order o LEFT JOIN LATERAL (SELECT sum(price_minor - discount_minor + fee_minor) AS total,
        sum(refunded_minor) AS refunded, bool_or(live) AS is_live FROM order_seat WHERE order_id = o.id) s ON true
      WHERE o.paid_at >= ${since} AND (o.total_minor, o.refunded_minor, o.status = 'paid')
        IS DISTINCT FROM (s.total, s.refunded, s.is_live)`,
  },
  {
    kind: "order-differs-from-ledger",
    rows: ({ since, transfers }) => sql`SELECT o.id::text, format('order %s, ledger %s',
        o.total_minor - o.refunded_minor, l.net)
      FROM customer_order o LEFT JOIN (SELECT order_id, sum(CASE WHEN kind IN ('purchase', 'card-purchase',
        'counter-sale', 'exchange-in') THEN amount_minor ELSE -amount_minor END) AS net
      FROM transfer WHERE id >= ${transfers} AND (kind IN ('purchase', 'card-purchase', 'counter-sale', 'exchange-in',
        'exchange-out') OR (kind = 'refund' AND debit_id <> refunds_due_account())) GROUP BY order_id) l ON l.order_id = o.id
      WHERE o.paid_at >= ${since} AND coalesce(l.net, 0) <> o.total_minor - o.refunded_minor`,
  },
  {
    kind: "order-differs-from-refunds",
    rows: ({
      since,
    }) => sql`SELECT o.id::text, format('order %s, refunds %s', o.refunded_minor, r.minor)
      FROM customer_order o JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS minor FROM refund
        WHERE order_id = o.id) r ON true
      -- The money of an exchanged ticket is in another order, without a refund.
      JOIN LATERAL (SELECT coalesce(sum(b.refunded_minor), 0) AS minor FROM order_seat b
        WHERE b.order_id = o.id AND NOT b.live AND b.refund_id IS NULL) moved ON true
      WHERE o.paid_at >= ${since} AND o.refunded_minor <> r.minor + moved.minor`,
  },
  {
    kind: "order-without-settlement",
    rows: ({ since }) => sql`SELECT o.id::text, 'hold ' || o.hold_id
      FROM customer_order o LEFT JOIN settlement s ON s.hold_id = o.hold_id
      WHERE o.paid_at >= ${since} AND s.order_id IS DISTINCT FROM o.id`,
  },
  {
    kind: "payment-without-order",
    rows: ({ since }) => sql`SELECT p.id::text, p.amount_minor::text FROM payment p
      LEFT JOIN customer_order o ON o.id = p.order_id AND o.payment_id = p.id AND o.total_minor = p.amount_minor + p.wallet_minor
        + (SELECT coalesce(sum(n.amount_minor), 0) FROM order_tender n WHERE n.order_id = o.id AND n.act = 'collection')
      WHERE p.created_at >= ${since} AND p.purpose = 'order' AND (p.status = 'paid') <> (o.id IS NOT NULL)`,
  },
  {
    kind: "payment-gave-back-too-much",
    rows: ({
      since,
    }) => sql`SELECT p.id::text, format('%s of %s', sum(r.amount_minor), p.amount_minor + p.wallet_minor)
      FROM payment p JOIN refund r ON r.payment_id = p.id WHERE p.created_at >= ${since}
      GROUP BY p.id HAVING sum(r.amount_minor) > p.amount_minor + p.wallet_minor
        OR sum(r.amount_minor) FILTER (WHERE r.target = 'original') > p.amount_minor`,
  },
  {
    // The amount due in the ledger must equal the open refunds.
    kind: "refunds-due-differ",
    rows: () => sql`SELECT l.currency, format('ledger %s, refunds %s', l.minor, r.minor)
      FROM (SELECT currency, sum(CASE WHEN credit_id = refunds_due_account() THEN amount_minor ELSE -amount_minor END)
        AS minor FROM transfer WHERE debit_id = refunds_due_account() OR credit_id = refunds_due_account()
        GROUP BY currency) l
      JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS minor FROM refund
        WHERE status = 'due' AND currency = l.currency) r ON true WHERE l.minor <> r.minor`,
  },
  {
    kind: "refund-overdue",
    rows: ({
      now,
    }) => sql`SELECT r.id::text, format('%s due since %s', r.amount_minor, utc_text(r.created_at))
      FROM refund r WHERE r.status = 'due' AND r.target = 'original' AND r.created_at < ${now} - interval '1 hour'`,
  },
  {
    kind: "coupon-differs-from-uses",
    rows: () => sql`SELECT c.code, format('%s left of %s, used %s', c.uses_left, c.uses_max, u.uses)
      FROM coupon c JOIN LATERAL (SELECT count(*) AS uses FROM coupon_use WHERE coupon_id = c.id) u ON true
      WHERE c.uses_max IS NOT NULL AND c.uses_left + u.uses <> c.uses_max`,
  },
  {
    kind: "coupon-of-no-order",
    rows: ({ since }) => sql`SELECT u.order_id::text, 'coupon ' || u.coupon_id FROM coupon_use u
      WHERE u.at >= ${since} AND NOT EXISTS (SELECT FROM customer_order o WHERE o.id = u.order_id)
        AND NOT EXISTS (SELECT FROM payment p WHERE p.order_id = u.order_id
          AND p.status IN ('ready', 'awaiting-deposit', 'unknown'))`,
  },
  {
    kind: "seat-of-cancelled-show",
    rows: () => sql`SELECT c.schedule_id::text, count(*)::text FROM show_cancellation c
      JOIN order_seat s ON s.schedule_id = c.schedule_id AND s.live WHERE c.done_at IS NOT NULL GROUP BY c.schedule_id`,
  },
  ...reportContradictions,
  {
    kind: "tenders-differ-from-ledger",
    rows: ({
      since,
      transfers,
    }) => sql`SELECT n.order_id::text, format('tenders %s, ledger %s', n.minor, l.minor)
      FROM (SELECT order_id, sum(amount_minor) AS minor FROM order_tender WHERE at >= ${since} AND amount_minor > 0
        GROUP BY order_id) n
      LEFT JOIN LATERAL (SELECT sum(amount_minor) AS minor FROM transfer WHERE id >= ${transfers}
        AND order_id = n.order_id AND kind = 'counter-sale') l ON true WHERE n.minor IS DISTINCT FROM l.minor`,
  },
  {
    // What the tills hold in the ledger is what the open shifts should find in their drawers.
    kind: "tills-differ-from-shifts",
    rows: () => sql`SELECT currency, format('ledger %s, shifts %s', sum(ledger), sum(shifts))
      FROM (SELECT currency, CASE WHEN debit_id = till_account() THEN amount_minor ELSE -amount_minor END AS ledger,
          0 AS shifts FROM transfer WHERE debit_id = till_account() OR credit_id = till_account()
        UNION ALL SELECT h.currency, 0, l.expected_minor FROM shift h, shift_lines(h.id) l
          WHERE h.closed_at IS NULL AND tender_account(l.kind) = till_account()
        UNION ALL SELECT r.currency, 0, -r.amount_minor FROM refund r WHERE r.target = 'hand' AND r.status = 'done'
          AND r.shift_id IS NULL AND tender_account(r.hand) = till_account()) both_sides
      GROUP BY currency HAVING sum(ledger) <> sum(shifts)`,
  },
  {
    kind: "payment-flagged",
    rows: () => sql`SELECT id::text, issue FROM payment WHERE issue IS NOT NULL`,
  },
  {
    kind: "payment-undecided",
    rows: ({ now }) => sql`SELECT id::text, status FROM payment
      WHERE status IN ('unknown', 'awaiting-deposit') AND created_at < ${now} - interval '4 days'`,
  },
];

/** Contradictions and overdue items in the books since a moment. */
export function bookFindings(
  db: Database,
  { since, now }: { since: number; now: number },
): Promise<Finding[]> {
  const asked = {
    since: sql`${universalTime(since)}::timestamptz`,
    now: sql`${universalTime(now)}::timestamptz`,
    transfers: sql`${firstIdSince(since)}::uuid`,
  };
  const parts = contradictions.map(
    ({ kind, rows }) =>
      sql`SELECT ${kind}::text AS kind, found.subject, found.detail FROM (${rows(asked)}) AS found(subject, detail)`,
  );
  return rowsOf<Finding>(db, sql.join(parts, sql` UNION ALL `));
}

// The ids of transfers begin with their time. A transaction may have begun a little before it wrote.
export function firstIdSince(epochMs: number): string {
  const hex = Math.max(0, epochMs - 60_000)
    .toString(16)
    .padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
