import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  newConcert,
  newSchedule,
  nobody,
  openBooks,
  scheduleTerms,
} from "../../../test/support/books.ts";
import { eventually } from "../../../test/support/eventually.ts";
import { krIndustry } from "../../contract/money/refund-rules.ts";
import { createSchedule } from "../admin/catalog-changes.ts";
import { changeDate } from "../admin/changes/concert-changes.ts";
import { adminConcert } from "../admin/changes/concerts.ts";
import { archiveVenue } from "./venues.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

it("[VN10] of a new date and the archiving of its venue at the same moment, one waits for the other and is refused", async () => {
  const { venueId, concertId } = await newConcert(books);
  const addDate = () =>
    createSchedule(books.db, { id: randomUUID(), by: nobody, schedule: scheduleTerms(concertId) });
  const archive = () =>
    archiveVenue(books.db, { venueId, isArchived: true, by: nobody, now: Date.now() });
  const waiting = async () => {
    const [row] = await books.sql<{ count: string }>(
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    expect(row?.count).toBe("1");
  };
  const archiving = new Client({ connectionString: books.url });
  await archiving.connect();
  try {
    await archiving.query("BEGIN");
    await archiving.query("SELECT archive_venue($1, true, now(), NULL, NULL)", [venueId]);
    const late = addDate();
    await eventually(waiting);
    await archiving.query("COMMIT");
    expect(await late).toMatchObject({ ok: false, code: "conflict" });
    await archiveVenue(books.db, { venueId, isArchived: false, by: nobody, now: Date.now() });

    await archiving.query("BEGIN");
    await archiving.query("SELECT FROM venue WHERE id = $1 FOR KEY SHARE", [venueId]);
    const early = archive();
    await eventually(waiting);
    expect(await addDate()).toMatchObject({ ok: true });
    await archiving.query("COMMIT");
    expect(await early).toMatchObject({ ok: false, code: "conflict" });
  } finally {
    await archiving.end();
  }
});

it("[CH57] a date like another of its concert has its limits, discounts, seating and refund rules from the start", async () => {
  const of = await newSchedule(books);
  const now = Date.now();
  const name = { ko: "청소년", en: "Youth" };
  const youth = { id: "youth", name, zones: null, cut: { percent: 20 }, note: null };
  const copied = {
    accountLimits: { perDay: 2, perConcert: 6 },
    seating: { singleSeats: "rule" as const, spacesOpenMinutes: 60 },
    discounts: { priceTypes: [youth], automatic: [] },
    refundPolicy: krIndustry(),
    depositMinutes: 0,
  };
  const wanted = { ...of, by: nobody, seen: 1, change: copied, now };
  expect(await changeDate(books.db, wanted)).toMatchObject({ ok: true });
  const add = (likeScheduleId: string, startsAt: string) => {
    const schedule = { ...scheduleTerms(of.concertId), startsAt, likeScheduleId };
    return createSchedule(books.db, { id: randomUUID(), by: nobody, schedule });
  };
  const made = await add(of.scheduleId, "2099-01-17T18:00:00+09:00");
  if (!made.ok) throw new Error(made.code);
  const concert = await adminConcert(books.db, { ...of, now });
  const like = concert?.dates.find(({ id }) => id === made.value.id);
  expect(like).toMatchObject({ ...copied, revision: 1 });
  // A date of another concert is no pattern.
  const other = await newSchedule(books);
  expect(await add(other.scheduleId, "2099-01-18T18:00:00+09:00")).toEqual({
    ok: false,
    code: "invalid-request",
    detail: "likeScheduleId",
  });
});
