import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  newConcert,
  nobody,
  openBooks,
  scheduleTerms,
} from "../../../test/support/books.ts";
import { eventually } from "../../../test/support/eventually.ts";
import { createSchedule } from "../admin/catalog-changes.ts";
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
