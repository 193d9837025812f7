import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  hall,
  hallHash,
  newFan,
  newSchedule,
  openBooks,
  purchaseOf,
  cancelOrder,
} from "../../../test/support/books.ts";
import { claimOutbox, endOutbox } from "../messages/outbox.ts";
import { purchase } from "../money/purchase.ts";
import { scheduleSetup } from "./setup.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

it("[B16] a schedule starts with its plan, its terms, and the seats sold so far", async () => {
  const { scheduleId, concertId } = await newSchedule(books);
  const fan = await newFan(books, 100_000);
  const kept = [purchaseOf(fan, scheduleId, 7, 3), purchaseOf(fan, scheduleId, 120)];
  const given = purchaseOf(fan, scheduleId, 9);
  for (const each of [...kept, given]) await purchase(books.db, each);
  await cancelOrder(books.db, { accountId: fan, orderId: given.orderId });
  const setup = await scheduleSetup(books.db, scheduleId);
  const sold = kept
    .map(({ orderId, holdId, seats }) => {
      return {
        holdId,
        orderId,
        accountId: fan,
        seats: seats.map(({ seat }) => seat).sort((a, b) => a - b),
        presale: null,
      };
    })
    .sort((a, b) => (a.orderId < b.orderId ? -1 : 1));
  expect(setup).toEqual({
    scheduleId,
    concertId,
    revision: 1,
    currency: "KRW",
    planHash: hallHash,
    plan: hall,
    seatCount: 200,
    startsAtMs: Date.parse("2099-01-16T09:00:00Z"),
    saleOpensAtMs: Date.parse("2026-01-01T00:00:00Z"),
    saleClosesAtMs: Date.parse("2099-01-16T08:00:00Z"),
    saleState: "open",
    seating: { singleSeats: "advice", spacesOpenMinutes: null },
    seatsPerAccount: 4,
    holdMs: 300_000,
    shoppersMax: 2_000,
    admitPerMinute: 12_000,
    lobbyMs: 1_800_000,
    queueOrder: "fifo",
    drawSeed: expect.stringMatching(/^[0-9a-f]{64}$/),
    intakes: 1,
    notice: null,
    presales: [],
    stock: [],
    awaited: { any: false, zoneIds: [] },
    zones: [
      { id: "r", priceMinor: 10_000, feeMinor: 1_000 },
      { id: "s", priceMinor: 5_000, feeMinor: 0 },
    ],
    sold,
  });
  expect(await scheduleSetup(books.db, randomUUID())).toBeNull();
});

it("[Q215] a schedule that starts anew in mid-presale counts the sales of each presale", async () => {
  const { scheduleId } = await newSchedule(books, { saleOpensAt: "2098-06-01T00:00:00Z" });
  const presale = async (opensAt: string, closesAt: string) => {
    const id = randomUUID();
    await books.sql(
      `INSERT INTO presale (id, schedule_id, name, opens_at, closes_at, seats_max)
      VALUES ($1, $2, '{"ko": "x", "en": "x"}', $3, $4, 10)`,
      [id, scheduleId, opensAt, closesAt],
    );
    return id;
  };
  const first = await presale("2026-01-01T00:00:00Z", "2098-01-01T00:00:00Z");
  const second = await presale("2026-01-02T00:00:00Z", "2098-01-01T00:00:00Z");
  const later = await presale("2098-02-01T00:00:00Z", "2098-03-01T00:00:00Z");
  const buy = async (seat: number, grants: string[]) => {
    const fan = await newFan(books, 100_000);
    for (const id of grants)
      await books.sql("INSERT INTO presale_grant (presale_id, account_id) VALUES ($1, $2)", [
        id,
        fan,
      ]);
    const order = purchaseOf(fan, scheduleId, seat);
    await purchase(books.db, order);
    return order.orderId;
  };
  const orders = [await buy(1, [first, later]), await buy(2, [second]), await buy(3, [])];
  const known = await scheduleSetup(books.db, scheduleId);
  const presaleOf = new Map(known?.sold.map(({ orderId, presale }) => [orderId, presale]));
  expect(orders.map((order) => presaleOf.get(order))).toEqual([first, second, null]);
  // Once the sale is open to everybody, new orders are of no presale.
  await books.sql("UPDATE schedule SET sale_opens_at = '2026-01-03' WHERE id = $1", [scheduleId]);
  const open = await scheduleSetup(books.db, scheduleId);
  expect(new Set(open?.sold.map(({ presale }) => presale))).toEqual(new Set([null]));
});

