import { actByKey } from "./act-by-key.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  cancelOrder,
  newFan,
  newSchedule,
  openBooks,
  sha256,
  soundBalance,
  purchaseOf,
} from "../../../test/support/books.ts";
import {
  cardEnd,
  cardPurchaseOf,
  contradictions,
  payByCard,
} from "../../../test/support/money/money.ts";
import {
  duePayments,
  flagPayment,
  paymentById,
  settleCardPayment,
  startCardPayment,
} from "./card-payments.ts";
import { orderById } from "./orders.ts";
import { purchase, voidHold } from "./purchase.ts";
import { dueRefunds, settleRefund } from "./refunds.ts";

let books: Books;
let fan: string;
let scheduleId: string;
let nextSeat = 0;
beforeAll(async () => {
  books = await openBooks();
  fan = await newFan(books);
  ({ scheduleId } = await newSchedule(books));
});
afterAll(async () => {
  // All but the two that were marked on purpose.
  const flags = (await contradictions(books)).map(({ kind, detail }) => `${kind} ${detail}`);
  expect(flags.sort()).toEqual([
    "payment-flagged amount-differs",
    "payment-flagged paid-with-another-key",
  ]);
  await books.close();
});

const wanted = () => cardPurchaseOf(purchaseOf(fan, scheduleId, nextSeat++));
const started = async () => {
  const card = wanted();
  const outcome = await startCardPayment(books.db, card);
  if (!outcome.ok) throw new Error(outcome.code);
  return card;
};
const settle = (...end: Parameters<typeof cardEnd>) => settleCardPayment(books.db, cardEnd(...end));
const movesOf = (paymentId: string) =>
  books.sql(
    `SELECT kind, amount_minor::int AS minor, coalesce(debit.name, 'concert') AS debit,
      coalesce(credit.name, 'concert') AS credit
    FROM transfer t LEFT JOIN system_account debit ON debit.id = t.debit_id
    LEFT JOIN system_account credit ON credit.id = t.credit_id WHERE payment_id = $1 ORDER BY t.id`,
    [paymentId],
  );

it("[CP1] money that arrives by card makes the order at its quoted price, with its ledger entries", async () => {
  const card = await started();
  const settled = await settle(card.paymentId, 11_000);
  const seats = card.order.seats.map(({ seat }) => seat);
  const { orderId, holdId } = card;
  const sale = { orderId, number: expect.any(String), accountId: fan, scheduleId, holdId, seats };
  expect(settled).toMatchObject({
    ok: true,
    value: { end: "ordered", sale, refund: null, payment: { status: "paid" } },
  });
  expect(await orderById(books.db, { orderId, accountId: fan, now: 0 })).toMatchObject({
    status: "paid",
    method: "card",
    paymentId: card.paymentId,
    total: { amount: 11_000, currency: "KRW" },
  });
  expect(await movesOf(card.paymentId)).toEqual([
    { kind: "card-purchase", minor: 11_000, debit: "gateway", credit: "concert" },
    { kind: "fee", minor: 1_000, debit: "concert", credit: "fees" },
  ]);
  expect(await soundBalance(books, fan)).toBe(0);
  expect(await voidHold(books.db, card)).toEqual({ orderId, accountId: fan, seats });
});

it("[CP2] a payment that is reported ten times at once makes one order, and stays paid", async () => {
  const card = await started();
  const told = await Promise.all(Array.from({ length: 10 }, () => settle(card.paymentId, 11_000)));
  expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(told[0]).toMatchObject({ ok: true, value: { end: "ordered" } });
  expect(await movesOf(card.paymentId)).toHaveLength(2);
  // Whatever is said of it later, paid stays paid.
  const late = await settle(card.paymentId, 11_000, { status: "refused", reason: "EXPIRED" });
  expect(late).toEqual(told[0]);
});

