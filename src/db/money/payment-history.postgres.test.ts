import { randomUUID } from "node:crypto";
import { operatorId, operatorScope } from "../../contract/admin/organizations.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  AdminPayment,
  ListedPayment,
  PaymentStory,
  Reconciliation,
} from "../../contract/money/payments.ts";
import {
  type Books,
  cancelOrder,
  newFan,
  newSchedule,
  openBooks,
  topUp,
  purchaseOf,
} from "../../../test/support/books.ts";
import {
  cardEnd,
  cardPurchaseOf,
  contradictions,
  payByCard,
} from "../../../test/support/money/money.ts";
import { settleCardPayment, startCardPayment } from "./card-payments.ts";
import {
  listPayments,
  paymentStory,
  paymentView,
  paymentsOf,
  receiptFacts,
} from "./payment-history.ts";
import { purchase } from "./purchase.ts";
import {
  gatewayPayments,
  lastReconciliation,
  saveReconciliation,
  scheduleIdsOnSale,
  soldOf,
} from "../admin/reconciliation.ts";

let books: Books;
let scheduleId: string;
let nextSeat = 0;
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId } = await newSchedule(books));
});
afterAll(() => books.close());

const page = { after: null, limit: 20 };

/** A fan with a top-up, a card order of two tickets of which one was cancelled to the card, and a refused card. */
async function spender() {
  const fan = await newFan(books);
  await topUp(books.db, fan, 5_000);
  const card = cardPurchaseOf(purchaseOf(fan, scheduleId, nextSeat++, nextSeat++));
  const receipt = { type: "income", number: "01012345678" } as const;
  const paid = await payByCard(books, { ...card, cashReceipt: receipt });
  const seats = card.order.seats.map(({ seat }) => seat).slice(0, 1);
  await cancelOrder(books.db, { accountId: fan, orderId: card.orderId, seats, to: "original" });
  const refused = cardPurchaseOf(purchaseOf(fan, scheduleId, nextSeat++));
  await startCardPayment(books.db, refused);
  const no = { status: "refused", reason: "REJECT_CARD_PAYMENT" } as const;
  await settleCardPayment(books.db, cardEnd(refused.paymentId, 0, no));
  return { fan, card, refused, number: paid.sale?.number ?? "", receipt };
}

it("[PH1] a fan sees each payment once, newest first, with its state, its purpose and its refunds", async () => {
  const { fan, card, refused } = await spender();
  const mine = await paymentsOf(books.db, { accountId: fan, ...page });
  if (!mine.ok) throw new Error(mine.code);
  const items = mine.value.items.map((item) => ListedPayment.parse({ ...item, checkoutUrl: null }));
  expect(items.map(({ purpose, status, concert }) => [purpose, status, concert?.en])).toEqual([
    ["order", "refused", "Night"],
    ["order", "paid", "Night"],
    ["top-up", "paid", undefined],
  ]);
  expect(items[0]?.reason).toBe("REJECT_CARD_PAYMENT");
  expect(items[1]?.refunds).toMatchObject([
    { orderId: card.orderId, to: "original", status: "due", amount: { amount: 11_000 } },
  ]);
  // One at a time, all of them come, and each once.
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const one = await paymentsOf(books.db, { accountId: fan, after, limit: 1 });
    if (!one.ok) throw new Error(one.code);
    ids.push(...one.value.items.map(({ id }) => id));
    after = one.value.nextCursor;
  } while (after !== null);
  expect(ids).toEqual(items.map(({ id }) => id));
  const { paymentId } = refused;
  expect(await paymentView(books.db, { paymentId, accountId: await newFan(books) })).toBeNull();
  expect(await paymentView(books.db, { paymentId, accountId: fan })).toMatchObject({
    id: paymentId,
  });
});

it("[PH2] admins can find a payment by its order number, email address, key, state and any of its ids", async () => {
  const { fan, card, refused, number } = await spender();
  const found = async (search: string | null, status: "refused" | null = null) => {
    const list = await listPayments(books.db, { scope: operatorScope, search, status, ...page });
    if (!list.ok) throw new Error(list.code);
    return list.value.items.map((item) => AdminPayment.parse(item).id);
  };
  const { paymentId, orderId, holdId } = card;
  for (const search of [
    number,
    number.toLowerCase(),
    `key-${paymentId}`,
    paymentId,
    orderId,
    holdId,
  ])
    expect(await found(search)).toEqual([paymentId]);
  expect(await found(`${fan}@FRONTROW.test`)).toHaveLength(3);
  expect(await found(fan, "refused")).toEqual([refused.paymentId]);
  expect(await found("nothing like it")).toEqual([]);
  expect(await found(null, "refused")).toContain(refused.paymentId);
});

it("[PH3] a payment shows its history and everything that a receipt needs", async () => {
  const { fan, card, receipt } = await spender();
  const story = PaymentStory.parse(await paymentStory(books.db, card.paymentId));
  expect(story.timeline.map(({ status }) => status)).toEqual(["ready", "paid"]);
  expect(story.record).toEqual({ said: "DONE" });
  expect(await paymentStory(books.db, randomUUID())).toBeNull();
  const asked = { orderId: card.orderId, accountId: fan };
  expect(await receiptFacts(books.db, asked)).toMatchObject({
    buyer: { name: "김하늘", email: `${fan}@frontrow.test` },
    payment: {
      id: card.paymentId,
      method: "card",
      cashReceipt: { ...receipt, number: "010****5678" },
    },
    agreedAt: null,
    refunds: [{ to: "original", seats: [card.order.seats[0]?.seat] }],
  });
  const stranger = { ...asked, accountId: await newFan(books) };
  expect(await receiptFacts(books.db, stranger)).toBeNull();
});

