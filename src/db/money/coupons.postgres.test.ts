import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CreateCoupon } from "../../contract/money/discounts.ts";
import { Coupon } from "../../contract/money/discounts.ts";
import { priceOrder } from "../../contract/money/price.ts";
import {
  type Books,
  cancelOrder,
  newFan,
  newSchedule,
  nobody,
  openBooks,
  soundBalance,
  purchaseOf,
} from "../../../test/support/books.ts";
import { atOnce } from "../../../test/support/money/at-once.ts";
import type { Database } from "../connection/database.ts";
import {
  cardEnd,
  cardPurchaseOf,
  contradictions,
  newCoupon,
} from "../../../test/support/money/money.ts";
import { settleCardPayment, startCardPayment } from "./card-payments.ts";
import { operatorScope } from "../../contract/admin/organizations.ts";
import { changeCoupon, closeCoupon, createCoupon, listCoupons } from "./coupons.ts";
import { setTier } from "../people/members.ts";
import { recordGatewayPayout } from "./gateway-payouts.ts";
import { orderById } from "./orders.ts";
import { purchase, voidHold } from "./purchase.ts";
import { buyerFacts } from "../sale/sale-terms.ts";
import { createVouchers, redeemVoucher } from "./vouchers.ts";
import { ledgerOf } from "./wallets.ts";

let books: Books;
let scheduleId: string;
let concertId: string;
let nextSeat = 0;
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId, concertId } = await newSchedule(books));
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});

async function coupon(change: Partial<CreateCoupon> = {}) {
  const id = randomUUID();
  const made = newCoupon(change);
  expect(await createCoupon(books.db, { id, by: nobody, coupon: made })).toMatchObject({
    ok: true,
  });
  return { id, code: made.code };
}

/** A purchase of one ticket of 10,000 with a fee of 1,000, priced with a coupon. */
async function priced(accountId: string, code: string) {
  const wanted = purchaseOf(accountId, scheduleId, nextSeat++);
  const facts = await buyerFacts(books.db, { accountId, scheduleId, coupon: code });
  const order = priceOrder({
    seats: wanted.seats,
    priceTypes: null,
    terms: { priceTypes: [], automatic: [] },
    concertId,
    scheduleId,
    now: Date.now(),
    ...facts,
  });
  if (!order.ok) throw new Error(`${order.code}: ${order.detail}`);
  return { ...wanted, ...order.value };
}
const usesOf = async (id: string) => {
  const page = await listCoupons(books.db, { scope: operatorScope, after: null, limit: 100 });
  return page.ok ? page.value.items.find((each) => each.id === id)?.uses : undefined;
};

it("[DC8] an order costs the price after its discounts, shows them line by line, and refunds the paid amount", async () => {
  const fan = await newFan(books, 10_000);
  const { id, code } = await coupon();
  const wanted = await priced(fan, code);
  expect(await purchase(books.db, wanted)).toMatchObject({
    ok: true,
    value: { totalMinor: 10_000 },
  });
  expect(await soundBalance(books, fan)).toBe(0);
  const seen = await orderById(books.db, { orderId: wanted.orderId, accountId: fan, now: 0 });
  const won = (amount: number) => ({ amount, currency: "KRW" });
  expect(seen).toMatchObject({
    total: won(10_000),
    seats: [{ price: won(10_000), discount: won(1_000), fee: won(1_000) }],
    discounts: [{ kind: "coupon", id, tickets: 1, amount: won(1_000) }],
  });
  // What comes back is what was paid, not what the ticket was listed at.
  await cancelOrder(books.db, { accountId: fan, orderId: wanted.orderId });
  expect(await soundBalance(books, fan)).toBe(10_000);
});

