import { operatorScope } from "../../contract/admin/organizations.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Books, newSchedule, openBooks } from "../../../test/support/books.ts";
import { markTold, untoldSchedules } from "./revisions.ts";
import { createPresale } from "./presales.ts";
import { changeSale } from "./sales.ts";
import { scheduleSetup } from "./setup.ts";

let books: Books;

beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const by = { accountId: null, requestId: null, scope: operatorScope };

it("[B24] every change of an object's terms has a higher revision, and the books know the last revision that the object received", async () => {
  const saleOpensAt = new Date(Date.now() + 86_400_000).toISOString();
  const { scheduleId } = await newSchedule(books, { saleOpensAt });
  const revision = async () => (await scheduleSetup(books.db, scheduleId))?.revision;
  const untold = async () =>
    (await untoldSchedules(books.db, { limit: 10_000 })).find(
      (each) => each.scheduleId === scheduleId,
    );
  expect([await revision(), await untold()]).toEqual([1, undefined]);

  await changeSale(books.db, { scheduleId, by, change: { action: "pause" }, now: Date.now() });
  expect([await revision(), await untold()]).toEqual([2, { scheduleId, revision: 2 }]);
  const presale = {
    name: { ko: "선예매", en: "Presale" },
    opensAt: new Date().toISOString(),
    closesAt: saleOpensAt,
    seatsMax: null,
    codes: [],
    emails: [],
  };
  await createPresale(books.db, { id: randomUUID(), scheduleId, by, presale });
  expect(await revision()).toBe(3);

  // An object was told of the one before.
  await markTold(books.db, [{ scheduleId, revision: 2 }]);
  expect(await untold()).toEqual({ scheduleId, revision: 3 });
  await markTold(books.db, [{ scheduleId, revision: 3 }]);
  await markTold(books.db, [{ scheduleId, revision: 2 }]);
  expect([await revision(), await untold()]).toEqual([3, undefined]);

  // What the object does not go by is no revision.
  await books.sql("UPDATE schedule SET reminded_for = starts_at WHERE id = $1", [scheduleId]);
  expect(await revision()).toBe(3);
});
