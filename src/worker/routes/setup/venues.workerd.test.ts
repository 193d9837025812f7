import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { z } from "@hono/zod-openapi";
import { Acts } from "../../../contract/admin/activity.ts";
import { Created } from "../../../contract/admin/catalog-changes.ts";
import { AdminVenue, AdminVenues } from "../../../contract/admin/venues.ts";
import { Concert } from "../../../contract/catalog/concerts.ts";
import { connect } from "../../../db/connection/connect.ts";
import { answer, call, openShop, refused, testEnv } from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";
import { newOrganization, worker } from "../../../../test/support/worker/staff.ts";

const text = (word: string) => ({ ko: word, en: word });
const hall = { name: text("Hall"), city: text("Seoul"), address: text("1 Hall-ro") };
const whole = {
  name: { ko: "물결홀", en: "Wave Hall" },
  city: { ko: "서울", en: "Seoul" },
  address: { ko: "물결로 1", en: "1 Wave-ro" },
  timeZone: "Asia/Tokyo",
  transit: { ko: "2호선", en: "Line 2" },
  access: { ko: "경사로", en: "A ramp" },
  position: { lat: 37.5, lng: 127.1 },
  gates: [
    { id: "3", name: { ko: "3번 문", en: "Gate 3" }, note: { ko: "역 쪽", en: "By the station" } },
  ],
  capacity: 800,
  contact: "02-000-1600",
};

let owner: Person;
let organizationId: string;
beforeAll(async () => {
  ({ owner, organizationId } = await newOrganization());
});

const add = async (body: object = hall, as = owner) =>
  (await answer(call("POST /admin/venues", { as, body }), 201, Created)).id;
const read = async (id: string, as = owner) =>
  await answer(call(`GET /admin/venues/${id}`, { as }), 200, AdminVenue);
const change = (id: string, revision: number, body: object) =>
  call(`PUT /admin/venues/${id}`, { as: owner, body, headers: { "if-match": `"${revision}"` } });
const list = async (query: string, as = owner) =>
  await answer(call(`GET /admin/venues${query}`, { as }), 200, AdminVenues);

it("[VN1] a venue has the values of its form, and what is unknown is null", async () => {
  const known = await read(await add(whole));
  expect(known).toMatchObject({ ...whole, revision: 1, archivedAt: null });
  expect(known).toMatchObject({ planCount: 0, comingDates: 0 });
  const bare = await read(await add());
  expect(bare).toMatchObject({ ...hall, timeZone: "Asia/Seoul", position: null, gates: [] });
  expect(bare).toMatchObject({ capacity: null, contact: null, transit: null, access: null });
});

it("[VN2] a venue without a name, with an unknown time zone, a place off the earth or a gate twice is refused", async () => {
  const [gate] = whole.gates;
  const wrong: [object, string][] = [
    [{ name: text(" ") }, "/name"],
    [{ timeZone: "Asia/Atlantis" }, "/timeZone"],
    [{ position: { lat: 91, lng: 0 } }, "/position/lat"],
    [{ gates: [gate, gate] }, "/gates"],
    [{ gates: [{ ...gate, id: "Gate 3" }] }, "/gates/0/id"],
    [{ capacity: 0 }, "/capacity"],
    [{ isArchived: true }, "/"],
  ];
  for (const [part, pointer] of wrong) {
    const body = { ...whole, ...part };
    const { errors } = await refused(
      call("POST /admin/venues", { as: owner, body }),
      "invalid-request",
    );
    expect([part, errors?.[0]?.pointer]).toEqual([part, pointer]);
  }
  const oneLanguage = { ko: "물결홀", en: "" };
  expect((await read(await add({ ...hall, name: oneLanguage }))).name).toEqual(oneLanguage);
});

