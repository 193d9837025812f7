import { beforeAll, expect, it } from "vitest";
import { z } from "@hono/zod-openapi";
import { Created } from "../../../../contract/admin/catalog-changes.ts";
import { AdminConcert, AdminDate } from "../../../../contract/admin/changes/concert-changes.ts";
import { Coupons } from "../../../../contract/money/discounts.ts";
import { Presales } from "../../../../contract/sale/presales.ts";
import {
  answer,
  call,
  holding,
  openShop,
  person,
  type Person,
  refused,
} from "../../../../../test/support/worker/shop.ts";

let admin: Person;

beforeAll(async () => {
  admin = await person("admin");
});

const text = { ko: "선예매", en: "Presale" };
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const Revised = z.strictObject({ revision: z.int() });

/** An open presale with one code, of a date that opens to everybody later. */
async function presale() {
  const shop = await openShop(admin, 1, { saleOpensAt: inHours(48) });
  const code = `CODE${crypto.randomUUID().slice(0, 8)}`.toUpperCase().replaceAll("-", "");
  const body = {
    name: text,
    opensAt: inHours(-1),
    closesAt: inHours(20),
    seatsMax: 5,
    codes: [{ code, usesMax: 9 }],
  };
  const path = `POST /admin/schedules/${shop.scheduleId}/presales`;
  const { id } = await answer(call(path, { as: admin, body }), 201, Created);
  return { ...shop, id, code };
}

const change = (id: string, revision: number, body: object) =>
  call(`PATCH /admin/presales/${id}`, {
    as: admin,
    body,
    headers: { "if-match": `"${revision}"` },
  });
const verify = async (scheduleId: string, code: string, as?: Person) =>
  call(`POST /schedules/${scheduleId}/presale`, { as: as ?? (await person()), body: { code } });
const isVerified = (response: Promise<Response>) => answer(response, 200, Presales);

it("[CH70] a presale's name, times, seats, codes and list can change, and whoever was verified stays verified", async () => {
  const { id, scheduleId, concertId, code } = await presale();
  const fan = await person();
  await isVerified(verify(scheduleId, code, fan));
  const first = await answer(
    call(`GET /admin/concerts/${concertId}`, { as: admin }),
    200,
    AdminConcert,
  );
  const revision = first.dates[0]?.revision ?? 0;
  const closesAt = inHours(30);
  const changes = {
    closesAt,
    seatsMax: 7,
    removeCodes: [code],
    addCodes: [{ code: "NEWCODE1" }],
    addEmails: ["a@example.com"],
  };
  const date = await answer(change(id, revision, changes), 200, AdminDate);
  expect(date.presales).toEqual([
    expect.objectContaining({ closesAt, seatsMax: 7, codes: 1, emails: 1, verified: 1 }),
  ]);
  await refused(verify(scheduleId, code), "code-not-valid");
  await isVerified(verify(scheduleId, "NEWCODE1"));
  const mine = call(`GET /schedules/${scheduleId}/presale`, { as: fan });
  expect(JSON.stringify((await answer(mine, 200, Presales)).items)).toContain("true");
  await refused(change(id, revision, { seatsMax: 8 }), "changed-meanwhile");
  const opened = await refused(change(id, date.revision, { opensAt: inHours(2) }), "conflict");
  expect(opened.detail).toBe("The presale has opened already");
  await refused(change(id, date.revision, { closesAt: inHours(60) }), "conflict");
});

it("[CH76] thousands of codes are added to a presale in one change, and a code that comes twice is named", async () => {
  const { id } = await presale();
  const addCodes = Array.from({ length: 3_000 }, (_, at) => ({
    code: `LONGENOUGH${at}`,
    usesMax: 2,
  }));
  const date = await answer(change(id, 2, { addCodes }), 200, AdminDate);
  expect(date.presales[0]?.codes).toBe(3_001);
  const twice = { addCodes: [{ code: "SAME1" }, { code: "SAME1", usesMax: 2 }] };
  const said = await refused(change(id, date.revision, twice), "invalid-request");
  expect(said.detail).toBe("A code comes twice");
});

it("[CH71] a paused presale verifies nobody new, and verifies again once it is resumed", async () => {
  const { id, scheduleId, code } = await presale();
  const { revision } = await answer(change(id, 2, { isPaused: true }), 200, AdminDate);
  await refused(verify(scheduleId, code), "code-not-valid");
  await answer(change(id, revision, { isPaused: false }), 200, AdminDate);
  await isVerified(verify(scheduleId, code));
});

it("[CH72] an ended presale is over at once, also for the sale's object, and cannot change any more", async () => {
  const { id, scheduleId, code } = await presale();
  const fan = await person();
  const { grant } = await isVerified(verify(scheduleId, code, fan));
  const headers = { "frontrow-presale": grant ?? "" };
  const joined = call(`POST /schedules/${scheduleId}/queue`, { as: fan, headers });
  expect((await joined).status).toBe(201);
  const board = async () =>
    (await (await call(`GET /schedules/${scheduleId}/queue`)).json()) as { presales: unknown[] };
  expect((await board()).presales).toHaveLength(1);
  const { revision } = await answer(change(id, 2, { isEnded: true }), 200, AdminDate);
  expect((await board()).presales).toEqual([]);
  const other = call(`POST /schedules/${scheduleId}/queue`, { as: await person() });
  await refused(other, "lobby-not-open");
  const late = await refused(change(id, revision, { seatsMax: 9 }), "conflict");
  expect(late.detail).toBe("The presale is over");
});

it("[CH73] a coupon's limits can change and it can be paused, but never below its uses, and not once it has ended", async () => {
  const { scheduleId } = await openShop(admin, 1);
  const code = `CH-${crypto.randomUUID().slice(0, 8)}`.toUpperCase();
  const body = { code, name: text, cut: { amountMinor: 1_000 }, usesMax: 3 };
  const { id } = await answer(call("POST /admin/coupons", { as: admin, body }), 201, Created);
  const changed = (revision: number, more: object) =>
    call(`PATCH /admin/coupons/${id}`, {
      as: admin,
      body: more,
      headers: { "if-match": `"${revision}"` },
    });
  const fan = await person();
  const hold = await holding(fan, scheduleId, [0]);
  const price = () =>
    call("POST /orders/price", {
      as: fan,
      body: { scheduleId, holdId: hold.id, coupon: code },
    });
  expect((await price()).status).toBe(200);
  await answer(changed(1, { isPaused: true, minimumMinor: 5_000 }), 200, Revised);
  expect((await refused(price(), "coupon-not-valid")).detail).toBe("closed");
  await refused(changed(1, { isPaused: false }), "changed-meanwhile");
  await answer(changed(2, { isPaused: false, usesMax: 1 }), 200, Revised);
  expect((await price()).status).toBe(200);
  const listed = await answer(call("GET /admin/coupons", { as: admin }), 200, Coupons);
  expect(listed.items.find((each) => each.id === id)).toMatchObject({
    revision: 3,
    usesMax: 1,
    minimumMinor: 5_000,
    isOpen: true,
    isPaused: false,
  });
  expect((await call(`DELETE /admin/coupons/${id}`, { as: admin })).status).toBe(204);
  await refused(changed(4, { isPaused: false }), "conflict");
});
