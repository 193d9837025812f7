import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DateChange } from "../../../contract/admin/changes/concert-changes.ts";
import { krIndustry, krStandard, type RefundPolicy } from "../../../contract/money/refund-rules.ts";
import {
  type Books,
  newFan,
  newSchedule,
  nobody,
  openBooks,
  purchaseOf,
} from "../../../../test/support/books.ts";
import { orderById } from "../../money/orders.ts";
import { purchase } from "../../money/purchase.ts";
import { quoteOf, refundFacts } from "../../money/refunds.ts";
import { beginShowCancellation } from "../../money/show-cancellation.ts";
import { scheduleSetup } from "../../sale/setup.ts";
import { changePresale, createPresale } from "../../sale/presales.ts";
import { changeDate } from "./concert-changes.ts";
import { adminConcert } from "./concerts.ts";

let books: Books;

beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const upcoming = { saleOpensAt: inHours(48), saleClosesAt: inHours(96), startsAt: inHours(120) };

async function dateOf({ concertId, scheduleId }: { concertId: string; scheduleId: string }) {
  const concert = await adminConcert(books.db, { concertId, now: Date.now() });
  const date = concert?.dates.find(({ id }) => id === scheduleId);
  if (!date) throw new Error("no such date");
  return date;
}

async function change(of: { concertId: string; scheduleId: string }, change: DateChange) {
  const { revision: seen } = await dateOf(of);
  return changeDate(books.db, { ...of, by: nobody, seen, change, now: Date.now() });
}

async function presaleOf(
  { scheduleId }: { scheduleId: string },
  times: { opensAt: string; closesAt: string },
) {
  const presale = { name: { ko: "선", en: "Early" }, seatsMax: null, codes: [], emails: [] };
  const id = randomUUID();
  const wanted = { id, scheduleId, by: nobody, presale: { ...presale, ...times } };
  expect(await createPresale(books.db, wanted)).toMatchObject({ ok: true });
  return id;
}

it("[CH5] what can no longer change of a date is refused with the reason, and nothing of the change is made", async () => {
  const open = await newSchedule(books);
  const later = { saleOpensAt: inHours(1), seatsPerAccount: 9 };
  expect(await change(open, later)).toMatchObject({
    code: "conflict",
    detail: "The sale has opened already",
  });
  const lined = { lobbyMs: 1, seatsPerAccount: 9 };
  expect(await change(open, lined)).toMatchObject({
    code: "conflict",
    detail: "Fans line up already",
  });
  const unpriced = { prices: [{ id: "x", priceMinor: 1, feeMinor: 0 }], seatsPerAccount: 9 };
  expect(await change(open, unpriced)).toMatchObject({ code: "invalid-request", detail: "prices" });
  const closed = { saleClosesAt: "2025-01-01T00:00:00Z", seatsPerAccount: 9 };
  expect(await change(open, closed)).toMatchObject({ detail: "saleClosesAt" });
  const doors = { doorsAt: "2099-02-16T18:00:00+09:00", seatsPerAccount: 9 };
  expect(await change(open, doors)).toMatchObject({ detail: "doorsAt" });
  expect(await dateOf(open)).toMatchObject({ revision: 1, seatsPerAccount: 4 });

  const coming = await newSchedule(books, upcoming);
  await presaleOf(coming, { opensAt: inHours(10), closesAt: inHours(40) });
  expect(await change(coming, { saleOpensAt: inHours(39) })).toMatchObject({
    code: "conflict",
    detail: "A presale would end after the sale opens",
  });
  expect(await change(coming, { saleOpensAt: inHours(-1) })).toMatchObject({
    detail: "saleOpensAt",
  });
  const queue = { lobbyMs: 60_000, queueOrder: "lottery", intakes: 4 } as const;
  expect(await change(coming, queue)).toMatchObject({ ok: true });
  expect(await dateOf(coming)).toMatchObject(queue);

  const gone = await newSchedule(books);
  await beginShowCancellation(books.db, {
    ...gone,
    by: nobody,
    reason: "rain",
    compensationPercent: 0,
  });
  expect(await change(gone, { seatsPerAccount: 9 })).toMatchObject({
    code: "conflict",
    detail: "The show is canceled",
  });
  const begun = { saleOpensAt: inHours(-9), saleClosesAt: inHours(-2), startsAt: inHours(-1) };
  expect(await change(await newSchedule(books, begun), { holdMs: 60_000 })).toMatchObject({
    code: "conflict",
    detail: "The show has begun",
  });
});

