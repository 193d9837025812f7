import { randomUUID } from "node:crypto";
import {
  type Books,
  newFan,
  newSchedule,
  nobody,
  purchaseOf,
  sha256,
  soundBalance,
} from "../books.ts";
import { settleCardPayment, startCardPayment } from "../../../src/db/money/card-payments.ts";
import { purchase } from "../../../src/db/money/purchase.ts";
import {
  cancelSeats,
  quoteOf,
  type RefundFacts,
  refundFacts,
} from "../../../src/db/money/refunds.ts";
import {
  beginShowCancellation,
  continueShowCancellation,
} from "../../../src/db/money/show-cancellation.ts";
import { cardEnd, cardPurchaseOf } from "./money.ts";

export const startsAt = "2099-01-16T18:00:00+09:00";
/** Three days before the show, when both presets keep 20 percent. */
export const threeDaysBefore = Date.parse("2099-01-13T12:00:00+09:00");
export const dayAfterwards = Date.parse(startsAt) + 86_400_000;
let minute = 0;
/** A separate schedule, since two schedules of one concert cannot begin at the same moment. */
export async function showOf(books: Books, concertId: string) {
  const at = new Date(Date.parse(startsAt) + minute++ * 60_000).toISOString();
  return (await newSchedule(books, { concertId, startsAt: at })).scheduleId;
}

export type Ticket = { priceMinor: number; discountMinor: number; feeMinor: number };
export const plain: Ticket = { priceMinor: 10_000, discountMinor: 0, feeMinor: 1_000 };
export type HowPaid = { byCard?: boolean; walletMinor?: number };
/** `spare`: the fan's balance on top of the price. */
export type Bought = { fan: string; orderId: string; spare: number };

/** Buys tickets from the wallet, or by card with a part from the wallet. */
export async function buyTickets(
  books: Books,
  scheduleId: string,
  tickets: Ticket[],
  { byCard = false, walletMinor = 0 }: HowPaid = {},
): Promise<Bought> {
  const sum = tickets.reduce((total, t) => total + t.priceMinor - t.discountMinor + t.feeMinor, 0);
  const spare = 1;
  const fan = await newFan(books, (byCard ? walletMinor : sum) + spare);
  const sold = "SELECT count(*)::int AS n FROM order_seat WHERE schedule_id = $1";
  const first = (await books.sql<{ n: number }>(sold, [scheduleId]))[0]?.n ?? 0;
  const wanted = purchaseOf(fan, scheduleId, ...tickets.map((_, index) => first + index));
  const seats = wanted.seats.map((seat, index) => ({ ...seat, ...tickets[index]! }));
  if (!byCard) {
    const outcome = await purchase(books.db, { ...wanted, seats });
    if (!outcome.ok) throw new Error(outcome.code);
    return { fan, orderId: wanted.orderId, spare };
  }
  const card = { ...cardPurchaseOf({ ...wanted, seats }), walletMinor };
  const started = await startCardPayment(books.db, card);
  if (!started.ok) throw new Error(`${started.code}: ${started.detail}`);
  const paid = await settleCardPayment(books.db, cardEnd(card.paymentId, sum - walletMinor));
  if (!paid.ok) throw new Error(`${paid.code}: ${paid.detail}`);
  return { fan, orderId: wanted.orderId, spare };
}

export async function callOff(books: Books, scheduleId: string, compensationPercent = 10) {
  const show = { scheduleId, by: nobody, reason: "Typhoon", compensationPercent };
  const begun = await beginShowCancellation(books.db, show);
  if (!begun.ok) throw new Error(begun.code);
}

/** Refunds all remaining orders, batch after batch. */
export async function runBatches(books: Books, scheduleId: string) {
  for (;;) {
    const batch = await continueShowCancellation(books.db, { scheduleId, limit: 10 });
    if (!batch.ok) throw new Error(batch.code);
    if (batch.value.state === "done") return batch.value;
  }
}

/** The refunds of an order: into the wallet, and on their way to the card. */
export async function broughtByOrder(books: Books, { fan, orderId, spare }: Bought) {
  const [row] = await books.sql<{ card: number }>(
    "SELECT coalesce(sum(amount_minor), 0)::int AS card FROM refund WHERE order_id = $1 AND target = 'original'",
    [orderId],
  );
  return { wallet: (await soundBalance(books, fan)) - spare, card: row?.card ?? 0 };
}

export async function quoted(
  books: Books,
  { fan: accountId, orderId }: Bought,
  now: number,
  seats?: number[],
) {
  const facts = await refundFacts(books.db, { orderId, accountId });
  if (!facts) throw new Error("no such order");
  const quote = quoteOf(facts, { seats: seats ?? null, now });
  if (!quote.ok) throw new Error(quote.code);
  return { facts, quote: quote.value };
}

/** The full refund of plain tickets, worked out here and not by the refund rules. */
function fullQuote(seats: RefundFacts["seats"]) {
  const sums = (tickets: number) => ({
    paidMinor: tickets * 11_000,
    chargeMinor: 0,
    feeKeptMinor: 0,
    refundMinor: tickets * 11_000,
    compensationMinor: tickets * 1_000,
  });
  const lines = seats.map(({ seat }) => ({ seat, ...sums(1) }));
  return { lines, ...sums(seats.length), changesAtMs: null };
}

/**
 * Returns plain tickets of a canceled show for all that was paid. What the refund rules say plays no part, so a fault in
 * them does not reach the tests of what the books do.
 */
export async function returnInFull(
  books: Books,
  { fan: accountId, orderId }: Bought,
  { seats, to = "wallet" }: { seats?: number[]; to?: "wallet" | "original" } = {},
) {
  const facts = await refundFacts(books.db, { orderId, accountId });
  if (!facts) throw new Error("no such order");
  const wanted = facts.seats.filter(({ seat }) => seats?.includes(seat) ?? true);
  return cancelSeats(books.db, {
    accountId,
    orderId,
    refundId: randomUUID(),
    key: randomUUID(),
    requestHash: sha256("cancel"),
    reason: null,
    to,
    quote: wanted.length > 0 ? fullQuote(wanted) : null,
    startsAtMs: facts.startsAtMs,
    now: dayAfterwards,
  });
}
