import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Books, newSchedule, nobody, openBooks } from "../../../test/support/books.ts";
import { changeSale } from "../sale/sales.ts";
import { createPresale } from "../sale/presales.ts";
import { concertById, listConcerts } from "./catalog.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const now = Date.parse("2097-12-20T00:00:00Z");

const addPresale = (scheduleId: string, name: string, opensAt: string) =>
  createPresale(books.db, {
    id: randomUUID(),
    scheduleId,
    by: nobody,
    presale: {
      name: { ko: name, en: name },
      opensAt,
      closesAt: "2097-12-29T00:00:00Z",
      seatsMax: 10,
      codes: [],
      emails: ["a@frontrow.test"],
    },
  });

it("[C11] a concert lists the coming openings of its sales and presales, with dates that open together as one", async () => {
  const saleOpensAt = "2098-01-01T00:00:00Z";
  const first = { saleOpensAt, startsAt: "2099-02-16T09:00:00.000Z" };
  const { scheduleId, concertId } = await newSchedule(books, first);
  const second = { concertId, saleOpensAt, startsAt: "2099-02-17T09:00:00.000Z" };
  const other = await newSchedule(books, second);
  const late = { concertId, saleOpensAt: "2098-02-01T00:00:00Z" };
  await newSchedule(books, { ...late, startsAt: "2099-02-18T09:00:00.000Z" });
  await addPresale(scheduleId, "Fan club", "2097-12-24T11:00:00Z");
  await addPresale(scheduleId, "Over", "2097-12-19T11:00:00Z");
  const openings = async () => (await concertById(books.db, { concert: concertId, now }))?.openings;
  const presale = {
    opensAt: "2097-12-24T11:00:00.000Z",
    presale: { ko: "Fan club", en: "Fan club" },
    firstStartsAt: first.startsAt,
    lastStartsAt: first.startsAt,
  };
  const sale = { opensAt: "2098-01-01T00:00:00.000Z", presale: null };
  // What opens more than thirty days ahead is left out, and so is what has opened.
  expect(await openings()).toEqual([
    presale,
    { ...sale, firstStartsAt: first.startsAt, lastStartsAt: second.startsAt },
  ]);
  const change = { action: "close" } as const;
  await changeSale(books.db, { scheduleId: other.scheduleId, by: nobody, change, now });
  expect((await openings())?.[1]?.lastStartsAt).toBe(first.startsAt);
  const listed = await listConcerts(books.db, { after: null, limit: 100, now });
  const found = listed.ok && listed.value.items.find(({ id }) => id === concertId);
  expect(found && found.openings).toEqual(await openings());
});

it("[C12] a concert names its first date that is on sale and not sold out", async () => {
  const at = (day: number) => `2099-02-${day}T09:00:00.000Z`;
  const first = await newSchedule(books, { startsAt: at(10) });
  const { concertId } = first;
  const second = await newSchedule(books, { concertId, startsAt: at(11) });
  await newSchedule(books, { concertId, startsAt: at(12) });
  const later = { concertId, startsAt: at(13), saleOpensAt: "2098-01-01T00:00:00Z" };
  await newSchedule(books, later);
  const named = async () => {
    const concert = await concertById(books.db, { concert: concertId, now });
    return [concert?.firstStartsAt, concert?.firstOnSaleStartsAt];
  };
  expect(await named()).toEqual([at(10), at(10)]);
  const change = { action: "close" } as const;
  await changeSale(books.db, { scheduleId: first.scheduleId, by: nobody, change, now });
  expect(await named()).toEqual([at(10), at(11)]);
  await books.sql(
    "INSERT INTO schedule_stock (schedule_id, seats_left, seats_total, seats_sold, counted_at) VALUES ($1, 0, 200, 200, now())",
    [second.scheduleId],
  );
  expect(await named()).toEqual([at(10), at(12)]);
});