it("[CP3] a payment that is begun again with its key is the same payment, and another request under the key is refused", async () => {
  const card = await started();
  const again = await startCardPayment(books.db, { ...card, paymentId: randomUUID() });
  expect(again).toMatchObject({ ok: true, value: { id: card.paymentId, replayed: true } });
  const { key, requestHash } = card;
  const use = { accountId: fan, key, requestHash, now: Date.now() };
  const found = await actByKey(books.db, use);
  expect(found).toEqual({
    ok: true,
    value: await paymentById(books.db, { ...card, accountId: fan }),
  });
  const refused = { ok: false, code: "idempotency-mismatch" };
  expect(await actByKey(books.db, { ...use, requestHash: sha256("x") })).toEqual(refused);
  expect(await startCardPayment(books.db, { ...card, requestHash: sha256("x") })).toEqual(refused);
  const byWallet = { ...purchaseOf(fan, scheduleId, 0), key: card.key };
  expect(await purchase(books.db, byWallet)).toEqual(refused);
  expect(await paymentById(books.db, { ...card, accountId: await newFan(books) })).toBeNull();
});

it("[CP9] a report with another amount or key changes nothing, and is flagged for an admin", async () => {
  const card = await started();
  const conflict = { ok: false, code: "conflict" };
  expect(await settle(card.paymentId, 10_999)).toMatchObject(conflict);
  const seen = () => paymentById(books.db, { ...card, accountId: null });
  expect(await seen()).toMatchObject({ status: "ready", issue: "amount-differs" });

  const paid = await started();
  await settle(paid.paymentId, 11_000);
  expect(await settle(paid.paymentId, 11_000, { providerKey: "other" })).toMatchObject(conflict);
  const third = await started();
  const stolen = { providerKey: `key-${paid.paymentId}` };
  expect(await settle(third.paymentId, 11_000, stolen)).toMatchObject(conflict);
  expect(await seen()).toMatchObject({ status: "ready" });
  expect(await settle(randomUUID(), 11_000)).toEqual({ ok: false, code: "not-found" });
  const stranger = await newFan(books);
  const foreign = await settle(card.paymentId, 11_000, { accountId: stranger });
  expect(foreign).toEqual({ ok: false, code: "not-found" });
});

it("[CP10] a payment that is in doubt or refused can still turn out to be paid, and then buys its seats", async () => {
  const card = await started();
  expect(await settle(card.paymentId, 0, { status: "unknown" })).toMatchObject({
    ok: true,
    value: { end: "pending" },
  });
  const refused = await settle(card.paymentId, 0, {
    status: "refused",
    reason: "REJECT_CARD_PAYMENT",
  });
  expect(refused).toMatchObject({
    ok: true,
    value: { end: "refused", payment: { reason: "REJECT_CARD_PAYMENT" } },
  });
  const paid = await settle(card.paymentId, 11_000);
  expect(paid).toMatchObject({ ok: true, value: { end: "ordered", payment: { reason: null } } });
  const steps = await books.sql(
    "SELECT status FROM payment_event WHERE payment_id = $1 ORDER BY id",
    [card.paymentId],
  );
  const statuses = ["ready", "unknown", "refused", "paid"];
  expect(steps).toEqual(statuses.map((status) => ({ status })));
});

it("[CP11] payments with an unknown outcome are looked up again, after growing pauses", async () => {
  const card = await started();
  const isDue = async () =>
    (await duePayments(books.db, { limit: 100 })).some(({ id }) => id === card.paymentId);
  expect(await isDue()).toBe(false);
  const past = "UPDATE payment SET next_check_at = now() WHERE id = $1";
  await books.sql(past, [card.paymentId]);
  expect([await isDue(), await isDue()]).toEqual([true, false]);
  await books.sql(past, [card.paymentId]);
  await settle(card.paymentId, 11_000);
  expect(await isDue()).toBe(false);
});

