import { krStandard } from "../../contract/money/refund-rules.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Concert, ConcertSummary, Schedule } from "../../contract/catalog/concerts.ts";
import {
  type Books,
  hall,
  hallHash,
  newConcert,
  newSchedule,
  nobody,
  openBooks,
  scheduleTerms,
  sha256,
} from "../../../test/support/books.ts";
import { createVenue } from "../setup/venues.ts";
import { createConcert, createPlan, createSchedule } from "../admin/catalog-changes.ts";
import { adminSchedule } from "../admin/schedules.ts";
import { queueFacts } from "../sale/queue-openings.ts";
import { scheduleSetup } from "../sale/setup.ts";
import { concertById, listConcerts } from "./catalog.ts";
import { changeSale } from "../sale/sales.ts";
import { planByHash, scheduleById, schedulesOf } from "./schedules.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const now = Date.parse("2027-01-01T00:00:00Z");
const minute = 60_000;

it("[C2] a concert shows its venue, its dates, and the price of a ticket with its fee", async () => {
  const { concertId } = await newSchedule(books);
  await newSchedule(books, { concertId, startsAt: "2099-01-17T09:00:00.000Z" });
  const concert = Concert.parse(await concertById(books.db, { concert: concertId, now }));
  expect(concert).toMatchObject({
    firstStartsAt: "2099-01-16T09:00:00.000Z",
    lastStartsAt: "2099-01-17T09:00:00.000Z",
    sale: "open",
    totalFrom: { amount: 5_000, currency: "KRW" },
    runningMinutes: 120,
  });
  expect(await concertById(books.db, { concert: concert.slug, now })).toEqual(concert);
  expect(await concertById(books.db, { concert: randomUUID(), now })).toBeNull();
  expect(await concertById(books.db, { concert: "' OR true --", now })).toBeNull();
});

it("[C3] a schedule shows its limits, and its zones as the plan names them", async () => {
  const { scheduleId, concertId } = await newSchedule(books, { doorsAt: "2099-01-16T08:30:00Z" });
  const schedule = Schedule.parse(await scheduleById(books.db, { scheduleId, now }));
  expect(schedule).toEqual({
    id: scheduleId,
    concertId,
    startsAt: "2099-01-16T09:00:00.000Z",
    doorsAt: "2099-01-16T08:30:00.000Z",
    saleOpensAt: "2026-01-01T00:00:00.000Z",
    saleClosesAt: "2099-01-16T08:00:00.000Z",
    sale: "open",
    stock: null,
    planHash: hallHash,
    seatCount: 200,
    seatsPerAccount: 4,
    holdMs: 300_000,
    zones: ["r", "s"].map((id, index) => ({
      id,
      name: hall.zones[index]?.name,
      color: index + 1,
      price: { amount: [10_000, 5_000][index], currency: "KRW" },
      fee: { amount: [1_000, 0][index], currency: "KRW" },
    })),
    presales: [],
    refundPolicy: krStandard,
    move: null,
    revision: 1,
  });
  expect(await schedulesOf(books.db, { concertId, now })).toEqual([schedule]);
  expect(await schedulesOf(books.db, { concertId: randomUUID(), now })).toBeNull();
  const bare = await newConcert(books);
  expect(await schedulesOf(books.db, { concertId: bare.concertId, now })).toEqual([]);
  expect(await planByHash(books.db, hallHash)).toEqual({
    hash: hallHash,
    seatCount: 200,
    plan: hall,
  });
  expect(await planByHash(books.db, sha256("none"))).toBeNull();
});

