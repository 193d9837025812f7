import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  hall,
  hallHash,
  newConcert,
  newFan,
  nobody,
  openBooks,
  sha256,
} from "../../../test/support/books.ts";
import { draftDate, draftPresale, readyDocument } from "../../../test/support/concert-draft.ts";
import type { ConcertDocument } from "../../contract/concert-draft/documents.ts";
import { planFactsOf } from "../../contract/concert-draft/plan-facts.ts";
import { publicationOf } from "../../contract/concert-draft/publication.ts";
import { Concert, Schedule } from "../../contract/catalog/concerts.ts";
import { concertById } from "../catalog/catalog.ts";
import { schedulesOf } from "../catalog/schedules.ts";
import { untoldSchedules } from "../sale/revisions.ts";
import { verifyPresale } from "../sale/presales.ts";
import { concertDraftById, createConcertDraft, saveConcertDraft } from "./concert-drafts.ts";
import { draftSurroundings, publishConcertDraft } from "./concert-publication.ts";

let books: Books;
let venueId: string;
beforeAll(async () => {
  books = await openBooks();
  ({ venueId } = await newConcert(books));
});
afterAll(() => books.close());

const now = Date.parse("2098-01-01T00:00:00Z");
const timeZone = "Asia/Seoul";
const plan = planFactsOf(hallHash, hall);

async function newDraft(more: Partial<ConcertDocument> = {}) {
  const id = randomUUID();
  const document = readyDocument({ venueId, planHash: hallHash, ...more });
  await createConcertDraft(books.db, { id, by: nobody, document });
  return { id, document };
}

function publish(id: string, document: ConcertDocument, { seen = 1, by = nobody } = {}) {
  const publication = publicationOf(document, { timeZone, plan });
  return publishConcertDraft(books.db, { id, seen, by, timeZone, publication, now });
}

async function counts() {
  const [row] = await books.sql<Record<string, number>>(
    `SELECT (SELECT count(*) FROM concert)::int AS concerts, (SELECT count(*) FROM schedule)::int AS dates,
      (SELECT count(*) FROM price_zone)::int AS prices, (SELECT count(*) FROM presale)::int AS presales,
      (SELECT count(*) FROM audit_log)::int AS acts`,
  );
  return row;
}

it("[CD60] a draft becomes a concert with all its dates, prices, terms and presales in one act", async () => {
  const emails = ["fan@example.com"];
  const { id, document } = await newDraft({
    presales: [draftPresale({ emails, seatsMax: 20 })],
    priceTypes: [
      {
        id: "youth",
        name: { ko: "청소년", en: "Youth" },
        zones: null,
        cut: { percent: 30 },
        note: null,
      },
    ],
    depositMinutes: 0,
    seating: { singleSeats: "rule", spacesOpenMinutes: 60 },
  });
  const made = await publish(id, document);
  if (!made.ok) throw new Error(made.code);
  const { concertId, slug, scheduleIds } = made.value;
  expect(made.value).toMatchObject({ state: "published", publishAt: null });
  const concert = Concert.parse(await concertById(books.db, { concert: slug, now }));
  expect(concert).toMatchObject({
    id: concertId,
    title: document.title,
    genre: "musical",
    sale: "upcoming",
    totalFrom: { amount: 68_000 },
  });
  const schedules = await schedulesOf(books.db, { concertId, now });
  expect(schedules?.map((each) => Schedule.parse(each).id)).toEqual(scheduleIds);
  expect(schedules?.[1]).toMatchObject({
    startsAt: "2098-09-04T05:00:00.000Z",
    doorsAt: "2098-09-04T04:30:00.000Z",
    saleOpensAt: "2098-03-11T11:00:00.000Z",
    saleClosesAt: "2098-09-04T04:00:00.000Z",
    zones: [
      { id: "r", name: hall.zones[0]?.name, color: 1, price: { amount: 99_000 } },
      { id: "s", color: 2, price: { amount: 66_000 }, fee: { amount: 2_000 } },
    ],
    presales: [{ name: draftPresale().name }],
    seating: document.seating,
  });
  for (const scheduleId of scheduleIds) {
    const accountId = await newFan(books);
    const asked = { scheduleId, accountId, codeHash: sha256("MOON2098"), now };
    expect(await verifyPresale(books.db, asked)).toMatchObject({ ok: true });
  }
  const untold = await untoldSchedules(books.db, { limit: 100 });
  expect(untold.filter(({ scheduleId }) => scheduleIds.includes(scheduleId))).toEqual([]);
  const draft = await concertDraftById(books.db, id);
  expect(draft).toMatchObject({ concertId, revision: 2 });
  expect(draft?.document.presales).toMatchObject([{ id: "fans", codes: [], emails: [] }]);
  expect(await saveConcertDraft(books.db, { id, seen: 2, by: nobody, document })).toMatchObject({
    code: "conflict",
  });
  const acts = await books.sql(
    "SELECT action FROM audit_log WHERE subject = ANY ($1) AND action <> 'concert-draft.create' ORDER BY id",
    [[id, concertId, ...scheduleIds]],
  );
  expect(acts.map(({ action }) => action).toSorted()).toEqual([
    "concert-draft.publish",
    "concert.publish",
    "schedule.create",
    "schedule.create",
  ]);
});

