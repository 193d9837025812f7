import type { AwaitedOrder, Order } from "../../contract/money/orders.ts";
import type { CashReceipt, GatewayMethod } from "../../contract/money/payments.ts";
import type { ReturnTo } from "../../contract/money/return-addresses.ts";
import type { PricedOrder } from "../../contract/money/price.ts";
import { done, type Outcome, refuse, type Refusal } from "../../contract/problems.ts";
import { startCardPayment } from "../../db/money/card-payments.ts";
import { actByKey } from "../../db/money/act-by-key.ts";
import type { PaymentRow } from "../../db/money/payment-rows.ts";
import type { Database } from "../../db/connection/database.ts";
import type { AppContext } from "../app-env.ts";
import { mayBeOurs, payFromWallet, sold } from "../buying/buy.ts";
import type { Buying, Payable } from "../buying/buy.ts";
import { orderLines } from "../buying/order-view.ts";
import { asShown, depositMinutesAt, priced, saleTerms } from "../buying/pricing.ts";
import { showFacts } from "../buying/show-facts.ts";
import { quietly } from "../buying/telling.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { factorOf } from "../requests/limits.ts";
import { gatewayOf } from "./gateway-for.ts";
import { giveSeatsBack } from "./settle.ts";
import { paymentView } from "./view.ts";

export type CardBuying = Buying & {
  method: GatewayMethod;
  paymentId: string;
  cashReceipt: CashReceipt | null;
  walletMinor: number;
  returnTo?: ReturnTo | undefined;
};

/**
 * How long the seats wait for a fan at the gateway. The gateway itself gives a fan forty minutes, but seats in demand are
 * not kept that long. Later money finds its hold over, and is not taken or goes back.
 */
export const payingMs = 660_000;

/** Begins a gateway payment: the seats wait, and the fan goes to the gateway's page. */
export async function startCard(c: AppContext, db: Database, buying: CardBuying) {
  const { accountId, scheduleId, holdId, orderId, method } = buying;
  const provider = gatewayOf(c.env).name;
  await checkAvailable(db, scheduleId, method);
  const schedule = c.env.SCHEDULE.getByName(scheduleId);
  const reserved = await schedule.pay({
    holdId,
    accountId,
    orderId,
    guardMs: payingMs,
    method,
    rate: factorOf(c),
  });
  if (!reserved.ok) return await begunBefore(c, db, buying, reserved);
  const payable: Payable = reserved.value;

  const order = asShown(await priced(db, buying, payable.seats), buying);
  const begun = order.ok
    ? await begin(c, db, { ...buying, provider }, payable, order.value)
    : order;
  if (begun.ok) return await goOnWith(c, db, begun.value, buying);
  // When this very request came first, the price and the coupon may have been others.
  const before = await begunByKey(db, buying);
  if (before.ok && before.value) return await goOnWith(c, db, before.value, buying);
  const refusal = before.ok ? begun : before;
  const cause = { method, reason: refusal.code };
  await quietly(schedule.payRefused({ holdId, orderId, cause }));
  return unwrap<AwaitedOrder>(refusal);
}

async function begin(
  c: AppContext,
  db: Database,
  buying: CardBuying & { provider: string },
  payable: Payable,
  order: PricedOrder,
): Promise<Outcome<Order | PaymentRow>> {
  const { currency } = payable;
  if (order.totalMinor === 0) {
    // Nothing is left to pay, and the gateway takes no zero amounts.
    const paid = await payFromWallet(db, buying, currency, order);
    return paid.ok
      ? done(await sold(c.env, db, buying, { payable, order, paid: paid.value }))
      : paid;
  }
  if (isPartWrong(order, buying))
    return refuse("conflict", "The wallet cannot pay this part of the price");
  return await startCardPayment(db, {
    ...buying,
    currency,
    order,
  });
}

/** The gateway's minimum amount. */
const minGatewayMinor = 100;

/** The wallet's part must leave a part to pay; a deposit, which may arrive days later, cannot have a wallet part. */
const isPartWrong = ({ totalMinor }: PricedOrder, { walletMinor, method }: CardBuying): boolean =>
  walletMinor > 0 && (method === "virtualAccount" || totalMinor - walletMinor < minGatewayMinor);

/** Slow transfers are not offered while seats are in demand, nor shortly before the show. */
async function checkAvailable(db: Database, scheduleId: string, method: GatewayMethod) {
  if (method !== "virtualAccount") return;
  const [terms, facts] = await Promise.all([saleTerms(db, scheduleId), showFacts(db, scheduleId)]);
  if (terms && facts && depositMinutesAt(terms, facts, Date.now()) === 0)
    throw new ProblemError("conflict", "Virtual accounts are not offered for this schedule");
}

/** A hold that is over may be over because this very request's payment has come to its end. */
async function begunBefore(
  c: AppContext,
  db: Database,
  buying: CardBuying,
  refusal: Refusal,
): Promise<AwaitedOrder | Order> {
  const before = mayBeOurs(refusal) ? unwrap(await begunByKey(db, buying)) : null;
  return before ? await goOnWith(c, db, before, buying) : unwrap<AwaitedOrder>(refusal);
}

/** The payment that this request began, or the order if nothing was left to pay. */
const begunByKey = (db: Database, { accountId, key, requestHash }: CardBuying) =>
  actByKey(db, { accountId, key, requestHash, now: Date.now() });

/** A payment that ended in the meantime keeps no seats, though this request just reserved them. */
async function goOnWith(
  c: AppContext,
  db: Database,
  before: PaymentRow | Order,
  { returnTo = null }: { returnTo?: ReturnTo | null | undefined },
): Promise<AwaitedOrder | Order> {
  if ("number" in before) return before;
  if (before.status === "refused") await giveSeatsBack(c.env, before);
  return await awaitedOrder(c, db, before, returnTo);
}

async function awaitedOrder(
  c: AppContext,
  db: Database,
  row: PaymentRow,
  returnTo: ReturnTo | null,
): Promise<AwaitedOrder> {
  const { orderId, scheduleId, holdId, order, method, amount } = row;
  if (orderId === null || scheduleId === null || holdId === null || order === null)
    throw new Error(`payment ${row.id} is not an order's`);
  const [facts, terms] = await Promise.all([showFacts(db, scheduleId), saleTerms(db, scheduleId)]);
  if (!facts || !terms) throw new Error(`schedule ${scheduleId} is gone`);
  return {
    id: orderId,
    status: "awaiting-payment",
    scheduleId,
    holdId,
    ...orderLines(order, amount.currency, facts, terms.discounts),
    method: method ?? "card",
    payment: paymentView(c, row, { orderName: facts.concert.title.ko, terms }, returnTo),
  };
}
