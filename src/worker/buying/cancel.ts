import type { Order } from "../../contract/money/orders.ts";
import type { RefundQuote } from "../../contract/money/refund-rules.ts";
import type { RefundAccount, RefundPreview, RefundTarget } from "../../contract/money/refunds.ts";
import type { Database } from "../../db/connection/database.ts";
import { orderById } from "../../db/money/orders.ts";
import { cancelSeats, quoteOf, refundFacts } from "../../db/money/refunds.ts";
import type { RefundFacts } from "../../db/money/refunds.ts";
import { found } from "../books.ts";
import type { Env } from "../env.ts";
import { giveBackNow } from "../payment/refund-at-gateway.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { freeSeats } from "./free-seats.ts";

export type Cancelling = {
  accountId: string;
  orderId: string;
  refundId: string;
  key: string;
  requestHash: string;
  reason: string | null;
  seats: number[] | null;
  to: RefundTarget;
  account: RefundAccount | null;
  expectedMinor: number | null;
  sessionId: string;
};

/** The refund if canceled now, computed by the function that cancels. */
export async function previewRefund(
  db: Database,
  asked: { accountId: string; orderId: string; seats: number[] | null },
): Promise<RefundPreview> {
  const facts = found(await refundFacts(db, asked));
  const quote = unwrap(quoteOf(facts, { seats: asked.seats, now: Date.now() }));
  return previewOf(facts, quote);
}

function previewOf(facts: RefundFacts, quote: RefundQuote): RefundPreview {
  const money = (amount: number) => ({ amount, currency: facts.currency });
  return {
    lines: quote.lines.map(({ seat, paidMinor, chargeMinor, feeKeptMinor, refundMinor }) => ({
      seat,
      paid: money(paidMinor),
      charge: money(chargeMinor),
      feeKept: money(feeKeptMinor),
      refund: money(refundMinor),
    })),
    paid: money(quote.paidMinor),
    charge: money(quote.chargeMinor),
    feeKept: money(quote.feeKeptMinor),
    refund: money(quote.refundMinor),
    compensation: money(quote.compensationMinor),
    targets: targetsOf(facts),
    original: money(Math.min(quote.refundMinor, facts.gatewayMinor)),
    needsAccount: needsAccount(facts),
    changesAt: quote.changesAtMs === null ? null : new Date(quote.changesAtMs).toISOString(),
    tables: facts.tables,
  };
}

const targetsOf = ({ paymentId }: RefundFacts): RefundTarget[] =>
  paymentId === null ? ["wallet"] : ["wallet", "original"];

/** A virtual account can receive money but not refund it. */
const needsAccount = ({ method }: RefundFacts): boolean => method === "virtualAccount";

/** A bank account is required only if the payment method takes no refunds; a card is refunded to itself. */
function checkTarget(facts: RefundFacts, { to, account }: Cancelling): void {
  if (!targetsOf(facts).includes(to))
    throw new ProblemError("conflict", "This money can only go to the wallet");
  const isWanted = to === "original" && needsAccount(facts);
  if (isWanted === (account !== null)) return;
  const detail = isWanted ? "Name the account to pay it back to" : "This money takes no account";
  throw new ProblemError("invalid-request", detail, [{ pointer: "/account", detail }]);
}

/**
 * True if the request names a seat that the order never had. A seat with a canceled ticket still belongs to the
 * order.
 */
async function hasStray(
  db: Database,
  { orderId, accountId, seats }: Cancelling,
  now: number,
): Promise<boolean> {
  const order = await orderById(db, { orderId, accountId, now });
  const known = order?.seats.map(({ seat }) => seat) ?? [];
  return seats?.some((seat) => !known.includes(seat)) ?? false;
}

/** Cancels tickets: first in the books, then at the schedule, then at the gateway. Lost steps are repeated. */
export async function cancelTickets(env: Env, db: Database, asked: Cancelling): Promise<Order> {
  const { accountId, orderId, seats, expectedMinor } = asked;
  const now = Date.now();
  const facts = found(await refundFacts(db, { orderId, accountId }));
  checkTarget(facts, asked);
  const quote = facts.seats.length === 0 ? null : quoteOf(facts, { seats, now });
  // A retry finds no seats left to cancel; the books give the first try's result.
  const isRetry = quote === null || (!quote.ok && quote.code === "unknown-seat");
  if (!isRetry && quote.ok && expectedMinor !== null && expectedMinor !== quote.value.refundMinor)
    throw new ProblemError("refund-changed", `${quote.value.refundMinor}`);
  const wanted = { ...asked, startsAtMs: facts.startsAtMs, now };
  const outcome = await cancelSeats(db, { ...wanted, quote: isRetry ? null : unwrap(quote) });
  const isStray = !outcome.ok && (await hasStray(db, asked, now));
  const cancelled = unwrap(isStray && quote && !quote.ok ? quote : outcome);
  await freeSeats(env, cancelled).catch((error: unknown) => {
    // The outbox repeats it until the schedule has received it.
    console.warn("the schedule was not told of a cancellation", error);
  });
  if (cancelled.status === "due") await giveBackNow(env, db, cancelled.refundId);
  return found(await orderById(db, { orderId, accountId, now }));
}