it("[C4] the list shows each concert with an upcoming date once, soonest first, across its pages", async () => {
  const list = await openBooks();
  const wanted: string[] = [];
  const at = (hours: number) => new Date(now + hours * 60 * minute).toISOString();
  const saleClosesAt = at(-48);
  for (const first of [5, 3, 3, 9, 7]) {
    const { concertId } = await newSchedule(list, { startsAt: at(first), saleClosesAt });
    await newSchedule(list, { concertId, startsAt: at(first + 20), saleClosesAt });
    await newSchedule(list, { concertId, startsAt: at(-first), saleClosesAt });
    wanted.push(`${first}${concertId}`);
  }
  await newSchedule(list, { startsAt: at(-1), saleClosesAt });
  await newConcert(list);
  const hidden = await newSchedule(list, { startsAt: at(1), saleClosesAt });
  await list.sql(
    "UPDATE concert SET state = 'scheduled', publish_at = '2099-01-01Z' WHERE id = $1",
    [hidden.concertId],
  );

  const seen: string[] = [];
  let after: string | null = null;
  let moment = now;
  do {
    const page = await listConcerts(list.db, { after, limit: 2, now: moment });
    if (!page.ok) throw new Error(page.code);
    seen.push(...page.value.items.map((each) => ConcertSummary.parse(each).id));
    after = page.value.nextCursor;
    // The first date of some passes while somebody reads on; their next one must not come up again.
    moment += 4 * 60 * minute;
  } while (after !== null);
  expect(seen).toEqual(wanted.sort().map((each) => each.slice(1)));
  expect(await concertById(list.db, { concert: hidden.concertId, now })).toBeNull();
  expect(await scheduleById(list.db, { scheduleId: hidden.scheduleId, now })).toBeNull();
  const strange = await listConcerts(list.db, { after: "1.2.3", limit: 2, now });
  expect(strange).toMatchObject({ ok: false, code: "invalid-request" });
  await list.close();
});

it("[C5] the state of a sale follows the clock and the organizer", async () => {
  const opensAt = now + minute;
  const times = {
    saleOpensAt: new Date(opensAt).toISOString(),
    saleClosesAt: new Date(opensAt + minute).toISOString(),
  };
  const { scheduleId, concertId } = await newSchedule(books, times);
  const seen = async (moment: number) => {
    const schedule = await scheduleById(books.db, { scheduleId, now: moment });
    const concert = await concertById(books.db, { concert: concertId, now: moment });
    expect(concert?.sale).toBe(schedule?.sale);
    return schedule?.sale;
  };
  const change = (action: "open" | "pause" | "resume" | "close", moment = now) =>
    changeSale(books.db, { scheduleId, by: nobody, change: { action }, now: moment });
  expect(await seen(opensAt - 1)).toBe("upcoming");
  expect(await seen(opensAt)).toBe("open");
  expect(await seen(opensAt + minute)).toBe("closed");
  expect(await change("open")).toMatchObject({ ok: true, value: { saleOpensAtMs: now } });
  expect(await seen(now)).toBe("open");
  await change("pause");
  expect(await seen(opensAt)).toBe("paused");
  await change("resume");
  expect(await seen(opensAt)).toBe("open");
  await change("close");
  expect(await seen(opensAt)).toBe("closed");
  expect(await change("resume")).toMatchObject({ ok: false, code: "conflict" });
  expect(await change("open", opensAt + minute)).toMatchObject({ ok: false, code: "conflict" });
  expect(await change("open")).toMatchObject({ ok: true });
  const other = { scheduleId: randomUUID(), by: nobody, change: { action: "open" } as const, now };
  expect(await changeSale(books.db, other)).toEqual({ ok: false, code: "not-found" });
});

it("[C10] a date whose show has begun is not on sale, even before its closing time, and cannot be opened", async () => {
  const begins = now + minute;
  const { scheduleId } = await newSchedule(books, {
    startsAt: new Date(begins).toISOString(),
    saleClosesAt: new Date(begins + 60 * minute).toISOString(),
  });
  const saleAt = async (moment: number) =>
    (await scheduleById(books.db, { scheduleId, now: moment }))?.sale;
  expect([await saleAt(begins - 1), await saleAt(begins)]).toEqual(["open", "closed"]);
  expect((await adminSchedule(books.db, { scheduleId, now: begins }))?.sale).toBe("closed");
  expect((await queueFacts(books.db, scheduleId))?.saleClosesAtMs).toBe(begins);
  expect((await scheduleSetup(books.db, scheduleId))?.saleClosesAtMs).toBe(begins);
  const open = { scheduleId, by: nobody, change: { action: "open" } as const, now: begins };
  expect(await changeSale(books.db, open)).toMatchObject({ ok: false, code: "conflict" });
});

