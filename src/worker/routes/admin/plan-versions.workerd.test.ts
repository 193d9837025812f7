import { beforeAll, expect, it } from "vitest";
import {
  CreatedPlanDraft,
  PlanDraft,
  SavedPlanDraft,
} from "../../../contract/admin/plan-drafts.ts";
import {
  PlanAtVersion,
  PlanComparison,
  PlanImport,
  PlanVersion,
  VenuePlans,
} from "../../../contract/admin/plan-versions.ts";
import { page } from "../../../contract/paging.ts";
import { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import { encodeCp949 } from "../../../contract/plan/exchange/text-encoding.ts";
import {
  answer,
  call,
  openShop,
  person,
  type Person,
  planOf,
  refused,
  type Shop,
} from "../../../../test/support/worker/shop.ts";
import { newOrganization } from "../../../../test/support/worker/staff.ts";

let admin: Person;
let shop: Shop;
let id: string;
const section = "A";

beforeAll(async () => {
  admin = await person("admin");
  shop = await openShop(admin, 2);
  id = await begin({ plan: planOf(2) });
});

const post = (path: string, body: object) => call(`POST /admin/${path}`, { as: admin, body });
const get = (path: string) => call(`GET /admin/${path}`, { as: admin });
const begin = async (body: object) =>
  (await answer(post("plan-drafts", { venueId: shop.venueId, ...body }), 201, CreatedPlanDraft)).id;
const save = (draftId: string, version: number, ...seats: number[]) =>
  answer(
    post(`plan-drafts/${draftId}/saves`, {
      version,
      operations: seats.map((each) => ({ kind: "rows", id: section, at: 0, seats: each })),
    }),
    201,
    SavedPlanDraft,
  );
const at = (draftId: string, version: number) =>
  answer(get(`plan-drafts/${draftId}/plan?version=${version}`), 200, PlanAtVersion);

it("[PV1] every version of a draft can be read again, and an unknown one is not found", async () => {
  const draftId = await begin({ plan: planOf(2) });
  const plans = [SeatPlan.parse(planOf(2))];
  for (let version = 0; version < 27; version++) {
    await save(draftId, version, 5 + (version % 7), 6 + (version % 5));
    plans.push((await answer(get(`plan-drafts/${draftId}`), 200, PlanDraft)).plan);
  }
  for (const version of [0, 1, 24, 25, 26, 27])
    expect((await at(draftId, version)).plan).toEqual(plans[version]);
  await refused(get(`plan-drafts/${draftId}/plan?version=28`), "not-found");
  const versions = await answer(
    get(`plan-drafts/${draftId}/versions?limit=2`),
    200,
    page(PlanVersion),
  );
  expect(versions.items).toMatchObject([
    { version: 27, operationCount: 2, kinds: ["rows"], by: { name: "Haneul" } },
    { version: 26 },
  ]);
  const rest = get(`plan-drafts/${draftId}/versions?cursor=${versions.nextCursor}&limit=100`);
  expect((await answer(rest, 200, page(PlanVersion))).items.map((each) => each.version)).toEqual(
    Array.from({ length: 25 }, (_, index) => 25 - index),
  );
});

it("[PV2] restoring a version makes a new save with its plan, and removes nothing from the history", async () => {
  await save(id, 0, 7);
  await save(id, 1, 4);
  const restored = await answer(
    post(`plan-drafts/${id}/restoration`, { version: 2, restore: 1 }),
    201,
    SavedPlanDraft,
  );
  expect(restored).toEqual({ version: 3, seatCount: 14 });
  expect((await at(id, 3)).plan).toEqual((await at(id, 1)).plan);
  expect((await at(id, 2)).seatCount).toBe(8);
  await refused(post(`plan-drafts/${id}/restoration`, { version: 2, restore: 0 }), "conflict");
  await refused(post(`plan-drafts/${id}/restoration`, { version: 3, restore: 9 }), "not-found");
});

it("[PV3] two versions or revisions of one venue are compared by the names of their places", async () => {
  const compared = await answer(
    get(`venues/${shop.venueId}/plan-comparison?from=revision:1&to=draft:${id}:2`),
    200,
    PlanComparison,
  );
  expect(compared).toMatchObject({
    seatCounts: [20, 8],
    removed: { count: 12 },
    moved: { count: 8 },
    added: { count: 0, seats: [] },
  });
  const other = await openShop(admin, 1);
  const points = [`draft:${id}:2`, "revision:9"];
  for (const point of points)
    await refused(
      get(`venues/${other.venueId}/plan-comparison?from=revision:1&to=${point}`),
      "not-found",
    );
});

it("[PV4] a venue lists its revisions with the dates that sell them, and its drafts with their editors", async () => {
  const plans = await answer(get(`venues/${shop.venueId}/plans`), 200, VenuePlans);
  expect(plans).toMatchObject({
    venueId: shop.venueId,
    revisions: [
      {
        revision: 1,
        hash: shop.planHash,
        seatCount: 20,
        by: { name: "Haneul" },
        dateCount: 1,
        dates: [{ scheduleId: shop.scheduleId }],
      },
    ],
  });
  expect(plans.drafts.find((draft) => draft.id === id)).toMatchObject({
    version: 3,
    seatCount: 14,
    baseRevision: null,
    editor: { accountId: admin.id },
    by: { name: "Haneul" },
  });
});

it("[PV5] a draft begins from a revision of any venue of the organization, a sample hall, or nothing", async () => {
  const other = await openShop(admin, 3);
  const read = async (body: object) =>
    await answer(get(`plan-drafts/${await begin(body)}`), 200, PlanDraft);
  const own = { kind: "revision", venueId: shop.venueId, revision: 1 };
  expect(await read({ from: own })).toMatchObject({ baseHash: shop.planHash, seatCount: 20 });
  const copied = { kind: "revision", venueId: other.venueId, revision: 1 };
  expect(await read({ from: copied })).toMatchObject({ baseHash: null, seatCount: 30 });
  for (const hall of ["black-box-150", "theater-800", "arena-12000", "stadium-98966"])
    expect((await read({ from: { kind: "hall", hall } })).seatCount).toBe(
      Number(hall.split("-").at(-1)),
    );
  expect((await read({ from: { kind: "empty" } })).plan.sections).toEqual([]);
  const { venueId } = shop;
  await refused(post("plan-drafts", { venueId }), "invalid-request");
  const both = { venueId, plan: planOf(1), from: { kind: "empty" } };
  await refused(post("plan-drafts", both), "invalid-request");
  const { owner } = await newOrganization();
  const theirs = await openShop(owner, 1);
  const stolen = { kind: "revision", venueId: theirs.venueId, revision: 1 };
  await refused(post("plan-drafts", { venueId, from: stolen }), "not-found");
});

it("[PV6] a draft is deleted only in the version that was seen, and is not found afterwards", async () => {
  const draftId = await begin({ plan: planOf(1) });
  const remove = (version: string) =>
    call(`DELETE /admin/plan-drafts/${draftId}${version}`, { as: admin });
  await refused(remove(""), "invalid-request");
  await save(draftId, 0, 3);
  await refused(remove("?version=0"), "conflict");
  expect((await remove("?version=1")).status).toBe(204);
  await refused(get(`plan-drafts/${draftId}`), "not-found");
  await refused(remove("?version=1"), "not-found");
  const { drafts } = await answer(get(`venues/${shop.venueId}/plans`), 200, VenuePlans);
  expect(drafts.some((draft) => draft.id === draftId)).toBe(false);
});

const header = "section,row,seat,zone,x,y";
const send = (body: BodyInit, type = "text/csv") =>
  call(`POST /admin/venues/${shop.venueId}/plan-import`, {
    as: admin,
    raw: body,
    headers: { "content-type": type },
  });

it("[PV7] a file is read with its counts or with its faults by row and column, and nothing is kept of it", async () => {
  const table = `${header}\r\n나,1,1,특석,0,0\r\n나,1,2,특석,60,0\r\n나,2,1,일반,0,90\r\n`;
  for (const bytes of [new TextEncoder().encode(table), encodeCp949(table)])
    expect(await answer(send(bytes), 200, PlanImport)).toMatchObject({
      seatCount: 3,
      sections: 1,
      zones: [
        { name: { ko: "특석" }, seatCount: 2 },
        { name: { ko: "일반" }, seatCount: 1 },
      ],
      faults: [],
    });
  const wrong = await answer(send(`${header}\n나,1,1,특석,0,left\n나,1,1,,0,0\n`), 200, PlanImport);
  expect(wrong).toMatchObject({ plan: null, seatCount: 0 });
  expect(wrong.faults).toMatchObject([
    { row: 2, column: "y", code: "no-number", value: "left" },
    { row: 3, column: "zone", code: "empty" },
    { row: 3, column: "seat", code: "name-twice" },
  ]);
  const deep = `${"[".repeat(50)}${"]".repeat(50)}`;
  const hostile = [deep, "\0\0", `{"format":"seatplan/1"}`, `${header}\n`];
  for (const text of hostile)
    expect((await answer(send(text), 200, PlanImport)).faults.length).toBeGreaterThan(0);
  await refused(send(new Uint8Array(17 * 1024 * 1024)), "body-too-large");
  await refused(send("x", "image/png"), "unsupported-media-type");
});

it("[PV8] a plan downloaded in any format is read back with the same places", async () => {
  for (const format of ["seatplan", "csv", "cp949", "pretix"])
    for (const path of [
      `venues/${shop.venueId}/plan-file?revision=1&format=${format}`,
      `plan-drafts/${id}/file?version=0&format=${format}`,
    ]) {
      const response = await get(path);
      expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="plan-/);
      const read = await answer(send(await response.arrayBuffer()), 200, PlanImport);
      expect([format, read.seatCount, read.faults]).toEqual([format, 20, []]);
    }
});
