import { randomUUID } from "node:crypto";
import { type PricedOrder, priceOrder } from "../../src/contract/money/price.ts";
import {
  duePayments,
  settleCardPayment,
  startCardPayment,
} from "../../src/db/money/card-payments.ts";
import { type Purchase, purchase } from "../../src/db/money/purchase.ts";
import { buyerFacts } from "../../src/db/sale/sale-terms.ts";
import { cardEnd, cardPurchaseOf } from "../support/money/money.ts";
import { sha256 } from "../support/books.ts";
import {
  type Hold,
  type Room,
  type MoneySimulation,
  seatCount,
  together,
} from "./money-simulation.ts";

/** A fan takes seats that seem free, and now and then some that are not; null if nothing is left. */
function takeHold(simulation: MoneySimulation, room: Room): Hold | null {
  const { dice } = simulation;
  const wanted = new Set<number>();
  const size = 1 + dice.below(4);
  const isRude = dice.chance(0.05);
  for (let tries = 0; tries < 40 && wanted.size < size; tries++) {
    const seat = dice.below(seatCount);
    if (isRude || !(room.held.has(seat) || room.sold.has(seat))) wanted.add(seat);
  }
  if (wanted.size === 0) return null;
  const hold = {
    room,
    holdId: randomUUID(),
    accountId: dice.of(simulation.fans),
    seats: [...wanted],
  };
  for (const seat of hold.seats) if (!room.held.has(seat)) room.held.set(seat, hold.holdId);
  simulation.holds.set(hold.holdId, hold);
  return hold;
}

async function priced(simulation: MoneySimulation, hold: Hold): Promise<PricedOrder> {
  const { dice } = simulation;
  const { room, accountId } = hold;
  const coupon = dice.chance(0.3) ? dice.of(simulation.coupons).code : null;
  const facts = await buyerFacts(simulation.db, { accountId, scheduleId: room.scheduleId, coupon });
  const seats = hold.seats.map((seat) => {
    const isR = seat < seatCount / 2;
    const price = isR
      ? { priceMinor: 10_001, feeMinor: 1_000 }
      : { priceMinor: 5_003, feeMinor: 0 };
    return { seat, key: String(seat), zoneId: isR ? "r" : "s", ...price };
  });
  const chosen = hold.seats.filter(() => dice.chance(0.2)).map((seat) => [seat, "youth"] as const);
  const asked = { seats, priceTypes: new Map(chosen), terms: room.discounts, now: Date.now() };
  const { scheduleId, concertId } = room;
  const order = priceOrder({ ...asked, ...facts, scheduleId, concertId });
  if (order.ok) return order.value;
  // A coupon that does not apply: the fan buys without it.
  const without = priceOrder({ ...asked, tier: facts.tier, coupon: null, scheduleId, concertId });
  if (!without.ok) throw new Error(without.code);
  return without.value;
}

function remember(simulation: MoneySimulation, hold: Hold, orderId: string, order: PricedOrder) {
  if (simulation.orders.has(orderId)) return;
  const { room, accountId, holdId } = hold;
  const tickets = order.seats.map(({ seat, priceMinor, discountMinor, feeMinor }) => {
    const ticketMinor = priceMinor - discountMinor;
    return [seat, { ticketMinor, paidMinor: ticketMinor + feeMinor }] as const;
  });
  const { couponId } = order;
  const bought = {
    room,
    orderId,
    accountId,
    holdId,
    couponId,
    tickets: new Map(tickets),
  };
  simulation.orders.set(orderId, bought);
  for (const { kind } of order.discounts) simulation.count(`discount: ${kind}`);
  for (const { seat } of order.seats) room.sold.add(seat);
  simulation.release(hold);
}

/** Pays from the wallet; sometimes twice at once, sometimes after the hold was given up. */
export async function buyFromWallet(simulation: MoneySimulation): Promise<void> {
  const { dice } = simulation;
  const hold = takeHold(simulation, dice.of(simulation.rooms));
  if (!hold) return;
  const { accountId, holdId } = hold;
  const isTwice = dice.chance(0.1);
  const isGivenUp = dice.chance(0.1);
  const ids = { orderId: randomUUID(), key: randomUUID(), requestHash: sha256(holdId) };
  let order: PricedOrder | null = null;
  await simulation.insist(async () => {
    order ??= await priced(simulation, hold);
    const { scheduleId } = hold.room;
    const wanted: Purchase = { ...ids, accountId, scheduleId, holdId, currency: "KRW", ...order };
    const acts = [purchase(simulation.db, wanted)];
    if (isTwice) acts.push(purchase(simulation.db, wanted));
    if (isGivenUp) await together<unknown>([simulation.settleHold(hold), ...acts]);
    const answers = await together(acts);
    const bought = answers.filter((each) => each.ok).map(({ value }) => value.orderId);
    if (new Set(bought).size > 1) throw new Error(`one key, two orders: ${bought.join(", ")}`);
    const answer = answers.find(({ ok }) => ok) ?? answers[0];
    simulation.count(answer?.ok ? "bought from the wallet" : `wallet: ${answer?.code}`);
    if (!answer?.ok) return;
    simulation.credit(accountId, -order.totalMinor);
    remember(simulation, hold, answer.value.orderId, order);
  });
  // A hold without a payment runs out sooner or later.
  if (dice.chance(0.5)) await simulation.insist(() => simulation.settleHold(hold));
}

