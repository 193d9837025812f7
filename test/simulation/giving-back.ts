import { randomUUID } from "node:crypto";
import {
  cancelSeats,
  dueRefunds,
  quoteOf,
  refundFacts,
  settleRefund,
} from "../../src/db/money/refunds.ts";
import {
  beginShowCancellation,
  continueShowCancellation,
} from "../../src/db/money/show-cancellation.ts";
import { startTopUp, settleTopUp } from "../../src/db/money/top-ups.ts";
import { redeemVoucher } from "../../src/db/money/vouchers.ts";
import { nobody, sha256 } from "../support/books.ts";
import { type MoneySimulation, together } from "./money-simulation.ts";

const dayMs = 86_400_000;

/** A fan tops up a wallet; the report comes once or twice, or the Worker asks for it. */
export async function topUp(simulation: MoneySimulation): Promise<void> {
  const { dice, db, gateway } = simulation;
  const accountId = dice.of(simulation.fans);
  const amountMinor = 1_000 * (1 + dice.below(60));
  const key = randomUUID();
  const paymentId = randomUUID();
  const start = {
    paymentId,
    accountId,
    amountMinor,
    provider: "test",
    key,
    requestHash: sha256(key),
  };
  const isTwice = dice.chance(0.2);
  const isPaid = dice.chance(0.9);
  const providerKey = `key-${paymentId}`;
  await simulation.insist(async () => {
    await startTopUp(db, start);
    if (gateway.lookUp(providerKey) === null)
      gateway.agree(providerKey, amountMinor, isPaid ? "paid" : "dead");
    const end = { paymentId, accountId: null, providerKey, approvedMinor: amountMinor, record: {} };
    const status = isPaid ? ("paid" as const) : ("refused" as const);
    const tell = () => settleTopUp(db, { ...end, status });
    await together(isTwice ? [tell(), tell()] : [tell()]);
    if (isPaid) simulation.credit(accountId, amountMinor);
    simulation.count(isPaid ? "topped up" : "top-up refused");
  });
}

/** A fan cancels some or all tickets of an order on some day before the show, sometimes twice at once. */
export async function cancel(simulation: MoneySimulation): Promise<void> {
  const { dice, db } = simulation;
  if (simulation.orders.size === 0) return;
  const order = dice.of([...simulation.orders.values()]);
  const { orderId, accountId, room } = order;
  const left = [...order.tickets.keys()];
  if (left.length === 0 || room.isCalledOff) return;
  const seats = dice.chance(0.5) ? null : left.filter(() => dice.chance(0.5));
  if (seats?.length === 0) return;
  const now = dice.chance(0.5) ? Date.now() : room.startsAtMs - 1 - dice.below(13 * dayMs);
  const to = dice.chance(0.5) ? ("wallet" as const) : ("original" as const);
  const ids = { key: randomUUID(), refundId: randomUUID(), requestHash: sha256(orderId) };
  const isTwice = dice.chance(0.15);
  simulation.requested.add(ids.refundId);
  await simulation.insist(async () => {
    const facts = await refundFacts(db, { orderId, accountId });
    if (!facts) throw new Error(`order ${orderId} is gone`);
    const quote = facts.seats.length === 0 ? null : quoteOf(facts, { seats, now });
    const isRetry = quote !== null && !quote.ok && quote.code === "unknown-seat";
    if (quote && !quote.ok && !isRetry) {
      simulation.count(`cancel: ${quote.code}`);
      return;
    }
    const value = quote?.ok ? quote.value : null;
    const { startsAtMs } = facts;
    const act = () =>
      cancelSeats(db, {
        accountId,
        orderId,
        ...ids,
        reason: null,
        to,
        quote: value,
        startsAtMs,
        now,
      });
    const [answer] = await together(isTwice ? [act(), act()] : [act()]);
    if (!answer?.ok) {
      simulation.count(`cancel: ${answer?.code}`);
      return;
    }
    const done = answer.value;
    // Another fan's cancellation of the whole order is reported in place of ours.
    if (done.refundId !== ids.refundId) return;
    if (value && !done.replayed && done.refundedMinor !== value.refundMinor)
      throw new Error(`${done.refundedMinor} came back where ${value.refundMinor} was shown`);
    for (const seat of done.seats) {
      order.tickets.delete(seat);
      room.sold.delete(seat);
    }
    // The organizer may have called the show off since the quote, and then pays a compensation as well.
    simulation.credit(accountId, done.walletMinor + done.compensationMinor);
    simulation.count(`cancelled to the ${done.to === "wallet" ? "wallet" : "card"}`);
  });
}

/** The amounts due go back to the cards; the gateway may refuse, or its answer may be lost. */
export async function giveBack(simulation: MoneySimulation): Promise<void> {
  const { dice, db, gateway } = simulation;
  await simulation.books.sql("UPDATE refund SET next_try_at = now() WHERE status = 'due'");
  for (const due of await dueRefunds(db, { limit: 20 })) {
    const { refundId, accountId, providerKey, amountMinor } = due;
    const isUnknown = dice.chance(0.1);
    const isWilling = dice.chance(0.95);
    await simulation.insist(async () => {
      if (isUnknown) await settleRefund(db, { refundId, status: "unknown", record: {} });
      const status = gateway.giveBack(refundId, { key: providerKey, amountMinor, isWilling });
      const settled = await settleRefund(db, { refundId, status, record: { status } });
      if (!settled.ok) throw new Error(settled.code);
      const { to, amount } = settled.value;
      if (to === "wallet" && !simulation.walleted.has(refundId)) {
        simulation.walleted.add(refundId);
        simulation.credit(accountId, amount.amount);
      }
      simulation.count(`given back to the ${to === "wallet" ? "wallet" : "card"}`);
    });
  }
}

/** Two fans try a voucher; the first one to have its money keeps it. */
export async function redeem(simulation: MoneySimulation): Promise<void> {
  const { dice, db } = simulation;
  const code = simulation.vouchers.pop();
  if (code === undefined) return;
  const fans = [dice.of(simulation.fans), dice.of(simulation.fans)];
  const credited = new Set<string>();
  const act = async () => {
    for (const accountId of fans) {
      const redeemed = await redeemVoucher(db, { accountId, code, now: Date.now() });
      if (!redeemed.ok || credited.has(accountId)) continue;
      credited.add(accountId);
      simulation.credit(accountId, redeemed.value.amount.amount);
      simulation.count("redeemed");
    }
  };
  await simulation.insist(act);
}

/** The organizer cancels one show and refunds it in batches, while orders keep coming in for a while. */
export async function callOff(simulation: MoneySimulation, isWhole: boolean): Promise<void> {
  const room = simulation.rooms.at(-1);
  if (!room) return;
  const { scheduleId } = room;
  room.isCalledOff = true;
  const show = { scheduleId, by: nobody, reason: "Typhoon", compensationPercent: 10 };
  await simulation.insist(async () => {
    const begun = await beginShowCancellation(simulation.db, show);
    if (!begun.ok) throw new Error(begun.code);
    for (;;) {
      const batch = await continueShowCancellation(simulation.db, { scheduleId, limit: 7 });
      if (!batch.ok) throw new Error(batch.code);
      simulation.count("batch of a called-off show");
      if (!isWhole || batch.value.orders === 0) return;
    }
  }, false);
}
