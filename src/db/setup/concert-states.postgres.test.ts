import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  newFan,
  newSchedule,
  nobody,
  openBooks,
  scheduleTerms,
} from "../../../test/support/books.ts";
import type { ConcertState } from "../../contract/catalog/concert-states.ts";
import { concertById, listConcerts } from "../catalog/catalog.ts";
import { isSchedule, scheduleIds } from "../catalog/known-schedules.ts";
import { scheduleById, schedulesOf } from "../catalog/schedules.ts";
import { citiesToCome } from "../catalog/search.ts";
import { suggest } from "../catalog/suggestions.ts";
import { addWish, wishesOf } from "../people/wishes.ts";
import { changeSale } from "../sale/sales.ts";
import { createSchedule } from "../admin/catalog-changes.ts";
import { moveDate } from "../admin/changes/date-moves.ts";
import { changeConcertState } from "./concert-states.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const now = Date.parse("2090-01-01T00:00:00Z");
const hour = 3_600_000;
const publishAt = new Date(now + hour).toISOString();
const later = { saleOpensAt: "2091-01-01T00:00:00Z" };
type Sale = { concertId: string; scheduleId: string };

async function change(
  concertId: string,
  state: ConcertState,
  { seen, at = state === "scheduled" ? publishAt : null, moment = now }: Changing = {},
) {
  const [row] = await books.sql<{ revision: number }>(
    "SELECT revision FROM concert WHERE id = $1",
    [concertId],
  );
  const revision = seen ?? row?.revision ?? 0;
  const wanted = { concertId, seen: revision, by: nobody, now: moment };
  return changeConcertState(books.db, { ...wanted, change: { state, publishAt: at } });
}
type Changing = { seen?: number; at?: string | null; moment?: number };

/** Where a concert is found at a moment. */
async function found({ concertId, scheduleId }: Sale, moment: number) {
  const { db } = books;
  const of = { scheduleId, now: moment };
  const list = await listConcerts(db, { after: null, limit: 100, now: moment });
  const search = await listConcerts(db, {
    after: null,
    limit: 100,
    now: moment,
    filter: { text: "Night" },
  });
  if (!list.ok || !search.ok) throw new Error("the lists can be read");
  const has = (items: { id: string }[]) => items.some(({ id }) => id === concertId);
  const { slug } = (await concertById(db, { concert: concertId, now: moment })) ?? { slug: "none" };
  const suggested = await suggest(db, { text: "Night", now: moment });
  return {
    byAddress: [
      (await concertById(db, { concert: slug, now: moment })) !== null,
      (await schedulesOf(db, { concertId, now: moment })) !== null,
      (await scheduleById(db, of)) !== null,
      await isSchedule(db, of),
      (await scheduleIds(db, moment)).includes(scheduleId),
    ],
    inLists: [
      has(list.value.items),
      has(search.value.items),
      suggested.concerts.some((each) => each.slug === slug),
      (await citiesToCome(db, moment)).length > 0,
    ],
  };
}
const everywhere = (is: boolean) => Array.from({ length: 5 }, () => is);
const nowhere = { byAddress: everywhere(false), inLists: everywhere(false).slice(1) };
const shown = { byAddress: everywhere(true), inLists: everywhere(true).slice(1) };
const addressOnly = { byAddress: everywhere(true), inLists: everywhere(false).slice(1) };

it("[CD30] a scheduled concert appears at its time everywhere and with no further change, and nowhere before", async () => {
  const sale = await newSchedule(books, later);
  expect(await found(sale, now)).toEqual(shown);
  expect(await change(sale.concertId, "scheduled")).toMatchObject({
    ok: true,
    value: { state: "scheduled", publishAt, scheduleIds: [sale.scheduleId] },
  });
  expect(await found(sale, now + hour - 1)).toEqual(nowhere);
  expect(await found(sale, now + hour)).toEqual(shown);
  const staff = { scheduleId: sale.scheduleId, now, isForStaff: true };
  expect(await scheduleById(books.db, staff)).toMatchObject({ id: sale.scheduleId });
  const fan = { accountId: await newFan(books), concertId: sale.concertId };
  expect(await addWish(books.db, { ...fan, now })).toBe(false);
  expect(await addWish(books.db, { ...fan, now: now + hour })).toBe(true);
  await change(sale.concertId, "archived", { moment: Date.parse("2099-02-01T00:00:00Z") });
});

it("[CD31] an unlisted concert is found by its address, and in no list, search or suggestion", async () => {
  const sale = await newSchedule(books, later);
  await change(sale.concertId, "unlisted");
  expect(await found(sale, now)).toEqual(addressOnly);
  expect(await concertById(books.db, { concert: sale.concertId, now })).toMatchObject({
    isListed: false,
  });
  await change(sale.concertId, "published");
  expect(await found(sale, now)).toEqual(shown);
  await change(sale.concertId, "unlisted");
});

it("[CD32] an archived concert leaves the lists and the wishlists, and keeps its address for its ticket holders", async () => {
  const sale = await newSchedule(books, { startsAt: "2099-01-16T18:00:00+09:00" });
  const fan = { accountId: await newFan(books), concertId: sale.concertId };
  await addWish(books.db, { ...fan, now });
  const { accountId } = fan;
  expect(await wishesOf(books.db, { accountId, now })).toHaveLength(1);
  expect(await change(sale.concertId, "archived")).toMatchObject({ ok: false, code: "conflict" });
  await books.sql("UPDATE schedule SET sale_state = 'closed' WHERE id = $1", [sale.scheduleId]);
  expect(await change(sale.concertId, "archived")).toMatchObject({ ok: true });
  expect(await found(sale, now)).toEqual(addressOnly);
  expect(await wishesOf(books.db, { accountId, now })).toEqual([]);
});

