import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  newFan,
  newSchedule,
  openBooks,
  purchaseOf,
} from "../../../test/support/books.ts";
import { purchase } from "../money/purchase.ts";
import { joinWaitlist, leaveWaitlist, waitlistOf } from "./waitlist.ts";
import { freshWaitlists, moveWaitlist, waitlistLine } from "./waitlist-line.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const now = Date.now();
const refusal = (code: string) => expect.objectContaining({ ok: false, code });
const line = (scheduleId: string, zoneIds = ["r", "s"], count = 4, together = count) => {
  const returned = zoneIds.map((zoneId) => ({ zoneId, count, together }));
  return waitlistLine(books.db, { scheduleId, returned, after: null, limit: 100 });
};
const inLine = async (scheduleId: string, ...where: [string[]?, number?]) =>
  (await line(scheduleId, ...where)).waiting.map(({ accountId }) => accountId);
const join = (scheduleId: string, accountId: string, change: object = {}) => {
  const wanted = { zoneIds: ["r"], count: 1, together: true, now, ...change };
  return joinWaitlist(books.db, { scheduleId, accountId, ...wanted });
};

/** A schedule that these many fans wait for. */
async function waitedFor(fans: number) {
  const { scheduleId } = await newSchedule(books);
  const ids: string[] = [];
  for (let at = 0; at < fans; at++) {
    const fan = await newFan(books, 11_000);
    expect(await join(scheduleId, fan)).toEqual({ ok: true, value: null });
    ids.push(fan);
  }
  return { scheduleId, fans: ids };
}

async function offerTo(scheduleId: string, accountId: string, seat: number) {
  const { waiting } = await line(scheduleId);
  const entryId = waiting.find((entry) => entry.accountId === accountId)?.entryId ?? "";
  const offer = { id: randomUUID(), entryId, seats: [seat], seatKeys: [`r/${seat + 1}`] };
  const made = { ...offer, zoneId: "r", expiresAtMs: now + 1_800_000 };
  expect(await moveWaitlist(books.db, { scheduleId, ends: [], offers: [made], now })).toEqual([
    offer.id,
  ]);
  return offer.id;
}
const end = (scheduleId: string, id: string, how: "declined" | "lapsed" | "void") =>
  moveWaitlist(books.db, { scheduleId, ends: [{ id, how }], offers: [], now });
const mine = async (scheduleId: string, accountId: string) =>
  (await waitlistOf(books.db, { accountId, scheduleId, now }))[0];

it("[WL20] the waitlist follows the order of joining, and changing a request keeps its position", async () => {
  const { scheduleId, fans } = await waitedFor(3);
  expect(await join(scheduleId, fans[0]!, { zoneIds: ["s"], count: 2 })).toMatchObject({
    ok: true,
  });
  expect(await inLine(scheduleId)).toEqual(fans);
  // Only those whom seats of these zones and in this number could serve.
  expect(await inLine(scheduleId, ["r"])).toEqual(fans.slice(1));
  expect(await inLine(scheduleId, ["s"], 1)).toEqual([]);
  expect(await line(scheduleId)).toMatchObject({ awaited: { any: false, zoneIds: ["r", "s"] } });
  await join(scheduleId, fans[2]!, { zoneIds: [] });
  expect((await line(scheduleId, ["s"])).awaited.any).toBe(true);
  expect(await mine(scheduleId, fans[2]!)).toMatchObject({ state: "waiting", ahead: { from: 1 } });
  expect(await freshWaitlists(books.db, { sinceMs: now - 60_000, limit: 10 })).toContainEqual({
    scheduleId,
    any: true,
    zoneIds: ["r", "s"],
  });
});

it("[WL21] a fan can join only during the sale, for zones that exist, and for no more seats than an account can buy", async () => {
  const fan = await newFan(books);
  const { scheduleId } = await newSchedule(books);
  expect(await join(randomUUID(), fan)).toEqual(refusal("not-found"));
  expect(await join(scheduleId, fan, { count: 5 })).toEqual(refusal("too-many-seats"));
  expect(await join(scheduleId, fan, { zoneIds: ["x"] })).toEqual(refusal("unknown-seat"));
  const startsAt = Date.parse("2099-01-16T09:00:00.000Z");
  expect(await join(scheduleId, fan, { now: startsAt })).toEqual(refusal("sale-not-open"));
  const closed = { saleOpensAt: "2026-01-01T00:00:00Z", saleClosesAt: "2026-01-02T00:00:00Z" };
  const over = await newSchedule(books, { ...closed, startsAt: "2099-01-17T09:00:00.000Z" });
  expect(await join(over.scheduleId, fan)).toEqual(refusal("sale-not-open"));
});

it("[WL22] a fan gets one offer at a time, with one mail and one push", async () => {
  const { scheduleId, fans } = await waitedFor(1);
  const { waiting } = await line(scheduleId);
  const offer = () => ({
    id: randomUUID(),
    entryId: waiting[0]!.entryId,
    seats: [7],
    seatKeys: ["r/8"],
    zoneId: "r",
    expiresAtMs: now + 1_800_000,
  });
  const made = await Promise.all(
    [1, 2, 3, 4].map(() =>
      moveWaitlist(books.db, { scheduleId, ends: [], offers: [offer()], now }),
    ),
  );
  expect(made.flat()).toHaveLength(1);
  const letters = await books.sql<{ topic: string; payload: object }>(
    "SELECT topic, payload FROM outbox WHERE payload ->> 'scheduleId' = $1 ORDER BY topic",
    [scheduleId],
  );
  const about = { accountId: fans[0], offerId: made.flat()[0], seats: 1 };
  const path = `/checkout/${scheduleId}/${made.flat()[0]}`;
  expect(letters).toEqual([
    {
      topic: "push.waitlist.offer",
      payload: expect.objectContaining({ ...about, path }) as object,
    },
    { topic: "waitlist.offer", payload: expect.objectContaining(about) as object },
  ]);
  const entry = await mine(scheduleId, fans[0]!);
  expect(entry).toMatchObject({ state: "offered", ahead: null });
  expect(entry?.offer).toMatchObject({ holdId: made.flat()[0], seatKeys: ["r/8"], zoneId: "r" });
});

