import type { Currency } from "../../contract/money.ts";
import type { Order } from "../../contract/orders.ts";
import type { Outcome, Refusal } from "../../contract/problems.ts";
import type { Database } from "../../db/database.ts";
import { localTime } from "../../db/local-time.ts";
import { orderById, orderByKey } from "../../db/orders.ts";
import { purchase } from "../../db/purchase.ts";
import type { Env } from "../env.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { showFacts } from "./show-facts.ts";

export type Buying = {
  accountId: string;
  scheduleId: string;
  holdId: string;
  orderId: string;
  key: string;
  requestHash: string;
};
type Payable = {
  currency: Currency;
  seats: { seat: number; key: string; zoneId: string; priceMinor: number; feeMinor: number }[];
  totalMinor: number;
};
type Paid = { number: string; paidAtMs: number };

/**
 * Pays for a hold: the schedule reserves, the books decide, the schedule is told. Should we die after the books have
 * said yes, the schedule's alarm asks them and sells the seats for us.
 */
export async function buy(env: Env, db: Database, buying: Buying): Promise<Order> {
  const { accountId, scheduleId, holdId, orderId } = buying;
  const schedule = env.SCHEDULE.getByName(scheduleId);
  const reserved = await schedule.pay({ holdId, accountId, orderId });
  if (!reserved.ok) return await boughtBefore(db, buying, reserved);
  const payable: Payable = reserved.value;

  const paid = await purchase(db, {
    ...buying,
    currency: payable.currency,
    seats: payable.seats,
  });
  if (!paid.ok) {
    await quietly(schedule.payRefused({ holdId, orderId }));
    return unwrap(paid);
  }
  const seats = payable.seats.map(({ seat }) => seat);
  await quietly(schedule.sell({ holdId, orderId: paid.value.orderId, accountId, seats }));
  if (paid.value.replayed) return await orderOf(db, paid.value.orderId, accountId);
  return await newOrder(db, buying, payable, paid.value);
}

/** A hold that is over may be over because this very request bought it, and the answer was lost. */
async function boughtBefore(db: Database, buying: Buying, refusal: Refusal): Promise<Order> {
  const mayBeOurs =
    refusal.code === "hold-not-found" ||
    refusal.code === "hold-expired" ||
    refusal.code === "already-paid";
  const { accountId, key, requestHash } = buying;
  const order = mayBeOurs
    ? unwrap(await orderByKey(db, { accountId, key, requestHash, now: Date.now() }))
    : null;
  return order ?? unwrap<Order>(refusal);
}

async function newOrder(db: Database, buying: Buying, payable: Payable, paid: Paid) {
  const { orderId, scheduleId, accountId } = buying;
  const { currency } = payable;
  const facts = await showFacts(db, scheduleId).catch(() => null);
  if (!facts) return await orderOf(db, orderId, accountId);
  const { zones, ...show } = facts;
  const order: Order = {
    id: orderId,
    number: paid.number,
    status: "paid",
    scheduleId,
    ...show,
    seats: payable.seats.map(({ seat, key, zoneId, priceMinor, feeMinor }) => ({
      seat,
      key,
      zoneId,
      zoneName: zones.find(({ id }) => id === zoneId)?.name ?? { ko: zoneId, en: zoneId },
      price: { amount: priceMinor, currency },
      fee: { amount: feeMinor, currency },
    })),
    total: { amount: payable.totalMinor, currency },
    refunded: { amount: 0, currency },
    paidAt: localTime(paid.paidAtMs, show.venue.timeZone),
    cancelledAt: null,
    canCancel: Date.parse(show.startsAt) > Date.now(),
  };
  return order;
}

async function orderOf(db: Database, orderId: string, accountId: string): Promise<Order> {
  const order = await orderById(db, { orderId, accountId, now: Date.now() });
  if (!order) throw new ProblemError("outcome-unknown");
  return order;
}

/** Tells the schedule. What it does not hear now its alarm finds in the books, so the fan need not know. */
async function quietly(telling: PromiseLike<Outcome<null>>): Promise<void> {
  try {
    const told = await telling;
    if (!told.ok) console.warn("the schedule did not take it", told.code, told.detail);
  } catch (error) {
    console.warn("the schedule was not told", error);
  }
}
