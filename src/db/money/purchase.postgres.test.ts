import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  newFan,
  openBooks,
  newSchedule,
  sha256,
  soundBalance,
  purchaseOf,
  cancelOrder,
} from "../../../test/support/books.ts";
import { orderById } from "./orders.ts";
import { purchase, voidHold } from "./purchase.ts";

let books: Books;
let scheduleId: string;
let nextSeat = 0;
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId } = await newSchedule(books));
});
afterAll(() => books.close());

const count = async (from: string) =>
  Number((await books.sql<{ count: string }>(`SELECT count(*) FROM ${from}`))[0]?.count);

it("[B1] a purchase debits the wallet, writes the ledger and the order, and takes the seats", async () => {
  const fan = await newFan(books, 30_000);
  const wanted = purchaseOf(fan, scheduleId, nextSeat++, nextSeat++);
  const bought = await purchase(books.db, wanted);
  expect(bought).toEqual({
    ok: true,
    value: {
      orderId: wanted.orderId,
      number: expect.stringMatching(/^FR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
      totalMinor: 22_000,
      paidAtMs: expect.closeTo(Date.now(), -5),
      replayed: false,
    },
  });
  expect(await soundBalance(books, fan)).toBe(8_000);
  const moved = await books.sql(
    "SELECT kind, amount_minor::int FROM transfer WHERE order_id = $1",
    [wanted.orderId],
  );
  expect(moved).toEqual([
    { kind: "purchase", amount_minor: 22_000 },
    { kind: "fee", amount_minor: 2_000 },
  ]);
});

it("[B2] a seat is never sold twice, even to fifty buyers at the same moment", async () => {
  const seat = nextSeat++;
  const fans = await Promise.all(Array.from({ length: 50 }, () => newFan(books, 11_000)));
  const bought = await Promise.all(
    fans.map((fan) => purchase(books.db, purchaseOf(fan, scheduleId, seat))),
  );
  expect(bought.filter(({ ok }) => ok)).toHaveLength(1);
  const refused = bought.filter((each) => !each.ok).map(({ code }) => code);
  expect(refused).toEqual(Array.from({ length: 49 }, () => "seat-taken"));
  const balances = await Promise.all(fans.map((fan) => soundBalance(books, fan)));
  expect(balances.filter((each) => each === 0)).toHaveLength(1);
  expect(await count(`order_seat WHERE seat = ${seat} AND live`)).toBe(1);
});

it("[B3] a hold is either paid for or voided, and both sides get the same answer", async () => {
  const winners = new Set<string>();
  for (let round = 0; round < 20; round++) {
    const fan = await newFan(books, 11_000);
    const wanted = purchaseOf(fan, scheduleId, nextSeat++);
    const pay = () => purchase(books.db, wanted);
    const giveUp = () => voidHold(books.db, wanted);
    // Who is sent first changes, so that both sides get to win.
    const [paid, voided] =
      round % 2 === 0
        ? await Promise.all([pay(), giveUp()])
        : await Promise.all([giveUp(), pay()]).then(([gaveUp, paid]) => [paid, gaveUp] as const);
    winners.add(paid.ok ? "paid" : "voided");
    const seats = wanted.seats.map(({ seat }) => seat);
    if (paid.ok) expect(voided).toEqual({ orderId: wanted.orderId, accountId: fan, seats });
    else expect([paid.code, voided]).toEqual(["hold-expired", { orderId: null }]);
    expect(await soundBalance(books, fan)).toBe(paid.ok ? 0 : 11_000);
    expect(await voidHold(books.db, wanted)).toEqual(voided);
  }
  expect([...winners].sort()).toEqual(["paid", "voided"]);
});

it("[B4] of 64 payments at once from a wallet that can afford 10, exactly 10 succeed", async () => {
  const fan = await newFan(books, 114_999);
  const { scheduleId } = await newSchedule(books);
  const bought = await Promise.all(
    Array.from({ length: 64 }, (_, seat) => purchase(books.db, purchaseOf(fan, scheduleId, seat))),
  );
  expect(bought.filter(({ ok }) => ok)).toHaveLength(10);
  const refused = bought.filter((each) => !each.ok).map(({ code }) => code);
  expect(refused).toEqual(Array.from({ length: 54 }, () => "insufficient-funds"));
  expect(await soundBalance(books, fan)).toBe(4_999);
  expect(await count(`order_seat WHERE schedule_id = '${scheduleId}'`)).toBe(10);
});

it("[B5] paying twice for one hold charges once, even at the same moment", async () => {
  const fan = await newFan(books, 100_000);
  const first = purchaseOf(fan, scheduleId, nextSeat++);
  const other = { ...first, orderId: randomUUID(), key: randomUUID() };
  const bought = await Promise.all([first, other, first].map((each) => purchase(books.db, each)));
  const won = bought.find((each) => each.ok && !each.value.replayed);
  if (!won?.ok) throw new Error("nobody bought");
  for (const each of bought) {
    if (each.ok) expect(each.value.orderId).toBe(won.value.orderId);
    else expect(each).toEqual({ ok: false, code: "already-paid", detail: won.value.orderId });
  }
  expect(await soundBalance(books, fan)).toBe(89_000);
});

it("[B6] the same key with the same request returns the same order, and with another request is refused", async () => {
  const fan = await newFan(books, 11_000);
  const wanted = purchaseOf(fan, scheduleId, nextSeat++);
  const bought = await purchase(books.db, wanted);
  // A retry may have drawn another id for its order, and finds the wallet empty by now.
  const again = await purchase(books.db, { ...wanted, orderId: randomUUID() });
  if (!bought.ok) throw new Error(bought.code);
  expect(again).toEqual({ ok: true, value: { ...bought.value, replayed: true } });
  const changed = { ...wanted, requestHash: sha256("changed") };
  expect(await purchase(books.db, changed)).toEqual({ ok: false, code: "idempotency-mismatch" });
  const { accountId, orderId, key, requestHash } = wanted;
  const cancel = { accountId, orderId, key, requestHash };
  expect(await cancelOrder(books.db, cancel)).toEqual({ ok: false, code: "idempotency-mismatch" });
  expect(await soundBalance(books, fan)).toBe(0);
});

it("[B21] the names of seats are stored unchanged, with any characters", async () => {
  const wanted = purchaseOf(await newFan(books, 11_000), scheduleId, nextSeat++);
  const key = `A "B", {C}/\\'; DROP TABLE wallet; --/가`;
  const seats = wanted.seats.map((seat) => ({ ...seat, key }));
  expect(await purchase(books.db, { ...wanted, seats })).toMatchObject({ ok: true });
  const order = await orderById(books.db, { ...wanted, now: Date.now() });
  expect(order?.seats[0]?.key).toBe(key);
});

it("[B7] a refused purchase leaves no rows behind", async () => {
  const fan = await newFan(books, 10_999);
  const sold = purchaseOf(await newFan(books, 11_000), scheduleId, nextSeat++);
  await purchase(books.db, sold);
  const tables = [
    "settlement",
    "customer_order",
    "order_seat",
    "transfer",
    "idempotency_key",
    "outbox",
  ];
  const counts = () => Promise.all(tables.map(count));
  const before = await counts();
  const refusals: [Partial<typeof sold>, string][] = [
    [{}, "insufficient-funds"],
    [{ currency: "USD" }, "conflict"],
    [{ scheduleId: randomUUID() }, "not-found"],
    [{ accountId: randomUUID() }, "not-found"],
    [{ seats: sold.seats.map((seat) => ({ ...seat, feeMinor: 0 })) }, "seat-taken"],
  ];
  for (const [change, code] of refusals) {
    const wanted = { ...purchaseOf(fan, scheduleId, sold.seats[0]?.seat ?? -1), ...change };
    expect(await purchase(books.db, wanted)).toMatchObject({ ok: false, code });
  }
  expect(await counts()).toEqual(before);
  expect(await soundBalance(books, fan)).toBe(10_999);
});