it("[CH77] neither a sale nor a presale opens before the concert's page appears", async () => {
  const coming = await newSchedule(books, upcoming);
  const presale = { opensAt: inHours(30), closesAt: inHours(40) };
  const presaleId = await presaleOf(coming, presale);
  await books.sql("UPDATE concert SET state = 'scheduled', publish_at = $2 WHERE id = $1", [
    coming.concertId,
    inHours(26),
  ]);
  const refusal = { code: "conflict", detail: "The page of the concert appears later" };
  const { scheduleId } = coming;
  const early = {
    name: { ko: "선", en: "Early" },
    seatsMax: null,
    codes: [],
    emails: [],
    opensAt: inHours(20),
    closesAt: inHours(24),
  };
  const wanted = { id: randomUUID(), scheduleId, by: nobody, presale: early };
  expect(await createPresale(books.db, wanted)).toMatchObject({ code: "conflict" });
  const moved = { opensAt: inHours(25) };
  const { revision: seen } = await dateOf(coming);
  const asked = { presaleId, by: nobody, seen, now: Date.now() };
  expect(await changePresale(books.db, { ...asked, change: moved })).toMatchObject(refusal);
  await books.sql("DELETE FROM presale WHERE id = $1", [presaleId]);
  expect(await change(coming, { saleOpensAt: inHours(25) })).toMatchObject(refusal);
  expect(await change(coming, { saleOpensAt: inHours(27) })).toMatchObject({ ok: true });
});

it("[H75] a change of the rules about single seats and wheelchair spaces reaches the sale's own terms", async () => {
  const coming = await newSchedule(books, upcoming);
  const seating = { singleSeats: "rule", spacesOpenMinutes: 1_440 } as const;
  const before = await scheduleSetup(books.db, coming.scheduleId);
  expect(before?.seating).toEqual({ singleSeats: "advice", spacesOpenMinutes: null });
  expect(await change(coming, { seating })).toMatchObject({ ok: true });
  const after = await scheduleSetup(books.db, coming.scheduleId);
  expect(after?.seating).toEqual(seating);
  // The object takes terms of a higher revision only.
  expect(after?.revision).toBeGreaterThan(before?.revision ?? 0);
});

it("[CH6] a later opening keeps the lobby open for the fans who stand in line", async () => {
  const lined = await newSchedule(books, { ...upcoming, saleOpensAt: inHours(0.25) });
  expect(await change(lined, { saleOpensAt: inHours(1.25) })).toMatchObject({ ok: true });
  const { saleOpensAt, lobbyMs } = await dateOf(lined);
  const lobbyAt = Date.parse(saleOpensAt) - lobbyMs;
  expect(Math.abs(lobbyAt - Date.parse(inHours(-0.25)))).toBeLessThan(60_000);
});

it("[CH8] the queue and a presale's opening stay as they are while fans line up for the presale", async () => {
  const of = await newSchedule(books, { ...upcoming, lobbyMs: 1_800_000 });
  const presaleId = await presaleOf(of, { opensAt: inHours(0.49), closesAt: inHours(40) });
  for (const queue of [{ lobbyMs: 60_000 }, { queueOrder: "lottery" }, { intakes: 4 }] as const)
    expect(await change(of, queue)).toMatchObject({
      code: "conflict",
      detail: "Fans line up already",
    });
  const reopened = async (opensAt: string) => {
    const { revision: seen } = await dateOf(of);
    const wanted = { presaleId, by: nobody, seen, change: { opensAt }, now: Date.now() };
    return changePresale(books.db, wanted);
  };
  expect(await reopened(inHours(3))).toMatchObject({
    code: "conflict",
    detail: "Fans line up already",
  });
  // The opening of the sale itself has no line yet, so it may change and its lobby stays as long.
  expect(await change(of, { saleOpensAt: inHours(50) })).toMatchObject({ ok: true });
  expect(await dateOf(of)).toMatchObject({ lobbyMs: 1_800_000, queueOrder: "fifo", intakes: 1 });
});