it("[VN3] a change of a venue names the revision that it is based on, and a stale one is refused with what changed", async () => {
  const id = await add();
  const first = await call(`GET /admin/venues/${id}`, { as: owner });
  expect(first.headers.get("etag")).toBe('"1"');
  expect(await answer(change(id, 1, whole), 200, AdminVenue)).toMatchObject({
    ...whole,
    revision: 2,
  });
  const late = await refused(change(id, 1, { ...whole, capacity: 5 }), "changed-meanwhile");
  const fields = late.errors?.map(({ pointer }) => pointer);
  expect(fields).toContain("/capacity");
  expect(late.errors?.find(({ pointer }) => pointer === "/capacity")?.detail).toMatch(/^800 \(/);
  expect((await read(id)).capacity).toBe(800);
  await refused(call(`PUT /admin/venues/${id}`, { as: owner, body: whole }), "if-match-missing");
});

it("[VN4] a venue is archived only when no dates are to come, the refusal names them, and it can be restored", async () => {
  const { venueId, scheduleId } = await openShop(owner);
  expect(await read(venueId)).toMatchObject({ planCount: 1, comingDates: 1 });
  const act = (what: string) => call(`POST /admin/venues/${venueId}/${what}`, { as: owner });
  const { errors } = await refused(act("archive"), "conflict");
  expect(errors?.map(({ pointer }) => pointer)).toEqual([`/dates/${scheduleId}`]);
  await answer(
    call(`POST /admin/schedules/${scheduleId}/cancellation`, {
      as: owner,
      body: { reason: "비", isDryRun: false },
    }),
    200,
    z.unknown(),
  );
  expect((await answer(act("archive"), 200, AdminVenue)).archivedAt).not.toBeNull();
  const { revision } = await answer(act("archive"), 200, AdminVenue);
  const ids = async (query: string) => (await list(query)).items.map(({ id }) => id);
  expect(await ids("?archived=yes")).toEqual([venueId]);
  expect(await ids("")).not.toContain(venueId);
  expect(await answer(act("restore"), 200, AdminVenue)).toMatchObject({
    archivedAt: null,
    revision: revision + 1,
  });
});

it("[VN5] nothing new can be planned at an archived venue", async () => {
  const { venueId, concertId, planHash, scheduleId } = await openShop(owner);
  await connect(testEnv).execute(
    sql`UPDATE schedule SET sale_state = 'cancelled' WHERE id = ${scheduleId}::uuid`,
  );
  await answer(call(`POST /admin/venues/${venueId}/archive`, { as: owner }), 200, AdminVenue);
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const date = {
    concertId,
    planHash,
    startsAt: at(48),
    saleOpensAt: at(1),
    saleClosesAt: at(2),
    zones: [{ id: "r", priceMinor: 1 }],
  };
  const word = text("A");
  const concert = {
    title: word,
    artist: word,
    description: word,
    genre: "concert",
    poster: "/posters/p.svg",
  };
  const slug = crypto.randomUUID();
  const post = (path: string, body: object) => call(`POST /admin/${path}`, { as: owner, body });
  await refused(post("schedules", date), "conflict");
  await refused(post("concerts", { slug, venueId, ...concert }), "conflict");
});

it("[VN6] a time zone stays while dates are to come", async () => {
  const { venueId, scheduleId } = await openShop(owner);
  const moved = { ...whole, timeZone: "Europe/Paris" };
  const { errors } = await refused(change(venueId, 1, moved), "conflict");
  expect(errors?.map(({ pointer }) => pointer)).toEqual([`/dates/${scheduleId}`]);
  const same = { ...whole, timeZone: "Asia/Seoul" };
  expect((await answer(change(venueId, 1, same), 200, AdminVenue)).revision).toBe(2);
  await answer(change(await add(), 1, moved), 200, AdminVenue);
});

it("[VN7] venues can be found by name, city and address in both languages, and each page has others", async () => {
  const { owner: as } = await newOrganization();
  const ids = [];
  for (const name of ["A", "B", "100%"]) ids.unshift(await add({ ...whole, name: text(name) }, as));
  const found = async (search: string) =>
    (await list(`?search=${encodeURIComponent(search)}`, as)).items.map(({ id }) => id);
  expect(await found("물결로")).toEqual(ids);
  expect(await found("seoul")).toEqual(ids);
  expect(await found("0%")).toEqual(ids.slice(0, 1));
  expect(await found("%")).toEqual(ids.slice(0, 1));
  expect(await found("nowhere")).toEqual([]);
  const first = await list("?limit=2", as);
  const rest = await list(`?limit=2&cursor=${first.nextCursor}`, as);
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
  await refused(call("GET /admin/venues?cursor=made-up", { as }), "invalid-request");
});

it("[VN8] every change of a venue is in its history, and only managers can make one", async () => {
  const id = await add();
  await answer(change(id, 1, whole), 200, AdminVenue);
  for (const what of ["archive", "restore"])
    await answer(call(`POST /admin/venues/${id}/${what}`, { as: owner }), 200, AdminVenue);
  const { items } = await answer(call(`GET /admin/acts?subject=${id}`, { as: owner }), 200, Acts);
  expect(items.map(({ action }) => action)).toEqual([
    "venue.restore",
    "venue.archive",
    "venue.change",
    "venue.create",
  ]);
  expect(items[2]?.changes).toContainEqual({ field: "capacity", before: null, after: 800 });
  expect(items[2]?.object).toMatchObject({ kind: "venue", id, name: whole.name });
  const as = await worker("box-office", { organizationId });
  expect((await read(id, as)).id).toBe(id);
  await refused(call("POST /admin/venues", { as, body: hall }), "right-missing");
});

it("[VN9] a concert shows where its venue is on the map and its gates, and nothing meant for staff", async () => {
  const { venueId, slug } = await openShop(owner);
  await answer(change(venueId, 1, { ...whole, timeZone: "Asia/Seoul" }), 200, AdminVenue);
  const response = await call(`GET /concerts/${slug}`);
  const { venue } = Concert.parse(await response.json());
  expect(venue).toMatchObject({ position: whole.position, gates: whole.gates });
  expect(Object.keys(venue)).not.toContain("contact");
});

it("[VN29] fans see a change of a venue at once on the pages of its concerts, also where the edge keeps them", async () => {
  const { venueId, slug } = await openShop(owner, 1);
  const seen = async () => (await answer(call(`GET /concerts/${slug}`), 200, Concert)).venue.name;
  expect(await seen()).toEqual(text("Hall"));
  const wanted = { ...whole, timeZone: "Asia/Seoul" };
  expect((await change(venueId, 1, wanted)).status).toBe(200);
  expect(await seen()).toEqual(whole.name);
});