/** Pays by card or transfer: approved or refused, reported twice or late, in doubt, or after the hold was given up. */
export async function buyByCard(simulation: MoneySimulation): Promise<void> {
  const { dice, db, gateway } = simulation;
  const hold = takeHold(simulation, dice.of(simulation.rooms));
  if (!hold) return;
  const { accountId, holdId, room } = hold;
  const request = {
    orderId: randomUUID(),
    accountId,
    key: randomUUID(),
    requestHash: sha256(holdId),
  };
  const { scheduleId } = room;
  let order: PricedOrder | null = null;
  let card: ReturnType<typeof cardPurchaseOf> | null = null;
  const end = dice.weighted({ paid: 6, dead: 2, waiting: 2, left: 1 });
  const isGivenUp = dice.chance(0.15);
  const isTwice = dice.chance(0.2);
  const isInDoubt = dice.chance(0.15);
  const isInParts = dice.chance(0.3);
  await simulation.insist(async () => {
    order ??= await priced(simulation, hold);
    const agreed = order;
    card ??= {
      ...cardPurchaseOf(
        { ...request, scheduleId, holdId, currency: "KRW", seats: order.seats },
        order,
      ),
      walletMinor: isInParts ? dice.below(order.totalMinor) : 0,
    };
    const started = await startCardPayment(db, card);
    if (!started.ok) {
      simulation.count(`card: ${started.code}`);
      return;
    }
    const { paymentId } = card;
    const providerKey = `key-${paymentId}`;
    // A fan who closes the tab has approved nothing, and the gateway forgets the payment.
    if (gateway.lookUp(providerKey) === null)
      gateway.agree(
        providerKey,
        order.totalMinor - (card.walletMinor ?? 0),
        end === "left" ? "dead" : end,
      );
    if (end === "left") return;
    if (isGivenUp) await simulation.settleHold(hold);
    if (isInDoubt) await settleCardPayment(db, cardEnd(paymentId, 0, { status: "unknown" }));
    const { orderId } = request;
    const telling = () => tell(simulation, hold, { paymentId, orderId, order: agreed });
    await together(isTwice ? [telling(), telling()] : [telling()]);
  });
}

type Card = { paymentId: string; orderId: string; order: PricedOrder };

/** The gateway sends the state of a payment, or the Worker asks for it. */
async function tell(simulation: MoneySimulation, hold: Hold, card: Card): Promise<void> {
  const { paymentId, order } = card;
  const providerKey = `key-${paymentId}`;
  const known = simulation.gateway.lookUp(providerKey);
  const status = { paid: "paid", dead: "refused", waiting: "awaiting-deposit" } as const;
  const say = {
    status: status[known?.state ?? "dead"],
    reason: known?.state === "dead" ? "REJECTED" : null,
    ifLate: simulation.dice.chance(0.5) ? ("tell" as const) : ("refund" as const),
  };
  const minor = known?.amountMinor ?? 0;
  let settled = await settleCardPayment(simulation.db, cardEnd(paymentId, minor, say));
  if (settled.ok && settled.value.end === "late") {
    const { room, accountId, seats } = hold;
    const isFree = seats.every((seat) => !room.held.has(seat) && !room.sold.has(seat));
    const fresh = { room, holdId: randomUUID(), accountId, seats };
    if (isFree) {
      for (const seat of seats) room.held.set(seat, fresh.holdId);
      simulation.holds.set(fresh.holdId, fresh);
    }
    const ifLate = isFree ? { holdId: fresh.holdId } : ("refund" as const);
    settled = await settleCardPayment(simulation.db, cardEnd(paymentId, minor, { ...say, ifLate }));
  }
  if (!settled.ok) throw new Error(`${settled.code}: ${settled.detail}`);
  simulation.count(`card: ${settled.value.end}`);
  const { sale, payment } = settled.value;
  if (settled.value.end !== "ordered") {
    if (payment.reason === "insufficient-funds") simulation.count("card: wallet too short by then");
    return;
  }
  const walletMinor = payment.walletPart.amount;
  if (!simulation.orders.has(card.orderId)) {
    simulation.credit(hold.accountId, -walletMinor);
    if (walletMinor > 0) simulation.count("card: in two parts");
  }
  remember(simulation, hold, card.orderId, order);
  if (sale) simulation.release({ room: hold.room, holdId: sale.holdId });
}

/** Looks up every payment whose end was not reported. */
export async function lookUp(simulation: MoneySimulation): Promise<void> {
  await simulation.books.sql("UPDATE payment SET next_check_at = now() WHERE purpose = 'order'");
  const due = await duePayments(simulation.db, { limit: 20 });
  for (const payment of due) {
    const { id, order, orderId, scheduleId, holdId, accountId } = payment;
    const room = simulation.rooms.find((each) => each.scheduleId === scheduleId);
    if (!room || !order || orderId === null || holdId === null) continue;
    const providerKey = `key-${id}`;
    // Begun but never approved: the gateway does not know it.
    if (simulation.gateway.lookUp(providerKey) === null)
      simulation.gateway.agree(providerKey, 1, "dead");
    if (simulation.dice.chance(0.7))
      simulation.gateway.deposit(providerKey, simulation.dice.of(["paid", "dead"]));
    const seats = order.seats.map(({ seat }) => seat);
    const hold = { room, holdId, accountId, seats };
    await simulation.insist(() => tell(simulation, hold, { paymentId: id, orderId, order }));
  }
}