it("[C6] a concert shows the best sale state of its dates, and the opening of that date", async () => {
  const { concertId } = await newSchedule(books, { saleOpensAt: "2028-03-01T00:00:00Z" });
  const later = { concertId, saleOpensAt: "2028-02-01T00:00:00Z" };
  await newSchedule(books, { ...later, startsAt: "2099-02-16T09:00:00.000Z" });
  const best = () => concertById(books.db, { concert: concertId, now });
  expect(await best()).toMatchObject({
    sale: "upcoming",
    saleOpensAt: "2028-02-01T00:00:00.000Z",
  });
  await newSchedule(books, { concertId, startsAt: "2099-03-16T09:00:00.000Z" });
  expect(await best()).toMatchObject({ sale: "open", saleOpensAt: "2026-01-01T00:00:00.000Z" });
});

it("[C7] a plan keeps its revision, never changes, and can be shared by two venues", async () => {
  const { venueId } = await newConcert(books);
  const other = { ...hall, name: { ko: "다른", en: "Other" } };
  const add = (plan: typeof hall, id = venueId) => {
    const hash = plan === hall ? hallHash : sha256(JSON.stringify(plan));
    return createPlan(books.db, { venueId: id, hash, plan, seatCount: 200, by: nobody });
  };
  const added = await Promise.all([add(other), add(other), add(hall)]);
  expect(added.map((each) => each.ok && each.value.revision)).toEqual([2, 2, 1]);
  expect(await add(hall, randomUUID())).toEqual({ ok: false, code: "not-found" });
  const sql = "UPDATE seat_plan SET seat_count = 1";
  await expect(books.sql(sql)).rejects.toMatchObject({ code: "23001" });
});

it("[C8] a change that contradicts the catalog is refused, and writes nothing", async () => {
  const { concertId, venueId } = await newConcert(books);
  const terms = scheduleTerms(concertId);
  const add = (change: Partial<typeof terms>) =>
    createSchedule(books.db, { id: randomUUID(), by: nobody, schedule: { ...terms, ...change } });
  const zone = { id: "r", priceMinor: 1, feeMinor: 0 };
  expect(await add({ zones: [{ ...zone, id: "x" }] })).toMatchObject({ code: "invalid-request" });
  expect(await add({ zones: [zone, zone] })).toMatchObject({ code: "invalid-request" });
  expect(await add({ saleClosesAt: terms.saleOpensAt })).toMatchObject({ code: "invalid-request" });
  expect(await add({ planHash: sha256("none") })).toMatchObject({ code: "not-found" });
  expect(await schedulesOf(books.db, { concertId, now })).toEqual([]);
  expect(await add({})).toMatchObject({ ok: true });
  expect(await add({})).toMatchObject({ code: "conflict" });

  const text = { ko: "", en: "" };
  const slug = `once-${concertId}`;
  const rest = {
    artist: text,
    description: text,
    genre: "indie",
    poster: "",
    currency: "KRW",
  } as const;
  const concert = { slug, venueId, title: text, ageLimit: null, runningMinutes: null, ...rest };
  const open = (change: Partial<typeof concert>) =>
    createConcert(books.db, { id: randomUUID(), by: nobody, concert: { ...concert, ...change } });
  expect(await open({ venueId: randomUUID() })).toMatchObject({ code: "not-found" });
  expect(await open({})).toMatchObject({ ok: true });
  expect(await open({})).toMatchObject({ code: "conflict" });
});

it("[C9] the audit log keeps the actor of each change, and the values before and after", async () => {
  const by = { ...nobody, accountId: randomUUID(), requestId: "r-1" };
  const id = randomUUID();
  const name = { ko: "홀", en: "Hall" };
  const venue = { name, city: name, address: name, timeZone: "Asia/Seoul" };
  await createVenue(books.db, { id, by, venue });
  const { scheduleId } = await newSchedule(books);
  const change = { action: "pause", shoppersMax: 7 } as const;
  await changeSale(books.db, { scheduleId, by, change, now });
  const log = await books.sql(
    `SELECT action, subject, request_id, before->>'sale_state' AS before, after->>'sale_state' AS after
    FROM audit_log WHERE actor_id = $1 ORDER BY id`,
    [by.accountId],
  );
  expect(log).toEqual([
    { action: "venue.create", subject: id, request_id: "r-1", before: null, after: null },
    {
      action: "sale.pause",
      subject: scheduleId,
      request_id: "r-1",
      before: "open",
      after: "paused",
    },
  ]);
  await expect(books.sql("DELETE FROM audit_log")).rejects.toMatchObject({ code: "23001" });
});
