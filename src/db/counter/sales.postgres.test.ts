import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  newFan,
  newSchedule,
  openBooks,
  purchaseOf,
} from "../../../test/support/books.ts";
import {
  closeEven,
  counterSaleOf,
  ledgerOf,
  newClerk,
  paid,
  shiftOf,
  soldAtCounter,
} from "../../../test/support/money/counter-books.ts";
import { refundAsStaff } from "../../../test/support/money/staff-refunds.ts";
import { contradictions } from "../../../test/support/money/money.ts";
import type { Actor } from "../admin/audit.ts";
import { purchase, voidHold } from "../money/purchase.ts";
import { saveCounterSettings, whyNoCounter } from "./counter-facts.ts";
import { receiptByKey } from "./receipts.ts";
import { counterSale } from "./sales.ts";

let books: Books;
let scheduleId: string;
let clerk: Actor & { accountId: string };
let seats = 0;
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId } = await newSchedule(books));
  clerk = await newClerk(books);
  await shiftOf(books, clerk, 100_000);
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});
const sale = (count = 1) =>
  counterSaleOf(clerk, scheduleId, ...Array.from({ length: count }, () => seats++));
const code = async (outcome: ReturnType<typeof counterSale>) => {
  const answer = await outcome;
  return answer.ok ? answer.value.number : answer.code;
};

it("[BO5] a sale at the counter writes order, tickets, tenders, change and ledger together, and hands the tickets out", async () => {
  const tenders = [{ ...paid(12_000), receivedMinor: 50_000 }, paid(8_000, "terminal")];
  const buyer = { name: "김하늘", phone: "01012345678", mail: "sky@frontrow.test" };
  const wanted = { ...sale(2), tenders, buyer };
  const receipt = await soldAtCounter(books, wanted);
  expect(receipt).toMatchObject({
    channel: "counter",
    method: "mixed",
    total: { amount: 20_000 },
    change: { amount: 38_000 },
    buyer: { name: "김하늘", phone: "010****5678", mail: "sky@frontrow.test" },
    tenders: [
      { kind: "cash", amount: { amount: 12_000 }, received: { amount: 50_000 }, act: "sale" },
      { kind: "terminal", amount: { amount: 8_000 }, received: null },
    ],
    replayed: false,
  });
  expect(receipt.seats.every(({ handedOutAt }) => handedOutAt !== null)).toBe(true);
  const moves = await books.sql(
    "SELECT kind, amount_minor::int AS minor FROM transfer WHERE order_id = $1",
    [wanted.orderId],
  );
  expect(moves).toEqual([{ kind: "counter-sale", minor: 20_000 }]);
  const [act] = await books.sql("SELECT action, actor_id FROM audit_log WHERE subject = $1", [
    wanted.orderId,
  ]);
  expect(act).toEqual({ action: "counter.sell", actor_id: clerk.accountId });
  const letters = await books.sql(
    "SELECT FROM outbox WHERE topic = 'order.paid' AND payload->>'orderId' = $1",
    [wanted.orderId],
  );
  expect(letters.length).toBe(1);
});

it("[BO6] the same key is the same sale however often and at once it is asked, and can be looked up", async () => {
  const wanted = sale();
  const till = await ledgerOf(books, "till_account()");
  const answers = await Promise.all([1, 2, 3, 4].map(() => soldAtCounter(books, wanted)));
  expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
  expect(await ledgerOf(books, "till_account()")).toBe(till - 10_000);
  const { accountId: operatorId, scope } = clerk;
  const asked = { operatorId, organizationId: scope.organizationId, key: wanted.key };
  expect(await receiptByKey(books.db, asked)).toMatchObject({
    value: { orderId: wanted.orderId },
  });
  expect(await receiptByKey(books.db, { ...asked, key: randomUUID() })).toMatchObject({
    value: null,
  });
  const other = { ...wanted, requestHash: "00".repeat(32) };
  expect(await code(counterSale(books.db, other))).toBe("idempotency-mismatch");
});

it("[BO37] a refund at the counter is found by its key, and a shift that was closed meanwhile pays none", async () => {
  const by = await newClerk(books);
  const shiftId = await shiftOf(books, by, 50_000);
  const [back, late] = [
    { ...sale(), by },
    { ...sale(), by },
  ];
  for (const each of [back, late]) await soldAtCounter(books, each);
  const out = { to: "hand", hand: "cash" } as const;
  const when = { key: randomUUID(), actor: by.accountId, shiftId };
  const refunded = await refundAsStaff(books, { orderId: back.orderId, ...out }, when);
  expect(refunded).toMatchObject({ ok: true });
  const { organizationId } = by.scope;
  const asked = { operatorId: by.accountId, organizationId, key: when.key };
  expect(await receiptByKey(books.db, asked)).toMatchObject({
    value: { orderId: back.orderId, refunded: { amount: 10_000 }, change: { amount: 0 } },
  });
  expect(await closeEven(books, by)).toMatchObject({ ok: true });
  const tooLate = { ...when, key: randomUUID() };
  expect(await refundAsStaff(books, { orderId: late.orderId, ...out }, tooLate)).toMatchObject({
    code: "shift-needed",
  });
});

