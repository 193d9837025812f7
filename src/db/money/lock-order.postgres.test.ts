import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  newConcert,
  newFan,
  nobody,
  openBooks,
  purchaseOf,
} from "../../../test/support/books.ts";
import { eventually } from "../../../test/support/eventually.ts";
import { callOff, showOf } from "../../../test/support/money/canceled-show.ts";
import { cardPurchaseOf, contradictions, newCoupon } from "../../../test/support/money/money.ts";
import { startCardPayment } from "./card-payments.ts";
import { createCoupon } from "./coupons.ts";
import { type Purchase, purchase } from "./purchase.ts";

let books: Books;
let concertId: string;
beforeAll(async () => {
  books = await openBooks();
  ({ concertId } = await newConcert(books));
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});

/** The order in which every function that moves money locks. docs/design/money.md has the same list. */
const lockOrder = [
  "wallet",
  "voucher",
  "order",
  "refund",
  "payment",
  "schedule",
  "settlement",
  "coupon",
  "seat",
];

it("[B25] the comment of every function names its locks in the one order of money", async () => {
  const functions = await books.sql<{ name: string; locks: string }>(
    `SELECT proname AS name, regexp_replace(obj_description(oid, 'pg_proc'), '^.*\\nLocks: ', '') AS locks
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c')
      AND obj_description(oid, 'pg_proc') IS NOT NULL`,
  );
  const said = functions.map(({ name, locks }) => {
    // What the caller has locked comes before, and has its place in the caller's own comment.
    const own = locks.split("The caller")[0]!;
    const kinds = [...own.matchAll(/\b(\w+?)s?\b/g)].map(([, word]) => lockOrder.indexOf(word!));
    return { name, kinds: kinds.filter((kind) => kind >= 0) };
  });
  expect(said.filter(({ kinds }) => kinds.length > 1).length).toBeGreaterThan(8);
  for (const { name, kinds } of said)
    expect([name, kinds]).toEqual([name, kinds.toSorted((a, b) => a - b)]);
});

/** A coupon that all accounts share. */
async function sharedCoupon(): Promise<string> {
  const id = randomUUID();
  const coupon = newCoupon({ usesMax: 50, usesPerAccountMax: null });
  expect(await createCoupon(books.db, { id, by: nobody, coupon })).toMatchObject({ ok: true });
  return id;
}
const withCoupon = (wanted: Purchase, couponId: string): Purchase => ({
  ...wanted,
  seats: wanted.seats.map((seat) => ({ ...seat, discountMinor: 1_000, priceType: null })),
  discounts: [],
  couponId,
});

/** Runs statements at once, which all come to wait for this coupon, and lets them go in that order. */
async function inTheWay(couponId: string, statements: (readonly [string, unknown[]])[]) {
  const connections = statements.map(() => new Client({ connectionString: books.url }));
  const holder = new Client({ connectionString: books.url });
  await Promise.all([...connections, holder].map((client) => client.connect()));
  try {
    await holder.query("BEGIN");
    await holder.query("SELECT FROM coupon WHERE id = $1 FOR UPDATE", [couponId]);
    const answers: Promise<unknown>[] = [];
    for (const [at, [text, params]] of statements.entries()) {
      const answer = connections[at]!.query<{ outcome: unknown }>(text, params);
      answers.push(answer.then(({ rows }) => rows[0]?.outcome).catch((error: unknown) => error));
      await eventually(async () => {
        const [row] = await books.sql<{ n: number }>(
          "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        );
        expect(row?.n).toBe(at + 1);
      });
    }
    await holder.query("COMMIT");
    return await Promise.all(answers);
  } finally {
    await Promise.all([...connections, holder].map((client) => client.end()));
  }
}

/** As `purchase` sends it, over a connection that nobody asks twice on. */
function statementOf(wanted: Purchase): readonly [string, unknown[]] {
  const column = (name: "seat" | "key" | "zoneId" | "priceMinor" | "feeMinor" | "discountMinor") =>
    wanted.seats.map((seat) => seat[name]);
  return [
    `SELECT purchase($1, $2, $3, $4, $5, 'KRW', $6, '\\x00', $7, $8, $9, $10, $11, $12, NULL, '[]', $13) AS outcome`,
    [
      wanted.orderId,
      wanted.orderId.slice(0, 12),
      wanted.accountId,
      wanted.scheduleId,
      wanted.holdId,
      wanted.key,
      column("seat"),
      column("key"),
      column("zoneId"),
      column("priceMinor"),
      column("feeMinor"),
      column("discountMinor"),
      wanted.couponId,
    ],
  ];
}

it("[B26] a purchase and the void of its hold do not deadlock over the hold's coupon", async () => {
  const scheduleId = await showOf(books, concertId);
  const couponId = await sharedCoupon();
  const fan = await newFan(books, 100_000);
  const wanted = withCoupon(purchaseOf(fan, scheduleId, 1), couponId);
  // An earlier try by card has reserved the coupon for the same hold.
  const card = cardPurchaseOf({ ...wanted, orderId: randomUUID(), key: randomUUID() });
  expect(await startCardPayment(books.db, card)).toMatchObject({ ok: true });
  const [bought, voided] = await inTheWay(couponId, [
    statementOf(wanted),
    ["SELECT void_hold($1) AS outcome", [wanted.holdId]],
  ]);
  expect(bought).toMatchObject({ ok: true });
  expect(voided).toMatchObject({ orderId: wanted.orderId });
});

it("[B26] a purchase and the refunds of a canceled show do not deadlock over a coupon", async () => {
  const show = await showOf(books, concertId);
  const other = await showOf(books, concertId);
  const couponId = await sharedCoupon();
  const fans = (await Promise.all([1, 2].map(() => newFan(books, 100_000)))).toSorted();
  const [first, second] = [fans[0]!, fans[1]!];
  for (const [at, fan] of [first, second].entries())
    expect(await purchase(books.db, withCoupon(purchaseOf(fan, show, at), couponId))).toMatchObject(
      { ok: true },
    );
  await callOff(books, show);
  const answers = await inTheWay(couponId, [
    ["SELECT continue_show_cancellation($1, 10) AS outcome", [show]],
    statementOf(withCoupon(purchaseOf(second, other, 3), couponId)),
  ]);
  expect(answers).toMatchObject([{ ok: true }, { ok: true }]);
});

it("[B27] a purchase whose coupon is spent leaves its hold to be paid for without it", async () => {
  const scheduleId = await showOf(books, concertId);
  const couponId = await sharedCoupon();
  await books.sql("UPDATE coupon SET uses_left = 0 WHERE id = $1", [couponId]);
  const fan = await newFan(books, 100_000);
  const wanted = purchaseOf(fan, scheduleId, 2);
  const spent = await purchase(books.db, withCoupon(wanted, couponId));
  expect(spent).toMatchObject({ ok: false, code: "coupon-spent" });
  expect(await books.sql("SELECT FROM settlement WHERE hold_id = $1", [wanted.holdId])).toEqual([]);
  expect(await purchase(books.db, wanted)).toMatchObject({ ok: true });
  await books.sql("UPDATE coupon SET uses_left = uses_max WHERE id = $1", [couponId]);
});
