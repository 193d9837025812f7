import type { SellAtCounter, Tender } from "../../contract/admin/counter.ts";
import { priceAtCounter, unprovenSeat } from "../../contract/money/counter-price.ts";
import { masked } from "../../contract/money/personal-numbers.ts";
import type { ListedSeat, PricedOrder } from "../../contract/money/price.ts";
import { done, type Outcome, type Refusal, refuse } from "../../contract/problems.ts";
import type { Hold } from "../../contract/sale/holds.ts";
import type { Database } from "../../db/connection/database.ts";
import type { KnownFacts } from "../../db/counter/counter-facts.ts";
import { receiptByKey, type UnsignedReceipt } from "../../db/counter/receipts.ts";
import { type CounterAct, counterSale } from "../../db/counter/sales.ts";
import type { Payable } from "../../objects/schedule-view.ts";
import { found } from "../books.ts";
import { mayBeOurs } from "../buying/buy.ts";
import { quietly } from "../buying/telling.ts";
import type { Env } from "../env.ts";
import { unwrap } from "../problem.ts";
import { counterTerms } from "./counter-terms.ts";

export type Selling = CounterAct & {
  scheduleId: string;
  orderId: string;
  sale: SellAtCounter;
};

/**
 * Sells a hold of the counter: the schedule reserves, the books decide, and the schedule hears the result. If the Worker
 * dies after the books agreed, the schedule's alarm asks them and sells the seats.
 */
export async function sellAtCounter(
  env: Env,
  db: Database,
  selling: Selling,
): Promise<UnsignedReceipt> {
  const { scheduleId, orderId, sale } = selling;
  const { holdId } = sale;
  const schedule = env.SCHEDULE.getByName(scheduleId);
  // A hold with a payment attempt cannot be changed any more, so mistakes are refused before.
  const standing = await schedule.holdsOf(holdId);
  const [hold] = standing.ok ? standing.value : [];
  if (hold?.phase === "choosing") {
    const asked = pricedAt(found(await counterTerms(db, scheduleId)), listedOf(hold), sale);
    if (!asked.ok) return await soldBefore(db, selling, asked);
  }
  const reserved = await schedule.pay({ holdId, accountId: holdId, orderId });
  if (!reserved.ok) {
    if (mayBeOurs(reserved)) return await soldBefore(db, selling, reserved);
    return unwrap<UnsignedReceipt>(reserved);
  }
  const payable: Payable = reserved.value;
  const terms = found(await counterTerms(db, scheduleId));
  const priced = pricedAt(terms, payable.seats, sale);
  const sold = priced.ok
    ? await book(db, selling, payable, priced.value)
    : ((await soldByKey(db, selling)) ?? priced);
  if (!sold.ok) {
    // The key has sold something already, and the books know whether it was this hold.
    if (sold.code !== "idempotency-mismatch")
      await quietly(schedule.payRefused({ holdId, orderId }));
    return unwrap(sold);
  }
  const seats = payable.seats.map(({ seat }) => seat);
  await quietly(schedule.sell({ holdId, accountId: holdId, orderId, seats }));
  return sold.value;
}

function pricedAt(
  terms: KnownFacts,
  seats: ListedSeat[],
  { choices, tenders, expectedMinor }: SellAtCounter,
): Outcome<PricedOrder> {
  const { discounts, hasFees, concert, scheduleId } = terms;
  const unproven = unprovenSeat(discounts, choices);
  if (unproven !== null) return refuse("proof-needed", String(unproven));
  const asked = { seats, choices, terms: discounts, hasFees, concertId: concert.id, scheduleId };
  const order = priceAtCounter({ ...asked, now: Date.now() });
  if (!order.ok) return order;
  const { totalMinor } = order.value;
  if (totalMinor !== expectedMinor) return refuse("price-changed", String(totalMinor));
  const takenMinor = tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return takenMinor === totalMinor ? order : refuse("tenders-differ", String(totalMinor));
}

const listedOf = ({ seats }: Hold): ListedSeat[] =>
  seats.map(({ seat, key, zoneId, price, fee }) => {
    return { seat, key, zoneId, priceMinor: price.amount, feeMinor: fee.amount };
  });

function book(
  db: Database,
  { by, key, requestHash, scheduleId, orderId, sale }: Selling,
  { currency }: Payable,
  { seats, discounts }: PricedOrder,
): Promise<Outcome<UnsignedReceipt>> {
  const { holdId, choices, tenders, buyer = {}, giftReason = null } = sale;
  const gifts = choices.filter(({ isGift }) => isGift);
  return counterSale(db, {
    by,
    key,
    requestHash,
    orderId,
    scheduleId,
    holdId,
    currency,
    discounts,
    tenders,
    buyer,
    seats: seats.map((seat) => {
      const choice = choices.find((each) => each.seat === seat.seat);
      return { ...seat, proofSeen: seat.priceType !== null && choice?.proofSeen === true };
    }),
    channel: gifts.length === seats.length ? "invitation" : "counter",
    cashReceipt: receiptFor(sale),
    giftReason,
  });
}

const withReceipt: readonly Tender["kind"][] = ["cash", "bank-transfer"];

/** Cash and transfers get one, made out to a number of the customer's or to nobody. */
function receiptFor({ tenders, cashReceipt }: SellAtCounter) {
  if (!tenders.some(({ kind }) => withReceipt.includes(kind))) return null;
  if (!cashReceipt) return { type: "income" as const, number: null };
  return { type: cashReceipt.type, number: masked(cashReceipt.number) };
}

/** A refusal may come because this very request sold the hold, and the answer was lost. */
const soldBefore = async (
  db: Database,
  selling: Selling,
  refusal: Refusal,
): Promise<UnsignedReceipt> => unwrap((await soldByKey(db, selling)) ?? refusal);

/** The sale that this very request has made before; null if there is none. */
async function soldByKey(
  db: Database,
  { by, key, requestHash, orderId }: Selling,
): Promise<Outcome<UnsignedReceipt> | null> {
  const { accountId: operatorId, scope } = by;
  if (operatorId === null) return null;
  const asked = { operatorId, organizationId: scope.organizationId, key, requestHash };
  const found = await receiptByKey(db, asked);
  if (!found.ok) return found;
  return found.value?.orderId === orderId ? done(found.value) : null;
}
