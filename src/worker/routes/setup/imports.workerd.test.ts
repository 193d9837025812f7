import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { Created } from "../../../contract/admin/catalog-changes.ts";
import { Schedule } from "../../../contract/catalog/concerts.ts";
import { ImportPreview, ImportResult } from "../../../contract/import/imports.ts";
import { connect } from "../../../db/connection/connect.ts";
import {
  answer,
  call,
  openShop,
  refused,
  type Shop,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";
import { newOrganization, worker } from "../../../../test/support/worker/staff.ts";

let owner: Person;
let organizationId: string;
let shop: Shop;
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
beforeAll(async () => {
  ({ owner, organizationId } = await newOrganization());
  shop = await openShop(owner, 1, { saleOpensAt: inHours(48) });
});

/** Sends a file as it is. */
const send = (kind: string, target: string, file: string, as = owner) =>
  call(`POST /admin/imports?kind=${kind}&target=${target}`, {
    as,
    raw: file,
    headers: { "content-type": "text/csv" },
  });
const preview = (kind: string, target: string, file: string) =>
  answer(send(kind, target, file), 201, ImportPreview);
const commit = (id: string, isPartial = false, as = owner) =>
  call(`POST /admin/imports/${id}/commit`, { as, body: { isPartial } });
const committed = (id: string, isPartial = false) =>
  answer(commit(id, isPartial), 200, ImportResult);

async function newPresale(): Promise<string> {
  const body = { name: { ko: "선", en: "Pre" }, opensAt: inHours(1), closesAt: inHours(2) };
  const path = `POST /admin/schedules/${shop.scheduleId}/presales`;
  return (await answer(call(path, { as: owner, body }), 201, Created)).id;
}
const countOf = async (table: "presale_member" | "presale_code", presaleId: string) => {
  const { rows } = await connect(testEnv).execute<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM ${sql.identifier(table)} WHERE presale_id = ${presaleId}::uuid`,
  );
  return rows[0]?.count;
};
const datesOf = async (concertId: string): Promise<Schedule[]> => {
  const { rows } = await connect(testEnv).execute<{ id: string }>(
    sql`SELECT id FROM schedule WHERE concert_id = ${concertId}::uuid ORDER BY starts_at`,
  );
  return await Promise.all(
    rows.map(({ id }) => answer(call(`GET /schedules/${id}`), 200, Schedule)),
  );
};

it("[IM10] a preview says what each row will do and does nothing, and a commit does it once however often it is sent", async () => {
  const presaleId = await newPresale();
  const first = await preview("emails", presaleId, "email\na@b.co\nc@d.co\n");
  expect(first).toMatchObject({ counts: { add: 2, change: 0, none: 0 }, faultyRows: 0 });
  expect(await countOf("presale_member", presaleId)).toBe(0);
  const done = { counts: { add: 2, change: 0, none: 0 }, skipped: 0 };
  expect(await committed(first.id)).toEqual(done);
  expect(await committed(first.id)).toEqual(done);
  expect(await countOf("presale_member", presaleId)).toBe(2);
  const again = await preview("emails", presaleId, "email\nA@b.co\ne@f.co\n");
  expect(again.rows.map(({ effect, cells }) => [effect, cells])).toEqual([
    ["none", ["A@b.co"]],
    ["add", ["e@f.co"]],
  ]);
});

it("[IM11] a table with faulty rows is committed only without them and by choice", async () => {
  const presaleId = await newPresale();
  const read = await preview("codes", presaleId, "code,uses\nWAVES1,2\nxx,1\nWAVES2,\n");
  expect(read).toMatchObject({ rowCount: 3, faultyRows: 1, counts: { add: 2 } });
  expect(read.faults[0]).toMatchObject({ line: 3, column: "code", code: "not-a-code" });
  await refused(commit(read.id), "conflict");
  expect(await countOf("presale_code", presaleId)).toBe(0);
  expect(await committed(read.id, true)).toMatchObject({ counts: { add: 2 }, skipped: 1 });
  const changed = await preview("codes", presaleId, "code,uses\nwaves-1,5\nWAVES2,1\n");
  expect(changed.counts).toEqual({ add: 0, change: 1, none: 1 });
  expect(await committed(changed.id)).toMatchObject({ counts: { add: 0, change: 1, none: 1 } });
});

it("[IM12] no code of an import is stored in plain text", async () => {
  const presaleId = await newPresale();
  const { id } = await preview("codes", presaleId, "code\nTOPSECRET\n");
  const { rows } = await connect(testEnv).execute<{ said: string }>(
    sql`SELECT r.value::text AS said FROM data_import_row r WHERE r.import_id = ${id}::uuid`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.said).not.toContain("SECRET");
});

it("[IM13] new dates follow the date that they were made after, with its prices and terms, and a second commit adds none", async () => {
  const { concertId, scheduleId } = await openShop(owner, 1, { seatsPerAccount: 3 });
  const table = "시작\n2099-03-01 19:30\n2099-03-02 14:00\n";
  const { id, counts } = await preview("dates", scheduleId, table);
  expect(counts).toEqual({ add: 2, change: 0, none: 0 });
  expect(await datesOf(concertId)).toHaveLength(1);
  await committed(id);
  await committed(id);
  const [model, first, second] = await datesOf(concertId);
  expect([first?.startsAt, second?.startsAt]).toEqual([
    "2099-03-01T10:30:00.000Z",
    "2099-03-02T05:00:00.000Z",
  ]);
  expect(first).toMatchObject({
    planHash: model?.planHash,
    zones: model?.zones,
    seatsPerAccount: 3,
    saleOpensAt: model?.saleOpensAt,
  });
  const again = await preview("dates", scheduleId, table);
  expect(again.counts).toEqual({ add: 0, change: 0, none: 2 });
});

it("[IM14] prices change on all dates to come or on the named one, and one date that cannot change stops them all", async () => {
  const { concertId, scheduleId } = await openShop(owner);
  const dates = await preview("dates", scheduleId, "start\n2099-03-01 19:30\n");
  await committed(dates.id);
  const table = "start,zone,price,fee\n,R,12000,1500\n2099-03-01 19:30,r,15000,\n";
  const read = await preview("prices", scheduleId, table);
  expect(read.rows.map(({ effect, before }) => [effect, before])).toEqual([
    ["change", "10000 + 1000"],
    ["change", "10000 + 1000"],
  ]);
  await committed(read.id);
  const priced = (await datesOf(concertId)).map(({ zones }) => zones[0]);
  expect(priced.map((zone) => [zone?.price.amount, zone?.fee.amount])).toEqual([
    [12_000, 1_500],
    [15_000, 1_000],
  ]);
  const late = await preview("prices", scheduleId, "zone,price\nr,20000\n");
  await connect(testEnv).execute(
    sql`UPDATE schedule SET sale_state = 'cancelled' WHERE concert_id = ${concertId}::uuid AND starts_at > '2099-01-01'`,
  );
  await refused(commit(late.id), "conflict");
  expect((await datesOf(concertId))[0]?.zones[0]?.price.amount).toBe(12_000);
});

it("[IM15] a hostile file is refused with its reason and leaves nothing", async () => {
  const presaleId = await newPresale();
  const left = async () =>
    (
      await connect(testEnv).execute(
        sql`SELECT FROM data_import WHERE target_id = ${presaleId}::uuid`,
      )
    ).rows.length;
  const wrong: [string, string][] = [
    ["", "no-column"],
    ["name,phone\na,b\n", "no-column"],
    ["email\n", "empty"],
    ["email\na@b.co\u0000\n", "encoding"],
    [`email\n${"a@b.co\n".repeat(100_001)}`, "too-many-rows"],
  ];
  for (const [file, fault] of wrong) {
    const { errors } = await refused(send("emails", presaleId, file), "invalid-request");
    expect([fault, errors?.[0]?.pointer]).toEqual([fault, `/file/${fault}`]);
  }
  await refused(send("emails", presaleId, "x".repeat(17_000_000)), "body-too-large");
  const formulas = await preview("emails", presaleId, `email\n=1+1\n"@SUM(A1)"\n+1@b.co\n`);
  expect(formulas.faultyRows).toBe(2);
  await connect(testEnv).execute(sql`DELETE FROM data_import WHERE id = ${formulas.id}::uuid`);
  expect(await left()).toBe(0);
});

it("[IM16] a hundred thousand addresses are taken in one import", async () => {
  const presaleId = await newPresale();
  const lines = Array.from({ length: 100_000 }, (_, at) => `fan${at}@example.com`);
  const read = await preview("emails", presaleId, `email\n${lines.join("\n")}\n`);
  expect(read.counts.add).toBe(100_000);
  expect(read.rows).toHaveLength(200);
  expect((await committed(read.id)).counts.add).toBe(100_000);
  expect(await countOf("presale_member", presaleId)).toBe(100_000);
}, 180_000);

it("[IM31] an import that nobody committed within a day is refused as if it were gone", async () => {
  const presaleId = await newPresale();
  const { id } = await preview("emails", presaleId, "email\na@b.co\n");
  await connect(testEnv).execute(
    sql`UPDATE data_import SET created_at = now() - interval '25 hours' WHERE id = ${id}::uuid`,
  );
  await refused(commit(id), "not-found");
  expect(await countOf("presale_member", presaleId)).toBe(0);
});

it("[IM32] prices are not changed on a date that has changed since the preview, and fans see changed ones at once", async () => {
  const { scheduleId, slug } = await openShop(owner);
  const stale = await preview("prices", scheduleId, "zone,price\nr,20000\n");
  const read = await preview("prices", scheduleId, "zone,price\nr,12000\n");
  const seen = async () => {
    const response = await call(`GET /concerts/${slug}/schedules`);
    const { items } = (await response.json()) as { items: Schedule[] };
    const date = await answer(call(`GET /schedules/${scheduleId}`), 200, Schedule);
    return [items[0]?.zones[0]?.price.amount, date.zones[0]?.price.amount];
  };
  expect(await seen()).toEqual([10_000, 10_000]);
  await committed(read.id);
  expect(await seen()).toEqual([12_000, 12_000]);
  const { detail } = await refused(commit(stale.id), "conflict");
  expect(detail).toBe("A date has changed since the preview");
  expect(await seen()).toEqual([12_000, 12_000]);
});

it("[IM30] no date is added that has begun since the preview, or to a concert that was archived meanwhile", async () => {
  const { concertId, scheduleId } = await openShop(owner);
  const table = "start\n2099-03-01 19:30\n";
  const begun = await preview("dates", scheduleId, table);
  await connect(testEnv).execute(
    sql`UPDATE data_import_row SET value = value || jsonb_build_object('startsAtMs', ${Date.now()}::bigint)
      WHERE import_id = ${begun.id}::uuid`,
  );
  await refused(commit(begun.id), "conflict");
  const stale = await preview("dates", scheduleId, table);
  const lessSeats = { as: owner, body: { seatsPerAccount: 1 }, headers: { "if-match": '"1"' } };
  expect((await call(`PATCH /admin/schedules/${scheduleId}`, lessSeats)).status).toBe(200);
  const { detail } = await refused(commit(stale.id), "conflict");
  expect(detail).toBe("The date that the new ones follow has changed since the preview");
  const hidden = await preview(
    "dates",
    scheduleId,
    "start,sale opens\n2099-03-02 19:30,2098-12-01 10:00\n",
  );
  await connect(testEnv).execute(
    sql`UPDATE concert SET state = 'scheduled', publish_at = '2099-01-01T00:00:00Z' WHERE id = ${concertId}::uuid`,
  );
  expect((await refused(commit(hidden.id), "conflict")).detail).toBe(
    "The page of the concert appears later",
  );
  await connect(testEnv).execute(
    sql`UPDATE concert SET state = 'published', publish_at = NULL WHERE id = ${concertId}::uuid`,
  );
  const late = await preview("dates", scheduleId, table);
  await connect(testEnv).execute(
    sql`UPDATE concert SET state = 'archived' WHERE id = ${concertId}::uuid`,
  );
  await refused(commit(late.id), "conflict");
  expect(await datesOf(concertId)).toHaveLength(1);
});

it("[IM17] an import is of its organization alone, and only managers can run one", async () => {
  const presaleId = await newPresale();
  const { id } = await preview("emails", presaleId, "email\na@b.co\n");
  const other = await newOrganization();
  await refused(send("emails", presaleId, "email\na@b.co\n", other.owner), "not-found");
  await refused(
    send("dates", shop.scheduleId, "start\n2099-01-01 10:00\n", other.owner),
    "not-found",
  );
  await refused(commit(id, false, other.owner), "not-found");
  const as = await worker("marketing", { organizationId });
  await refused(send("emails", presaleId, "email\na@b.co\n", as), "right-missing");
  const concertId = (await openShop(owner)).concertId;
  const single = await worker("manager", { organizationId, concertId });
  await refused(send("emails", presaleId, "email\na@b.co\n", single), "not-found");
});