it("[CP23] a payment whose money may have moved is looked up at once, before all abandoned ones", async () => {
  const waiting = [await started(), await started(), await started()];
  const overdue = "UPDATE payment SET next_check_at = now() - interval '1 day' WHERE id = ANY ($1)";
  await books.sql(overdue, [waiting.map(({ paymentId }) => paymentId)]);
  const card = await started();
  const end = { status: "unknown", providerKey: null } as const;
  await settleCardPayment(books.db, cardEnd(card.paymentId, 11_000, end));
  const [first] = await duePayments(books.db, { limit: 1 });
  expect(first).toMatchObject({ id: card.paymentId, status: "unknown" });
  const others = await duePayments(books.db, { limit: 100 });
  for (const { paymentId } of waiting) expect(others.map(({ id }) => id)).toContain(paymentId);
});

it("[CP12] when a payment and the release of its hold race, exactly one wins", async () => {
  const ends = new Set<string>();
  for (let round = 0; round < 12; round++) {
    const card = await started();
    const pay = () => settle(card.paymentId, 11_000);
    const giveUp = () => voidHold(books.db, card);
    const [paid, voided] =
      round % 2 === 0
        ? await Promise.all([pay(), giveUp()])
        : await Promise.all([giveUp(), pay()]).then(([gaveUp, paid]) => [paid, gaveUp] as const);
    if (!paid.ok) throw new Error(paid.code);
    ends.add(paid.value.end);
    expect(voided.orderId).toBe(paid.value.end === "ordered" ? card.orderId : null);
  }
  expect([...ends].sort()).toEqual(["ordered", "to-refund"]);
});

it("[CP13] tickets paid by card are refunded to the card or to the wallet, as the fan chooses", async () => {
  const toCard = cardPurchaseOf(purchaseOf(fan, scheduleId, nextSeat++, nextSeat++));
  await payByCard(books, toCard);
  const [first, second] = toCard.order.seats.map(({ seat }) => seat);
  const before = await soundBalance(books, fan);
  const { orderId } = toCard;
  const cancel = (seats: number[], to: "wallet" | "original") =>
    cancelOrder(books.db, { accountId: fan, orderId, seats, to });
  const original = await cancel([first!], "original");
  expect(original).toMatchObject({
    ok: true,
    value: { to: "original", status: "due", refundedMinor: 11_000, kept: [second] },
  });
  expect(await soundBalance(books, fan)).toBe(before);
  expect(await cancel([second!], "wallet")).toMatchObject({
    ok: true,
    value: { to: "wallet", status: "done", kept: [] },
  });
  expect(await soundBalance(books, fan)).toBe(before + 11_000);
  const due = await dueRefunds(books.db, { limit: 50 });
  const refundId = original.ok ? original.value.refundId : "";
  const ours = due.find((each) => each.refundId === refundId);
  expect(ours).toMatchObject({ orderId, paidMinor: 22_000, amountMinor: 11_000 });
  await settleRefund(books.db, { refundId, status: "done", record: {} });
  const payment = await paymentById(books.db, { ...toCard, accountId: fan });
  expect(payment).toMatchObject({ status: "paid", refunded: { amount: 22_000 } });
});

it("[CP15] an admin's flag can be set and removed, and the payment's history has both", async () => {
  const card = await started();
  const { paymentId } = card;
  await flagPayment(books.db, { paymentId, issue: "deposit-taken-back", record: { a: 1 } });
  const seen = () => paymentById(books.db, { paymentId, accountId: null });
  expect(await seen()).toMatchObject({ issue: "deposit-taken-back" });
  await flagPayment(books.db, { paymentId, issue: null, record: null });
  expect(await seen()).toMatchObject({ issue: null });
  const steps = await books.sql(
    "SELECT issue FROM payment_event WHERE payment_id = $1 ORDER BY id",
    [paymentId],
  );
  expect(steps).toEqual([{ issue: null }, { issue: "deposit-taken-back" }, { issue: null }]);
});