it("[CD33] a concert that fans can line up for does not vanish, and a change based on an older revision is refused", async () => {
  const opensAt = Date.parse(later.saleOpensAt);
  const { concertId } = await newSchedule(books, later);
  const lobbyAt = opensAt - 1_800_000;
  // Isolates keep a sale's times for some seconds.
  expect(await change(concertId, "scheduled", { moment: lobbyAt - 20_000 })).toMatchObject({
    code: "conflict",
  });
  const at = new Date(opensAt).toISOString();
  expect(await change(concertId, "scheduled", { moment: lobbyAt - 20_001, at })).toMatchObject({
    ok: true,
  });
  expect(await change(concertId, "unlisted", { seen: 1 })).toMatchObject({
    code: "changed-meanwhile",
    detail: "2",
  });
  expect(await change(concertId, "unlisted", { seen: 2 })).toMatchObject({
    value: { revision: 3, state: "unlisted", publishAt: null },
  });
  expect(await change(concertId, "unlisted", { seen: 3 })).toMatchObject({
    value: { revision: 3 },
  });
  expect(await change(randomUUID(), "unlisted", { seen: 1 })).toMatchObject({ code: "not-found" });
  const scope = { organizationId: randomUUID(), concertIds: null };
  const another = { concertId, seen: 3, by: { ...nobody, scope }, now };
  const wanted = { ...another, change: { state: "published", publishAt: null } as const };
  expect(await changeConcertState(books.db, wanted)).toMatchObject({ code: "not-found" });
  const log = await books.sql(
    "SELECT before->>'state' AS before, after->>'state' AS after FROM audit_log WHERE subject = $1 AND action = 'concert.state'",
    [concertId],
  );
  expect(log).toEqual([
    { before: "published", after: "scheduled" },
    { before: "scheduled", after: "unlisted" },
  ]);
});

it("[CD36] a concert cannot appear after the first opening of its presales and sales", async () => {
  const { concertId, scheduleId } = await newSchedule(books, later);
  const opensAt = Date.parse(later.saleOpensAt);
  const appear = (ms: number) =>
    change(concertId, "scheduled", { at: new Date(ms).toISOString(), moment: now });
  expect(await appear(opensAt + 1)).toMatchObject({ code: "conflict" });
  expect(await appear(opensAt)).toMatchObject({ ok: true });
  await books.sql(
    `INSERT INTO presale (id, schedule_id, name, opens_at, closes_at)
    VALUES (gen_random_uuid(), $1, '{"ko": "선", "en": "Pre"}', $2, $3)`,
    [scheduleId, new Date(opensAt - 2 * hour), new Date(opensAt - hour)],
  );
  expect(await appear(opensAt - 2 * hour + 1)).toMatchObject({ code: "conflict" });
  expect(await appear(opensAt - 2 * hour)).toMatchObject({ ok: true });
});

it("[CD37] no date is added to an archived concert, and none of its dates is moved or goes on sale again", async () => {
  const { concertId, scheduleId } = await newSchedule(books, later);
  await books.sql("UPDATE schedule SET sale_state = 'closed' WHERE id = $1", [scheduleId]);
  expect(await change(concertId, "archived")).toMatchObject({ ok: true });
  const startsAt = "2099-01-18T09:00:00.000Z";
  const schedule = { ...scheduleTerms(concertId), startsAt };
  expect(await createSchedule(books.db, { id: randomUUID(), by: nobody, schedule })).toMatchObject({
    code: "conflict",
    detail: "The concert is archived",
  });
  const [known] = await books.sql<{ revision: number }>(
    "SELECT revision FROM schedule WHERE id = $1",
    [scheduleId],
  );
  const move = {
    startsAt,
    doorsAt: null,
    saleClosesAt: "2099-01-18T08:00:00.000Z",
    reason: { ko: "무대 사정", en: "The stage" },
    refundUntil: "2099-01-17",
    isDryRun: false,
  };
  const wanted = { scheduleId, by: nobody, seen: known?.revision ?? 0, move, now };
  expect(await moveDate(books.db, wanted)).toMatchObject({
    code: "conflict",
    detail: "The concert is archived",
  });
  for (const state of ["closed", "paused", "draining"]) {
    await books.sql("UPDATE schedule SET sale_state = $2 WHERE id = $1", [scheduleId, state]);
    for (const action of ["open", "resume"] as const) {
      const reopened = { scheduleId, by: nobody, change: { action }, now };
      if (state !== "closed" || action === "open")
        expect(await changeSale(books.db, reopened)).toMatchObject({
          code: "conflict",
          detail: "The concert is archived",
        });
    }
  }
});

it("[CH77] neither a new date nor one that is opened at once is on sale before the concert's page appears", async () => {
  const { concertId, scheduleId } = await newSchedule(books, later);
  expect(await change(concertId, "scheduled")).toMatchObject({ ok: true });
  const refusal = { code: "conflict", detail: "The page of the concert appears later" };
  const open = { scheduleId, by: nobody, change: { action: "open" as const }, now };
  expect(await changeSale(books.db, open)).toMatchObject(refusal);
  const add = (saleOpensAt: string, startsAt: string) => {
    const schedule = { ...scheduleTerms(concertId), saleOpensAt, startsAt };
    return createSchedule(books.db, { id: randomUUID(), by: nobody, schedule });
  };
  const early = new Date(now + hour - 1).toISOString();
  expect(await add(early, "2099-01-19T09:00:00.000Z")).toMatchObject(refusal);
  expect(await add(publishAt, "2099-01-20T09:00:00.000Z")).toMatchObject({ ok: true });
  expect(await changeSale(books.db, { ...open, now: now + hour })).toMatchObject({ ok: true });
});