it("[WL28] a fan who has an offer cannot change the request", async () => {
  const { scheduleId, fans } = await waitedFor(1);
  const fan = fans[0]!;
  const offer = await offerTo(scheduleId, fan, 1);
  await join(scheduleId, fan, { count: 3 });
  expect(await mine(scheduleId, fan)).toMatchObject({ state: "offered", count: 1 });
  await end(scheduleId, offer, "lapsed");
  await join(scheduleId, fan, { count: 3 });
  expect(await mine(scheduleId, fan)).toMatchObject({ state: "waiting", count: 3 });
});

it("[WL23] a fan who lets an offer lapse moves to the end, and leaves the waitlist after the third", async () => {
  const { scheduleId, fans } = await waitedFor(2);
  const [first, second] = fans as [string, string];
  await end(scheduleId, await offerTo(scheduleId, first, 1), "lapsed");
  expect(await inLine(scheduleId)).toEqual([second, first]);
  await end(scheduleId, await offerTo(scheduleId, second, 1), "declined");
  expect(await inLine(scheduleId)).toEqual([first, second]);
  await end(scheduleId, await offerTo(scheduleId, first, 1), "declined");
  expect(await mine(scheduleId, first)).toMatchObject({ state: "waiting", missed: 2 });
  await end(scheduleId, await offerTo(scheduleId, first, 1), "lapsed");
  expect(await inLine(scheduleId)).toEqual([second]);
  expect(await mine(scheduleId, first)).toMatchObject({ state: "missed", missed: 3, offer: null });
  expect(await join(scheduleId, first)).toMatchObject({ ok: true });
  expect(await inLine(scheduleId)).toEqual([second, first]);
});

it("[WL24] a fan keeps the position if an offer could not be made", async () => {
  const { scheduleId, fans } = await waitedFor(2);
  const offer = await offerTo(scheduleId, fans[0]!, 1);
  expect(await inLine(scheduleId)).toEqual([fans[1]]);
  await end(scheduleId, offer, "void");
  expect(await inLine(scheduleId)).toEqual(fans);
  expect(await mine(scheduleId, fans[0]!)).toMatchObject({ missed: 0 });
});

it("[WL25] a paid offer counts as bought, even if the schedule says otherwise", async () => {
  const { scheduleId, fans } = await waitedFor(1);
  const fan = fans[0]!;
  const offer = await offerTo(scheduleId, fan, 3);
  const bought = await purchase(books.db, { ...purchaseOf(fan, scheduleId, 3), holdId: offer });
  expect(bought.ok).toBe(true);
  expect(await mine(scheduleId, fan)).toMatchObject({ state: "bought", offer: null });
  // Who has bought may wait for more, before the schedule has told how its offer ended.
  expect(await join(scheduleId, fan)).toMatchObject({ ok: true });
  await end(scheduleId, offer, "lapsed");
  const states = await books.sql(
    "SELECT o.state AS offer, e.state AS entry FROM waitlist_offer o JOIN waitlist_entry e ON e.id = o.entry_id WHERE o.id = $1",
    [offer],
  );
  expect(states).toEqual([{ offer: "bought", entry: "bought" }]);
  expect(await inLine(scheduleId)).toEqual([fan]);
});

it("[WL27] the waitlist ends when the schedule is canceled or its time has come", async () => {
  const { scheduleId, fans } = await waitedFor(1);
  const fan = fans[0]!;
  expect(await mine(scheduleId, fan)).toMatchObject({ state: "waiting" });
  const later = { accountId: fan, scheduleId, now: Date.parse("2099-01-16T09:00:00.000Z") };
  expect(await waitlistOf(books.db, later)).toMatchObject([{ state: "closed", ahead: null }]);
  await books.sql("UPDATE schedule SET sale_state = 'cancelled' WHERE id = $1", [scheduleId]);
  expect(await mine(scheduleId, fan)).toMatchObject({ state: "closed", ahead: null });
});

it("[WL26] a fan who leaves the waitlist is removed at once, and the answer names the offer to release", async () => {
  const { scheduleId, fans } = await waitedFor(2);
  const [first, second] = fans as [string, string];
  const offer = await offerTo(scheduleId, first, 1);
  const leave = (accountId: string) => leaveWaitlist(books.db, { scheduleId, accountId });
  expect(await leave(first)).toEqual({ holdId: offer });
  expect(await leave(first)).toEqual({ holdId: null });
  expect(await leave(second)).toEqual({ holdId: null });
  expect(await inLine(scheduleId)).toEqual([]);
  await end(scheduleId, offer, "declined");
  expect(await mine(scheduleId, first)).toBeUndefined();
  expect((await line(scheduleId)).awaited).toEqual({ any: false, zoneIds: [] });
});