it("[AD72] a payment shows its concert and its seats to admins, even before the money has arrived", async () => {
  const { fan, card, refused } = await spender();
  const show = {
    title: { ko: "Night", en: "Night" },
    startsAt: "2099-01-16T09:00:00.000Z",
    timeZone: "Asia/Seoul",
  };
  for (const { paymentId, order } of [card, refused]) {
    const { payment } = PaymentStory.parse(await paymentStory(books.db, paymentId));
    expect(payment).toMatchObject({ show, seats: order.seats.map(({ key }) => key) });
  }
  const all = await listPayments(books.db, {
    scope: operatorScope,
    search: fan,
    status: null,
    ...page,
  });
  const topUps = all.ok ? all.value.items.filter(({ purpose }) => purpose === "top-up") : [];
  expect(topUps).toMatchObject([{ show: null, seats: [] }]);
});

it("[RC1] the books give the records to compare with the schedules and the gateway", async () => {
  const { card, fan } = await spender();
  const sold = await soldOf(books.db, scheduleId);
  expect(sold).toContainEqual({
    holdId: card.holdId,
    orderId: card.orderId,
    accountId: fan,
    seats: [card.order.seats[1]?.seat],
  });
  expect(await scheduleIdsOnSale(books.db, { now: Date.now() })).toContain(scheduleId);
  const since = Date.now() - 60_000;
  const list = await gatewayPayments(books.db, { since, after: null, limit: 100 });
  if (!list.ok) throw new Error(list.code);
  expect(list.value.items.map(({ id }) => id)).toContain(card.paymentId);
  const none = await gatewayPayments(books.db, { since: Date.now() + 60_000, ...page });
  expect(none).toEqual({ ok: true, value: { items: [], nextCursor: null } });
});

it("[RC2] the findings of the last comparison are stored", async () => {
  const finding = { kind: "k", subject: "s", detail: "d" };
  const run = {
    startedAtMs: Date.now(),
    checked: { payments: 3 },
    repaired: [finding],
    findings: [],
  };
  await saveReconciliation(books.db, { ...run, checked: {} });
  await saveReconciliation(books.db, run);
  const last = Reconciliation.parse(await lastReconciliation(books.db));
  expect(last).toMatchObject({ checked: { payments: 3 }, repaired: [finding], findings: [] });
});

it("[RC3] each planted contradiction in the books is found, and sound books have no findings", async () => {
  const kinds = async () => new Set((await contradictions(books)).map(({ kind }) => kind));
  expect(await kinds()).toEqual(new Set());
  const rich = await newFan(books, 22_000);
  const order = purchaseOf(rich, scheduleId, nextSeat++);
  await purchase(books.db, order);
  const { card, refused } = await spender();
  const plants: [string, string][] = [
    [
      "wallet-differs-from-ledger",
      `UPDATE wallet SET balance_minor = 1 WHERE account_id = '${rich}'`,
    ],
    [
      "order-differs-from-tickets",
      `UPDATE order_seat SET live = false WHERE order_id = '${order.orderId}'`,
    ],
    [
      "order-differs-from-ledger",
      `UPDATE customer_order SET total_minor = 1 WHERE id = '${order.orderId}'`,
    ],
    ["order-without-settlement", `DELETE FROM settlement WHERE order_id = '${order.orderId}'`],
    [
      "payment-without-order",
      `UPDATE payment SET status = 'refused' WHERE id = '${card.paymentId}'`,
    ],
    [
      "payment-gave-back-too-much",
      `UPDATE payment SET amount_minor = 1 WHERE id = '${card.paymentId}'`,
    ],
    [
      "refunds-due-differ",
      `UPDATE refund SET status = 'done', done_at = now() WHERE order_id = '${card.orderId}'`,
    ],
    ["refund-overdue", "UPDATE refund SET created_at = now() - interval '2 hours'"],
    [
      "order-differs-from-refunds",
      `UPDATE refund SET amount_minor = 1 WHERE order_id = '${card.orderId}'`,
    ],
    ["payment-flagged", `UPDATE payment SET issue = 'look' WHERE id = '${refused.paymentId}'`],
    [
      "payment-undecided",
      `UPDATE payment SET status = 'unknown', created_at = now() - interval '5 days' WHERE id = '${refused.paymentId}'`,
    ],
    [
      "coupon-differs-from-uses",
      `INSERT INTO coupon (organization_id, id, code, name, cut, currency, minimum_minor, uses_max, uses_left)
      VALUES ('${operatorId}', uuidv7(), 'LOST-ONE', '{}', '{}', 'KRW', 0, 2, 1)`,
    ],
    [
      "coupon-of-no-order",
      `INSERT INTO coupon_use (order_id, coupon_id, account_id)
      SELECT uuidv7(), id, uuidv7() FROM coupon LIMIT 1`,
    ],
    [
      "seat-of-cancelled-show",
      `INSERT INTO show_cancellation (schedule_id, reason, compensation_percent, done_at)
      VALUES ('${scheduleId}', '-', 0, now())`,
    ],
  ];
  for (const [kind, sql] of plants) {
    await books.sql(sql);
    expect([kind, [...(await kinds())].includes(kind)]).toEqual([kind, true]);
  }
});