it("[DC9] of 20 buyers at once, exactly 5 can use a coupon for 5", async () => {
  const { id, code } = await coupon({ usesMax: 5 });
  const fans = await Promise.all(Array.from({ length: 20 }, () => newFan(books, 10_000)));
  const wanted = await Promise.all(fans.map((fan) => priced(fan, code)));
  const answers = await Promise.all(wanted.map((each) => purchase(books.db, each)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
  for (const each of answers) if (!each.ok) expect(each.code).toBe("coupon-spent");
  expect(await usesOf(id)).toBe(5);
});

it("[DC10] an account cannot exceed a coupon's limit, even at the same moment", async () => {
  const { id, code } = await coupon({ usesPerAccountMax: 2 });
  const fan = await newFan(books, 100_000);
  const wanted = await Promise.all([1, 2, 3, 4].map(() => priced(fan, code)));
  const answers = await Promise.all(wanted.map((each) => purchase(books.db, each)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
  expect(await usesOf(id)).toBe(2);
  expect(await soundBalance(books, fan)).toBe(80_000);
  const other = await priced(await newFan(books, 10_000), code);
  expect(await purchase(books.db, other)).toMatchObject({ ok: true });
});

it("[DC15] a coupon that gets a limit counts the buyers of the same moment, and they wait for nobody without a change", async () => {
  const { id, code } = await coupon();
  const [first, second] = [
    await priced(await newFan(books, 10_000), code),
    await priced(await newFan(books, 10_000), code),
  ];
  const limit = (usesMax: number) => (db: Database) =>
    changeCoupon(db, { couponId: id, by: nobody, seen: 1, change: { usesMax } });
  const buy = (wanted: typeof first) => (db: Database) => purchase(db, wanted);
  expect(await atOnce(books, buy(first), limit(1))).toMatchObject({
    earlier: { ok: true },
    later: { ok: true },
    hasWaited: true,
  });
  expect(await purchase(books.db, second)).toMatchObject({ ok: false, code: "coupon-spent" });
  const free = await coupon();
  const [third, fourth] = [
    await priced(await newFan(books, 10_000), free.code),
    await priced(await newFan(books, 10_000), free.code),
  ];
  expect(await atOnce(books, buy(third), buy(fourth))).toMatchObject({ hasWaited: false });
});

it("[DC14] a coupon is refused outside its dates, even if it was valid when the price was shown", async () => {
  const { id, code } = await coupon({ usesPerAccountMax: null });
  const fan = await newFan(books, 20_000);
  const wanted = await priced(fan, code);
  const card = cardPurchaseOf(await priced(fan, code));
  const set = (opensAt: string | null, closesAt: string | null) =>
    books.sql("UPDATE coupon SET opens_at = $2, closes_at = $3 WHERE id = $1", [
      id,
      opensAt,
      closesAt,
    ]);
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  for (const [opensAt, closesAt] of [
    [at(60_000), null],
    [null, at(-1)],
  ] as const) {
    await set(opensAt, closesAt);
    const refused = { ok: false, code: "coupon-not-valid" };
    expect(await purchase(books.db, wanted)).toMatchObject(refused);
    expect(await startCardPayment(books.db, card)).toMatchObject(refused);
  }
  expect(await usesOf(id)).toBe(0);
  await set(at(-1_000), at(60_000));
  expect(await purchase(books.db, wanted)).toMatchObject({ ok: true });
});

it("[DC11] a failed order never spends a coupon", async () => {
  const { id, code } = await coupon({ usesMax: 1 });
  const poor = await newFan(books, 9_999);
  const wanted = await priced(poor, code);
  expect(await purchase(books.db, wanted)).toMatchObject({ ok: false, code: "insufficient-funds" });
  const rich = await newFan(books, 30_000);
  const gone = await priced(rich, code);
  await voidHold(books.db, gone);
  expect(await purchase(books.db, gone)).toMatchObject({ ok: false, code: "hold-expired" });
  const taken = purchaseOf(await newFan(books, 11_000), scheduleId, nextSeat);
  await purchase(books.db, taken);
  expect(await purchase(books.db, await priced(rich, code))).toMatchObject({ code: "seat-taken" });
  expect(await usesOf(id)).toBe(0);

  // By card: reserved from the start, given back by a refusal and by the end of the hold.
  const refused = cardPurchaseOf(await priced(rich, code));
  expect(await startCardPayment(books.db, refused)).toMatchObject({ ok: true });
  const second = cardPurchaseOf(await priced(rich, code));
  expect(await startCardPayment(books.db, second)).toEqual({ ok: false, code: "coupon-spent" });
  const no = { status: "refused", reason: "REJECT_CARD_PAYMENT" } as const;
  await settleCardPayment(books.db, cardEnd(refused.paymentId, 0, no));
  expect(await usesOf(id)).toBe(0);
  expect(await startCardPayment(books.db, second)).toMatchObject({ ok: true });
  await voidHold(books.db, second);
  expect(await usesOf(id)).toBe(0);
  expect(await purchase(books.db, await priced(rich, code))).toMatchObject({ ok: true });
  expect(await usesOf(id)).toBe(1);
  // The refused payment turns out to be paid, when its coupon is somebody else's: the money goes back.
  const late = await settleCardPayment(books.db, cardEnd(refused.paymentId, 10_000));
  expect(late).toMatchObject({
    ok: true,
    value: { end: "to-refund", payment: { reason: "coupon-spent" } },
  });
});

it("[DC12] a closed coupon applies to no new order, and each code is unique", async () => {
  const { id, code } = await coupon();
  const fan = await newFan(books, 20_000);
  const wanted = await priced(fan, code);
  expect(await closeCoupon(books.db, { couponId: id, by: nobody })).toEqual({
    ok: true,
    value: { id },
  });
  expect(await purchase(books.db, wanted)).toEqual({ ok: false, code: "coupon-not-valid" });
  const { coupon: seen } = await buyerFacts(books.db, { accountId: fan, scheduleId, coupon: code });
  expect(seen).toMatchObject({ id, isOpen: false });
  const again = await createCoupon(books.db, {
    id: randomUUID(),
    by: nobody,
    coupon: newCoupon({ code }),
  });
  expect(again).toEqual({ ok: false, code: "conflict", detail: "code" });
  const page = await listCoupons(books.db, { scope: operatorScope, after: null, limit: 2 });
  if (!page.ok) throw new Error(page.code);
  expect(page.value.items.map((each) => Coupon.parse(each).id)[0]).toBe(id);
  expect(page.value.nextCursor).not.toBeNull();
});

it("[DC13] the books know a buyer's tier, and report a coupon that does not exist", async () => {
  const fan = await newFan(books);
  await setTier(books.db, { accountId: fan, tier: "gold", by: nobody });
  expect(await buyerFacts(books.db, { accountId: fan, scheduleId, coupon: "NO-SUCH" })).toEqual({
    tier: "gold",
    coupon: null,
  });
});

it("[W8] a voucher credits the first account that redeems it, once", async () => {
  const codes = [randomUUID().toUpperCase(), randomUUID().toUpperCase()];
  const batchId = randomUUID();
  const made = { batchId, amountMinor: 5_000, currency: "KRW", by: nobody } as const;
  expect(await createVouchers(books.db, { codes, ...made, expiresAt: null })).toMatchObject({
    ok: true,
  });
  expect(await createVouchers(books.db, { codes, ...made, expiresAt: null })).toMatchObject({
    ok: false,
  });
  const [code = ""] = codes;
  const fans = [await newFan(books), await newFan(books)];
  const now = Date.now();
  const answers = await Promise.all(
    [...fans, ...fans].map((accountId) => redeemVoucher(books.db, { accountId, code, now })),
  );
  expect(answers.filter((each) => each.ok && !each.value.replayed)).toHaveLength(1);
  expect(answers.filter((each) => !each.ok && each.code === "conflict")).toHaveLength(2);
  const balances = await Promise.all(fans.map((fan) => soundBalance(books, fan)));
  expect(balances.sort()).toEqual([0, 5_000]);
  const winner = fans[answers.findIndex(({ ok }) => ok) % 2] ?? "";
  const lines = await ledgerOf(books.db, { accountId: winner, after: null, limit: 5 });
  expect(lines).toMatchObject({ ok: true, value: { items: [{ kind: "voucher" }] } });
  const late = { codes: [randomUUID().toUpperCase()], ...made, expiresAt: "2026-01-01T00:00:00Z" };
  await createVouchers(books.db, late);
  const expired = await redeemVoucher(books.db, { accountId: winner, code: late.codes[0]!, now });
  expect(expired).toEqual({ ok: false, code: "conflict", detail: "expired" });
  const none = await redeemVoucher(books.db, { accountId: winner, code: "NONE", now });
  expect(none).toEqual({ ok: false, code: "not-found" });
});

it("[W9] a payout of the gateway is booked once, with the fee that the gateway kept", async () => {
  const payout = {
    provider: "test",
    reference: "2027-01-15",
    amountMinor: 9_700,
    feeMinor: 300,
    currency: "KRW",
    record: {},
  } as const;
  const told = await Promise.all([1, 2].map(() => recordGatewayPayout(books.db, payout)));
  expect(told.map((each) => each.ok && each.value.replayed).sort()).toEqual([false, true]);
  const changed = await recordGatewayPayout(books.db, { ...payout, amountMinor: 1 });
  expect(changed).toMatchObject({ ok: false, code: "conflict" });
  // After many refunds it is we who owe.
  await recordGatewayPayout(books.db, {
    ...payout,
    reference: "next",
    amountMinor: -700,
    feeMinor: 0,
  });
  const moved = await books.sql(
    `SELECT s.name, sum(e.amount_minor)::int AS minor FROM ledger_entry e
    JOIN system_account s ON s.id = e.ledger_account_id WHERE e.kind LIKE 'gateway-%' GROUP BY 1 ORDER BY 1`,
  );
  expect(moved).toEqual([
    { name: "bank", minor: -9_000 },
    { name: "gateway", minor: 9_300 },
    { name: "gateway-fees", minor: -300 },
  ]);
});