it("[B22] a schedule starts with the zones of all waitlist entries, with an offer or without", async () => {
  const { scheduleId } = await newSchedule(books);
  const awaited = async () => (await scheduleSetup(books.db, scheduleId))?.awaited;
  const add = async (zones: string[], state: string) =>
    books.sql(
      `INSERT INTO waitlist_entry (schedule_id, account_id, zones, seats, together, state)
      VALUES ($1, $2, $3, 1, true, $4)`,
      [scheduleId, await newFan(books), zones, state],
    );
  for (const over of ["bought", "left", "missed"]) await add([], over);
  expect(await awaited()).toEqual({ any: false, zoneIds: [] });
  await add(["s"], "offered");
  expect(await awaited()).toEqual({ any: false, zoneIds: ["s"] });
  await add(["r", "s"], "waiting");
  await add([], "waiting");
  expect(await awaited()).toEqual({ any: true, zoneIds: ["r", "s"] });
});

it("[B17] a schedule with 100,000 single tickets sold starts from one answer of the books", async () => {
  const { scheduleId } = await newSchedule(books);
  const fan = await newFan(books);
  await books.sql(
    `INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, currency, total_minor)
    SELECT uuidv7(), 'N' || n, $1, $2, gen_random_uuid(), 'KRW', 0 FROM generate_series(1, 100000) n`,
    [fan, scheduleId],
  );
  await books.sql(
    `INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor)
    SELECT id, schedule_id, substr(number, 2)::int - 1, '-', 'r', 0, 0 FROM customer_order WHERE schedule_id = $1`,
    [scheduleId],
  );
  const setup = await scheduleSetup(books.db, scheduleId);
  const seats = new Set(setup?.sold.flatMap((each) => each.seats));
  expect([setup?.sold.length, seats.size]).toEqual([100_000, 100_000]);
});

it("[B18] an undelivered message to a schedule is sent again, and a delivered one is not", async () => {
  const { scheduleId } = await newSchedule(books);
  const fan = await newFan(books, 100_000);
  await books.sql("DELETE FROM outbox");
  const orders = [
    purchaseOf(fan, scheduleId, 1),
    purchaseOf(fan, scheduleId, 2),
    purchaseOf(fan, scheduleId, 3),
  ];
  for (const each of orders) await purchase(books.db, each);
  const claims = await Promise.all(
    [1, 2, 3].map(() => claimOutbox(books.db, { lane: "mail", limit: 2 })),
  );
  const claimed = claims.flat();
  expect(new Set(claimed.map((each) => each.id)).size).toBe(claimed.length);
  expect(claimed.map((each) => each.attempts)).toEqual([1, 1, 1]);
  expect(
    claimed.map(({ topic, payload }) => [topic, (payload as { orderId: string }).orderId]).sort(),
  ).toEqual(orders.map(({ orderId }) => ["order.paid", orderId]).sort());
  const [told, ...untold] = claimed.map((each) => each.id);
  await endOutbox(books.db, [{ id: told ?? "", end: "delivered", failure: null }]);
  expect(await claimOutbox(books.db, { lane: "mail", limit: 9 })).toEqual([]);
  await books.sql("UPDATE outbox SET available_at = now() WHERE attempts = 1");
  const again = await claimOutbox(books.db, { lane: "mail", limit: 9 });
  expect(again.map((each) => each.id).sort()).toEqual(untold.sort());
});
