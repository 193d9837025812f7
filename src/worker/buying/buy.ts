import type { Currency } from "../../contract/money/money.ts";
import type { Order, PlaceOrder } from "../../contract/money/orders.ts";
import type { PricedOrder } from "../../contract/money/price.ts";
import type { Refusal } from "../../contract/problems.ts";
import type { Database } from "../../db/connection/database.ts";
import { universalTime } from "../../db/catalog/universal-time.ts";
import { actByKey } from "../../db/money/act-by-key.ts";
import { orderById } from "../../db/money/orders.ts";
import type { OrderForm } from "../../db/money/order-forms.ts";
import { purchase } from "../../db/money/purchase.ts";
import type { Env } from "../env.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { orderLines } from "./order-view.ts";
import { asShown, priced, saleTerms } from "./pricing.ts";
import type { PriceChoices } from "./pricing.ts";
import { showFacts } from "./show-facts.ts";
import { quietly } from "./telling.ts";

export type Buying = PriceChoices & {
  holdId: string;
  orderId: string;
  key: string;
  requestHash: string;
  method: PlaceOrder["method"];
  expectedMinor?: number | undefined;
  form?: OrderForm;
  sessionId?: string;
};
export type Payable = { currency: Currency; seats: Parameters<typeof priced>[2] };
type Paid = { number: string; paidAtMs: number };

/**
 * Pays for a hold: the schedule reserves, the books decide, and the schedule hears the result. If the Worker dies
 * after the books agreed, the schedule's alarm asks them and sells the seats.
 */
export async function buy(
  env: Env,
  db: Database,
  { rate, ...buying }: Buying & { rate: number },
): Promise<Order> {
  const { accountId, scheduleId, holdId, orderId } = buying;
  const schedule = env.SCHEDULE.getByName(scheduleId);
  const reserved = await schedule.pay({ holdId, accountId, orderId, method: "wallet", rate });
  if (!reserved.ok) return await boughtBefore(db, buying, reserved);
  const payable: Payable = reserved.value;

  const order = asShown(await priced(db, buying, payable.seats), buying);
  const paid = order.ok ? await payFromWallet(db, buying, payable.currency, order.value) : order;
  if (!order.ok || !paid.ok) {
    // A retry of this request has the price of the first try.
    const before = order.ok ? null : await orderBefore(db, buying);
    if (before) return before;
    const refusal = paid as Refusal;
    const cause = { method: "wallet", reason: refusal.code };
    await quietly(schedule.payRefused({ holdId, orderId, cause }));
    return unwrap(refusal);
  }
  return await sold(env, db, buying, { payable, order: order.value, paid: paid.value });
}

export const payFromWallet = (
  db: Database,
  buying: Buying,
  currency: Currency,
  { seats, discounts, couponId }: PricedOrder,
) => purchase(db, { ...buying, currency, seats, discounts, couponId });

type Bought = {
  payable: Payable;
  order: PricedOrder;
  paid: Paid & { orderId: string; replayed: boolean };
};

/** Reports the sale to the schedule, and builds the answer. */
export async function sold(env: Env, db: Database, buying: Buying, bought: Bought): Promise<Order> {
  const { accountId, scheduleId, holdId } = buying;
  const { payable, paid } = bought;
  const seats = payable.seats.map(({ seat }) => seat);
  const schedule = env.SCHEDULE.getByName(scheduleId);
  await quietly(schedule.sell({ holdId, orderId: paid.orderId, accountId, seats }));
  if (paid.replayed) return await orderOf(db, paid.orderId, accountId);
  return await newOrder(db, buying, bought);
}

/** A hold that is over may be over because this very request bought it, and the answer was lost. */
async function boughtBefore(db: Database, buying: Buying, refusal: Refusal): Promise<Order> {
  const order = mayBeOurs(refusal) ? await orderBefore(db, buying) : null;
  return order ?? unwrap<Order>(refusal);
}

async function orderBefore(db: Database, buying: Buying): Promise<Order | null> {
  const { accountId, key, requestHash } = buying;
  const act = unwrap(await actByKey(db, { accountId, key, requestHash, now: Date.now() }));
  return act !== null && "number" in act ? act : null;
}

export const mayBeOurs = ({ code }: Refusal) =>
  code === "hold-not-found" || code === "hold-expired" || code === "already-paid";

async function newOrder(db: Database, buying: Buying, { payable, order, paid }: Bought) {
  const { orderId, scheduleId, accountId } = buying;
  const about = Promise.all([showFacts(db, scheduleId), saleTerms(db, scheduleId)]);
  const [facts, terms] = await about.catch(() => [null, null] as const);
  // The books know whether this fan may have read the earlier start.
  if (!facts || !terms || facts.isMoved) return await orderOf(db, orderId, accountId);
  const { zones: _, isMoved: __, ...show } = facts;
  const made: Order = {
    id: orderId,
    number: paid.number,
    status: "paid",
    scheduleId,
    ...show,
    ...orderLines(order, payable.currency, facts, terms.discounts),
    refunded: { amount: 0, currency: payable.currency },
    method: "wallet",
    paymentId: null,
    mailTo: buying.form?.mailTo ?? null,
    paidAt: universalTime(paid.paidAtMs),
    cancelledAt: null,
    canCancel: Date.parse(show.startsAt) > Date.now(),
    move: null,
  };
  return made;
}

async function orderOf(db: Database, orderId: string, accountId: string): Promise<Order> {
  const order = await orderById(db, { orderId, accountId, now: Date.now() });
  if (!order) throw new ProblemError("outcome-unknown");
  return order;
}