it("[BO7] nothing is sold without an open shift, or with tenders that are not the total", async () => {
  const idle = await newClerk(books);
  expect(await code(counterSale(books.db, { ...sale(), by: idle }))).toBe("shift-needed");
  const short = { ...sale(), tenders: [paid(9_999)] };
  expect(await code(counterSale(books.db, short))).toBe("tenders-differ");
  const rows = await books.sql("SELECT FROM settlement WHERE hold_id = $1", [short.holdId]);
  expect(rows).toEqual([]);
  expect(await code(counterSale(books.db, { ...short, tenders: [paid(10_000)] }))).toMatch(/^FR-/);
});

it("[BO8] a sale answers again with its order though its shift was closed meanwhile", async () => {
  const late = await newClerk(books);
  await shiftOf(books, late);
  const wanted = { ...sale(), by: late };
  const { number } = await soldAtCounter(books, wanted);
  expect(await closeEven(books, late)).toMatchObject({ ok: true });
  expect(await soldAtCounter(books, wanted)).toMatchObject({ number, replayed: true });
  expect(await code(counterSale(books.db, { ...sale(), by: late }))).toBe("shift-needed");
});

it("[BO9] of a counter's sale, a fan's purchase and a void of the same seat or hold one wins", async () => {
  const fan = await newFan(books, 1_000_000);
  for (let round = 0; round < 8; round++) {
    const wanted = sale();
    const [seat] = wanted.seats;
    if (!seat) throw new Error("no seat");
    const bought = purchaseOf(fan, scheduleId, seat.seat);
    const ends = await Promise.all([
      counterSale(books.db, wanted),
      purchase(books.db, bought),
      voidHold(books.db, { holdId: wanted.holdId, scheduleId }),
    ]);
    const [sold, paidFor, ended] = ends;
    expect(Number(sold.ok) + Number(paidFor.ok)).toBe(1);
    expect(ended.orderId !== null || !sold.ok).toBe(true);
    const live = await books.sql(
      "SELECT FROM order_seat WHERE schedule_id = $1 AND seat = $2 AND live",
      [scheduleId, seat.seat],
    );
    expect(live.length).toBe(1);
  }
});

it("[BO10] a gift costs nothing, and is an invitation with its reason", async () => {
  const wanted = sale();
  const seats = wanted.seats.map((seat) => {
    return { ...seat, discountMinor: seat.priceMinor, priceType: "gift" };
  });
  const about = { seats, tenders: [], giftReason: "Press", channel: "invitation" as const };
  const receipt = await soldAtCounter(books, { ...wanted, ...about });
  expect(receipt).toMatchObject({
    channel: "invitation",
    method: "free",
    total: { amount: 0 },
    giftReason: "Press",
    seats: [{ isGift: true }],
  });
});

it("[BO11] the organizer decides if the counter sells before the opening, in a pause and after the end; nobody sells a canceled or past show", async () => {
  const now = Date.now();
  const why = (at = now) => whyNoCounter(books.db, { scheduleId, now: at });
  const settings = {
    hasFees: false,
    sellsBeforeOpening: true,
    sellsWhilePaused: false,
    sellsWhileDraining: true,
    sellsAfterClosing: true,
  };
  const set = (change: Partial<typeof settings>) =>
    saveCounterSettings(books.db, { by: clerk, settings: { ...settings, ...change } });
  const state = (sale_state: string) =>
    books.sql("UPDATE schedule SET sale_state = $2 WHERE id = $1", [scheduleId, sale_state]);
  const early = Date.UTC(2020, 0);
  const late = Date.UTC(2099, 0, 16, 8, 30);
  expect([await why(), await why(early), await why(late)]).toEqual([null, null, null]);
  expect(await why(Date.UTC(2100, 0))).toBe("over");
  await set({ sellsBeforeOpening: false, sellsAfterClosing: false });
  expect([await why(), await why(early), await why(late)]).toEqual([null, "not-open", "closed"]);
  await set({});
  await state("paused");
  expect(await why()).toBe("paused");
  await set({ sellsWhilePaused: true });
  expect(await why()).toBeNull();
  await state("draining");
  expect(await why()).toBeNull();
  await set({ sellsWhileDraining: false });
  expect(await why()).toBe("draining");
  await state("cancelled");
  expect(await why()).toBe("cancelled");
  expect(await code(counterSale(books.db, sale()))).toBe("sale-not-open");
  await state("open");
});