it("[CH9] an opening that is at most ten minutes away stays", async () => {
  const soon = await newSchedule(books, { ...upcoming, saleOpensAt: inHours(0.16), lobbyMs: 0 });
  expect(await change(soon, { saleOpensAt: inHours(1) })).toMatchObject({
    code: "conflict",
    detail: "The sale opens within 10 minutes",
  });
  const of = await newSchedule(books, { ...upcoming, lobbyMs: 0 });
  const reopened = async (presaleId: string) => {
    const { revision: seen } = await dateOf(of);
    const change = { opensAt: inHours(3) };
    return changePresale(books.db, { presaleId, by: nobody, seen, change, now: Date.now() });
  };
  const closesAt = inHours(40);
  const near = await presaleOf(of, { opensAt: inHours(0.16), closesAt });
  expect(await reopened(near)).toMatchObject({
    code: "conflict",
    detail: "The presale opens within 10 minutes",
  });
  const far = await presaleOf(of, { opensAt: inHours(0.18), closesAt });
  expect(await reopened(far)).toMatchObject({ ok: true });
});

it("[CH10] an opening is not postponed so far that the fans in line would wait for more than a day", async () => {
  const lined = await newSchedule(books, {
    saleOpensAt: inHours(0.25),
    saleClosesAt: inHours(1_000),
    startsAt: inHours(1_001),
    lobbyMs: 1_800_000,
  });
  const tooFar = {
    code: "conflict",
    detail: "Fans line up already and would wait for more than a day",
  };
  for (const hours of [24, 900])
    expect(await change(lined, { saleOpensAt: inHours(hours) })).toMatchObject(tooFar);
  expect(await change(lined, { saleOpensAt: inHours(23) })).toMatchObject({ ok: true });
  expect(await change(lined, { saleOpensAt: inHours(24) })).toMatchObject(tooFar);
});

const nothingBack: RefundPolicy = {
  ...krIndustry(),
  name: "custom",
  bands: [{ when: {}, charge: { percent: 100 } }],
  bookingFee: "never",
};

/** A fan who buys tickets of a date, each booked this many hours ago, and what would come back for one now. */
async function buyer({ scheduleId }: { scheduleId: string }) {
  const fan = await newFan(books, 100_000);
  return {
    bought: async (seat: number, hours: number) => {
      const asked = purchaseOf(fan, scheduleId, seat);
      expect(await purchase(books.db, asked)).toMatchObject({ ok: true });
      const at = [inHours(-hours), asked.orderId];
      await books.sql("UPDATE customer_order SET paid_at = $1 WHERE id = $2", at);
      return asked.orderId;
    },
    back: async (orderId: string) => {
      const facts = await refundFacts(books.db, { orderId, accountId: fan });
      const quote = facts && quoteOf(facts, { seats: null, now: Date.now() });
      const order = await orderById(books.db, { orderId, accountId: fan, now: Date.now() });
      return [quote?.ok ? quote.value.refundMinor : null, order?.canCancel];
    },
  };
}

it("[CH7] an order keeps the refund rules that it was booked under, or gets the better", async () => {
  const of = await newSchedule(books);
  const { bought, back } = await buyer(of);
  const first = await bought(1, 0);
  expect(await change(of, { refundPolicy: nothingBack })).toMatchObject({ ok: true });
  expect(await back(first)).toEqual([11_000, true]);
  // A buyer of the same hour may have read the earlier rules; one of the day after has not.
  expect(await back(await bought(2, 0))).toEqual([11_000, true]);
  const later = await bought(3, -2);
  expect(await back(later)).toEqual([0, true]);
  // Better rules are for everybody, also for those who bought under worse ones.
  expect(await change(of, { refundPolicy: krStandard })).toMatchObject({ ok: true });
  expect(await back(later)).toEqual([11_000, true]);
  expect(await back(first)).toEqual([11_000, true]);
});

it("[CH7] an order keeps all the refund rules that its buyer may have read, over several changes", async () => {
  const of = await newSchedule(books);
  const { bought, back } = await buyer(of);
  /** Lets the changes so far be older. */
  const later = (hours: number) =>
    books.sql(
      "UPDATE refund_terms SET until = until - $2 * interval '1 hour' WHERE schedule_id = $1",
      [of.scheduleId, hours],
    );
  expect(await change(of, { refundPolicy: nothingBack })).toMatchObject({ ok: true });
  await later(10);
  expect(await change(of, { refundPolicy: krStandard })).toMatchObject({ ok: true });
  await later(3);
  expect(await change(of, { refundPolicy: nothingBack })).toMatchObject({ ok: true });
  // Thirteen and three hours ago the rules changed, so these orders were booked under the first, second, both and third.
  expect(await back(await bought(1, 14))).toEqual([11_000, true]);
  expect(await back(await bought(2, 5))).toEqual([0, true]);
  expect(await back(await bought(3, 2.5))).toEqual([11_000, true]);
  expect(await back(await bought(4, 1))).toEqual([11_000, true]);
});
