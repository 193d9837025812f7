import type { ExchangePreview, ExchangeTickets } from "../../contract/admin/counter-orders.ts";
import type { ListedSeat } from "../../contract/money/price.ts";
import type { Outcome } from "../../contract/problems.ts";
import type { Database } from "../../db/connection/database.ts";
import { exchangeTickets, type Freed } from "../../db/counter/exchanges.ts";
import { receiptByKey, type UnsignedReceipt } from "../../db/counter/receipts.ts";
import type { CounterAct } from "../../db/counter/sales.ts";
import type { RefundFacts } from "../../db/money/refunds.ts";
import { found } from "../books.ts";
import { mayBeOurs } from "../buying/buy.ts";
import { freeSeats } from "../buying/free-seats.ts";
import { quietly } from "../buying/telling.ts";
import type { Env } from "../env.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { orderFacts } from "../refunds/make-refund.ts";
import { counterTerms } from "./counter-terms.ts";
import { type ExchangeQuote, exchangeQuote, withinRights } from "./exchange-quote.ts";

type Asked = {
  orderId: string;
  asked: ExchangeTickets;
  /** Whether the clerk may refund what no counter sold. */
  hasFinance: boolean;
};
type Exchanging = CounterAct & Asked & { newOrderId: string };

async function quoted(
  db: Database,
  facts: RefundFacts,
  { asked: { seats, to, isWaived }, hasFinance }: Pick<Asked, "asked" | "hasFinance">,
  listed: ListedSeat[],
): Promise<Outcome<ExchangeQuote>> {
  const terms = found(await counterTerms(db, to.scheduleId));
  const asked = { seats, choices: to.choices, isWaived };
  const quote = exchangeQuote(facts.seats, listed, terms, asked, Date.now());
  return quote.ok ? withinRights(quote.value, facts, hasFinance) : quote;
}

/** What an exchange would cost or give back, by the function that does it. */
export async function previewExchange(
  env: Env,
  db: Database,
  { orderId, asked, hasFinance }: Asked,
): Promise<ExchangePreview> {
  const facts = await orderFacts(db, orderId);
  const { scheduleId, holdId } = asked.to;
  const [hold] = unwrap(await env.SCHEDULE.getByName(scheduleId).holdsOf(holdId));
  if (!hold) throw new ProblemError("hold-not-found");
  const listed = hold.seats.map(({ seat, key, zoneId, price, fee }) => {
    return { seat, key, zoneId, priceMinor: price.amount, feeMinor: fee.amount };
  });
  const quote = unwrap(await quoted(db, facts, { asked, hasFinance }, listed));
  const money = (amount: number) => ({ amount, currency: facts.currency });
  const { oldMinor, newMinor } = quote;
  return { old: money(oldMinor), new: money(newMinor), difference: money(newMinor - oldMinor) };
}

/** Exchanges tickets for the seats of a hold: the books decide, and both schedules hear of it. */
export async function exchange(
  env: Env,
  db: Database,
  exchanging: Exchanging,
): Promise<UnsignedReceipt> {
  const { by, key, requestHash, orderId, newOrderId, asked } = exchanging;
  const { scheduleId, holdId } = asked.to;
  const facts = await orderFacts(db, orderId);
  const schedule = env.SCHEDULE.getByName(scheduleId);
  const reserved = await schedule.pay({ holdId, accountId: holdId, orderId: newOrderId });
  if (!reserved.ok) {
    const before = mayBeOurs(reserved) ? await exchangedBefore(db, exchanging) : null;
    return before ?? unwrap<UnsignedReceipt>(reserved);
  }
  const quote = await quoted(db, facts, exchanging, reserved.value.seats);
  const expected = asked.expectedMinor;
  const difference = quote.ok ? quote.value.newMinor - quote.value.oldMinor : 0;
  const isOther = expected !== undefined && difference !== expected;
  if (!quote.ok || isOther) {
    const before = await exchangedBefore(db, exchanging);
    if (before) return before;
    await quietly(schedule.payRefused({ holdId, orderId: newOrderId }));
    if (isOther && quote.ok) throw new ProblemError("price-changed", String(difference));
    return unwrap<never>(quote as Extract<typeof quote, { ok: false }>);
  }
  const { from, to, discounts } = quote.value;
  const { tenders, isWaived, reason = null } = asked;
  const wanted = { orderId, newOrderId, scheduleId, holdId, from, to, discounts, tenders };
  const outcome = await exchangeTickets(db, { by, key, requestHash, ...wanted, isWaived, reason });
  if (!outcome.ok) {
    // The key has moved tickets already, and the books know whether it was to this hold.
    if (outcome.code !== "idempotency-mismatch")
      await quietly(schedule.payRefused({ holdId, orderId: newOrderId }));
    return unwrap(outcome);
  }
  const { receipt, freed } = outcome.value;
  const seats = to.map(({ seat }) => seat);
  const accountId = facts.accountId ?? holdId;
  await quietly(schedule.sell({ holdId, orderId: newOrderId, accountId, seats }));
  if (freed) await freeQuietly(env, freed);
  return receipt;
}

/** The outbox repeats it if this call is lost. */
async function freeQuietly(env: Env, freed: Freed): Promise<void> {
  try {
    await freeSeats(env, freed);
  } catch (error) {
    console.warn("the schedule was not told", error);
  }
}

async function exchangedBefore(
  db: Database,
  { by, key, requestHash, newOrderId }: Exchanging,
): Promise<UnsignedReceipt | null> {
  const { accountId: operatorId, scope } = by;
  if (operatorId === null) return null;
  const { organizationId } = scope;
  const asked = { operatorId, organizationId, key, requestHash };
  const receipt = unwrap(await receiptByKey(db, asked));
  return receipt?.orderId === newOrderId ? receipt : null;
}