it("[CD67] the cast of a draft, of each date too, and its words for the mails are published with it", async () => {
  const cast = ["haneul", "bada"].map((id) => ({
    id,
    role: { ko: "", en: "" },
    name: { ko: id, en: "" },
  }));
  const { id, document } = await newDraft({
    cast,
    ticketNote: { ko: "신분증을 가져와 주세요", en: "" },
    dates: {
      rule: "",
      rows: [draftDate("2098-09-03T19:30", { castIds: ["bada"] }), draftDate("2098-09-04T14:00")],
      removed: [],
    },
  });
  const made = await publish(id, document);
  if (!made.ok) throw new Error(made.code);
  const { concertId } = made.value;
  const concert = Concert.parse(await concertById(books.db, { concert: concertId, now }));
  expect(concert.cast?.map(({ name }) => name.en)).toEqual(["haneul", "bada"]);
  const dates = (await schedulesOf(books.db, { concertId, now })) ?? [];
  expect(dates.map((each) => Schedule.parse(each).castIds)).toEqual([["bada"], undefined]);
  const rows = await books.sql("SELECT ticket_note FROM concert WHERE id = $1", [concertId]);
  const note = "신분증을 가져와 주세요";
  expect(rows).toEqual([{ ticket_note: { ko: note, en: note } }]);
});

it("[CD61] of two publications of one draft at the same moment one makes the concert, and both answer it", async () => {
  const { id, document } = await newDraft();
  const before = await counts();
  const both = await Promise.all([publish(id, document), publish(id, document)]);
  expect(both[0]).toMatchObject({ ok: true });
  expect(both[1]).toEqual(both[0]);
  expect(await publish(id, document, { seen: 9 })).toEqual(both[0]);
  expect(await counts()).toMatchObject({
    concerts: (before?.["concerts"] ?? 0) + 1,
    dates: (before?.["dates"] ?? 0) + 2,
  });
});

it("[CD62] a publication that fails at its last date leaves nothing behind", async () => {
  const { id, document } = await newDraft({ presales: [draftPresale()] });
  const before = await counts();
  const broken = publicationOf(document, { timeZone, plan });
  const last = broken.dates.at(-1);
  if (!last) throw new Error("there are dates");
  last.saleClosesAtMs = last.saleOpensAtMs;
  const wanted = { id, seen: 1, by: nobody, timeZone, publication: broken, now };
  await expect(publishConcertDraft(books.db, wanted)).rejects.toMatchObject({
    constraint: "schedule_sale_times",
  });
  expect(await counts()).toEqual(before);
  expect(await concertDraftById(books.db, id)).toMatchObject({ concertId: null, revision: 1 });
});

it("[CD63] four hundred dates are published at once", async () => {
  const rows = Array.from({ length: 400 }, (_, at) => {
    const start = new Date(Date.parse("2098-09-03T19:30Z") + at * 86_400_000).toISOString();
    return draftDate(start.slice(0, 16));
  });
  const { id, document } = await newDraft({ dates: { rule: "", rows, removed: [] } });
  const made = await publish(id, document);
  expect(made.ok && made.value.scheduleIds).toHaveLength(400);
});

it("[CD64] a chosen address that is taken is refused, and one from the title gets a number", async () => {
  const title = { ko: "달", en: "The Same Moon" };
  const slugs = [];
  for (let at = 0; at < 3; at++) {
    const { id, document } = await newDraft({ title });
    const made = await publish(id, document);
    slugs.push(made.ok && made.value.slug);
  }
  expect(slugs).toEqual(["the-same-moon", "the-same-moon-2", "the-same-moon-3"]);
  const { id, document } = await newDraft({ slug: "the-same-moon" });
  expect(await publish(id, document)).toMatchObject({ code: "conflict", detail: "slug" });
});

it("[CD65] a draft is published by its organization alone, at a venue of its own, and as it was seen", async () => {
  const { id, document } = await newDraft();
  const scope = { organizationId: randomUUID(), concertIds: null };
  expect(await publish(id, document, { by: { ...nobody, scope } })).toMatchObject({
    code: "not-found",
  });
  expect(await publish(id, document, { seen: 2 })).toMatchObject({
    code: "changed-meanwhile",
    detail: "1",
  });
  const organizationId = scope.organizationId;
  await books.sql("INSERT INTO organization (id, name) VALUES ($1, '{}')", [organizationId]);
  const asked = { venueId, planHash: hallHash };
  expect(await draftSurroundings(books.db, { ...asked, organizationId })).toMatchObject({
    venue: null,
    plan: null,
    organization: { identity: null },
  });
  const mine = await draftSurroundings(books.db, { ...asked, ...nobody.scope });
  expect(mine).toMatchObject({ venue: { id: venueId, timeZone, archivedAt: null }, plan: hall });
  const theirs = await newDraft();
  await books.sql("UPDATE venue SET organization_id = $2 WHERE id = $1", [venueId, organizationId]);
  expect(await publish(theirs.id, theirs.document)).toMatchObject({ code: "conflict" });
  await books.sql("UPDATE venue SET organization_id = $2 WHERE id = $1", [
    venueId,
    nobody.scope.organizationId,
  ]);
});

it("[CD66] a draft with a time to appear becomes a scheduled concert", async () => {
  const { id, document } = await newDraft({ publishAt: "2098-02-01T00:00:00.000Z" });
  const made = await publish(id, document);
  expect(made).toMatchObject({
    value: { state: "scheduled", publishAt: "2098-02-01T00:00:00.000Z" },
  });
  const concert = made.ok ? made.value.concertId : "";
  expect(await concertById(books.db, { concert, now })).toBeNull();
});
