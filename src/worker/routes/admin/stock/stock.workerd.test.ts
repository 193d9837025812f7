import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import {
  ScheduleStock,
  StockBlockSeats,
  StockPreview,
} from "../../../../contract/admin/stock/stock.ts";
import { decodeSnapshot } from "../../../../contract/live/live.ts";
import { CodedSeats, Hold } from "../../../../contract/sale/holds.ts";
import { storedStock } from "../../../../db/stock/stock-blocks.ts";
import { connect } from "../../../../db/connection/connect.ts";
import { compareStock } from "../../../payment/compare-stock.ts";
import { eventually } from "../../../../../test/support/eventually.ts";
import { evict, scheduleObject } from "../../../../../test/support/worker/objects.ts";
import {
  answer,
  bought,
  call,
  callLimited,
  holding,
  holdSeats,
  openShop,
  passOf,
  person,
  type Person,
  refused,
  type Shop,
  testEnv,
} from "../../../../../test/support/worker/shop.ts";

let admin: Person;
beforeAll(async () => {
  admin = await person("admin");
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const address = ({ scheduleId }: Shop, more = "") => `/admin/schedules/${scheduleId}/stock${more}`;
const create = (shop: Shop, body: object, key: string = crypto.randomUUID()) =>
  call(`POST ${address(shop)}`, { as: admin, body, headers: { "idempotency-key": key } });
const made = (shop: Shop, body: object, key?: string) =>
  answer(create(shop, body, key), 201, StockBlockSeats);
const listed = (shop: Shop) =>
  answer(call(`GET ${address(shop)}`, { as: admin }), 200, ScheduleStock);
const statuses = async ({ scheduleId }: Shop) => {
  const frame = await scheduleObject(scheduleId).snapshot();
  const map = frame.ok ? decodeSnapshot(new Uint8Array(frame.value.bytes)) : null;
  return [...(map?.statuses ?? [])];
};
const guests = { kind: "house", reason: "guest", owner: "Min-ji", note: "press night" };

it("[ST20] a block is made once, shown with its counts, changed by its version, and released", async () => {
  const shop = await openShop(admin, 1);
  const key = crypto.randomUUID();
  const block = await made(shop, { ...guests, seats: [0, 1] }, key);
  expect(block).toMatchObject({
    version: 1,
    ...guests,
    channel: "staff",
    seats: [0, 1],
    counts: { free: 2, held: 0, sold: 0 },
    zones: [{ zoneId: "r", free: 2 }],
  });
  expect((await made(shop, { ...guests, seats: [0, 1] }, key)).id).toBe(block.id);
  const fan = await person();
  const pass = await passOf(fan, shop.scheduleId);
  await refused(holdSeats(fan, shop.scheduleId, pass, { seats: [1, 2] }), "seat-taken");
  expect(await listed(shop)).toMatchObject({
    items: [{ id: block.id, counts: { free: 2 } }],
    zones: [{ zoneId: "r", forSale: 8, held: 0, sold: 0, blocked: 2 }],
  });
  const change = { seen: 1, note: "sold out", add: [2], remove: [0] };
  const changed = call(`PATCH ${address(shop, `/${block.id}`)}`, { as: admin, body: change });
  expect(await answer(changed, 200, StockBlockSeats)).toMatchObject({
    version: 2,
    owner: "Min-ji",
    note: "sold out",
    seats: [1, 2],
  });
  const late = { seen: 1, add: [5] };
  await refused(
    call(`PATCH ${address(shop, `/${block.id}`)}`, { as: admin, body: late }),
    "changed-meanwhile",
  );
  const release = call(`POST ${address(shop, `/${block.id}/release`)}`, { as: admin, body: {} });
  expect((await release).status).toBe(204);
  expect((await statuses(shop)).slice(0, 4)).toEqual([0, 0, 0, 0]);
  expect((await listed(shop)).items).toEqual([]);
});

it("[ST21] a preview says what a change would touch, by zone, block and kind of claim", async () => {
  const shop = await openShop(admin, 1);
  await bought(await person(), shop.scheduleId, [0]);
  await holding(await person(), shop.scheduleId, [1, 2]);
  const { id } = await made(shop, { kind: "killed", reason: "camera", seats: [3] });
  const body = { seats: [0, 1, 2, 3, 4] };
  const asked = call(`POST ${address(shop, "/preview")}`, { as: admin, body });
  const touched = { free: 1, held: 2, paying: 0, kept: 0, sold: 1, blocked: 1 };
  expect(await answer(asked, 200, StockPreview)).toEqual({
    total: 5,
    ...touched,
    zones: [{ zoneId: "r", ...touched }],
    blocks: [{ id, seats: 1 }],
    examples: { held: [1, 2], paying: [], sold: [0] },
  });
  await refused(create(shop, { ...guests, seats: [0, 4] }), "seat-taken");
  await refused(create(shop, { ...guests, seats: [1, 4] }), "seat-taken");
  const waiting = await made(shop, { ...guests, seats: [1, 4], whenFree: true });
  expect(waiting.counts).toEqual({ free: 1, held: 1, sold: 0 });
});

it("[ST22] an object that has lost its rows has its blocks from the books, and the log says who changed them", async () => {
  const shop = await openShop(admin, 1);
  const block = await made(shop, { ...guests, seats: [0, 1] });
  const over = await made(shop, { kind: "channel", seats: [5] });
  await call(`POST ${address(shop, `/${over.id}/release`)}`, { as: admin, body: {} });
  const before = await listed(shop);
  await evict(shop.scheduleId);
  expect((await listed(shop)).items).toEqual(before.items);
  await runInDurableObject(scheduleObject(shop.scheduleId), (_, { storage }) =>
    storage.deleteAll(),
  );
  await evict(shop.scheduleId);
  expect((await listed(shop)).items).toEqual(before.items);
  expect(await statuses(shop)).toEqual([3, 3, 0, 0, 0, 0, 0, 0, 0, 0]);
  const { rows } = await connect(testEnv).execute(
    sql`SELECT action, before->>'seats' AS before, after->>'seats' AS after, actor_id AS by FROM audit_log
      WHERE subject = ${shop.scheduleId} AND action LIKE 'stock.%' ORDER BY id`,
  );
  expect(rows).toEqual([
    { action: "stock.create", before: null, after: "2", by: admin.id },
    { action: "stock.create", before: null, after: "1", by: admin.id },
    { action: "stock.release", before: "1", after: "0", by: admin.id },
  ]);
  expect(block.version).toBe(1);
});

it("[ST23] the seats of a code are for its holders: they find them, hold them and give them back to the block", async () => {
  const shop = await openShop(admin, 1);
  const coded = { kind: "channel", channel: "code", code: "Friends-2027", seats: [0, 1] };
  const block = await made(shop, coded);
  await refused(create(shop, { ...coded, code: undefined, seats: [3] }), "invalid-request");
  const fan = await person();
  const find = (code: string) =>
    call(`POST /schedules/${shop.scheduleId}/coded-seats`, { as: fan, body: { code } });
  await refused(find("enemies"), "code-not-valid");
  expect(await answer(find("friends 2027"), 200, CodedSeats)).toEqual({ seats: [0, 1], total: 2 });
  const pass = await passOf(fan, shop.scheduleId);
  const hold = (body: object, key?: string) => holdSeats(fan, shop.scheduleId, pass, body, key);
  await refused(hold({ seats: [0] }), "seat-taken");
  await refused(hold({ seats: [0], code: "enemies" }), "seat-taken");
  const key = crypto.randomUUID();
  const held = await answer(hold({ seats: [0, 2], code: "friends2027" }, key), 201, Hold);
  expect((await answer(hold({ seats: [0, 2], code: "friends2027" }, key), 201, Hold)).id).toBe(
    held.id,
  );
  await refused(hold({ seats: [0, 2] }, key), "idempotency-mismatch");
  expect(await answer(find("FRIENDS-2027"), 200, CodedSeats)).toEqual({ seats: [1], total: 2 });
  const release = `DELETE /schedules/${shop.scheduleId}/holds/${held.id}`;
  expect((await call(release, { as: fan })).status).toBe(204);
  expect((await statuses(shop)).slice(0, 3)).toEqual([3, 3, 0]);
  expect(block.channel).toBe("code");
});

it("[ST36][ST37] guesses of a code are slowed down, asked for or held with, and the board tells that there is one", async () => {
  const shop = await openShop(admin, 1);
  const board = () => scheduleObject(shop.scheduleId).board();
  expect(await board()).not.toHaveProperty("value.hasCodes");
  await made(shop, { kind: "channel", channel: "code", code: "Friends-2027", seats: [0, 1] });
  expect(await board()).toHaveProperty("value.hasCodes", true);
  const fan = await person();
  const pass = await passOf(fan, shop.scheduleId);
  const hold = (body: object) =>
    callLimited(`POST /schedules/${shop.scheduleId}/holds`, {
      as: fan,
      body,
      headers: { "frontrow-pass": pass, "idempotency-key": crypto.randomUUID() },
    });
  const guess = (n: number) => hold({ seats: [0], code: `guess-${n}` });
  const told: number[] = [];
  // So many that some are refused even if a new minute begins meanwhile.
  for (let n = 0; n < 41; n++) told.push((await guess(n)).status);
  expect([told[0], told.includes(429)]).toEqual([409, true]);
  // The same count holds for asking, and holds without a code go on.
  const asked: number[] = [];
  const find = { as: fan, body: { code: "guess" } };
  for (let n = 0; n < 41; n++)
    asked.push((await callLimited(`POST /schedules/${shop.scheduleId}/coded-seats`, find)).status);
  expect(asked).toContain(429);
  expect((await hold({ seats: [2] })).status).toBe(201);
});

it("[ST24] a change that the books do not hear of holds at once, is told to them later, and is nobody's success before", async () => {
  const shop = await openShop(admin, 1);
  await listed(shop);
  const real = globalThis.fetch;
  const lost = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    if (typeof init?.body === "string" && init.body.includes("keep_stock_change"))
      throw new Error("no network");
    return await real(input, init);
  });
  vi.spyOn(console, "error").mockImplementation(() => {});
  const key = crypto.randomUUID();
  await refused(create(shop, { ...guests, seats: [0, 1] }, key), "outcome-unknown");
  expect((await statuses(shop)).slice(0, 3)).toEqual([3, 3, 0]);
  const stored = () => storedStock(connect(testEnv), shop.scheduleId);
  expect(await stored()).toEqual([]);
  await evict(shop.scheduleId);
  lost.mockRestore();
  const object = scheduleObject(shop.scheduleId);
  expect((await statuses(shop)).slice(0, 3)).toEqual([3, 3, 0]);
  await runDurableObjectAlarm(object);
  await eventually(async () =>
    expect((await stored()).map(({ seats }) => seats)).toEqual([[0, 1]]),
  );
  const again = await made(shop, { ...guests, seats: [0, 1] }, key);
  expect([again.version, (await stored()).length]).toEqual([1, 1]);
});

it("[ST25] a block that is released at its time goes to the fan who waits for it, and the books know", async () => {
  const shop = await openShop(admin, 1);
  await bought(await person(), shop.scheduleId, [0, 1, 2, 3]);
  await bought(await person(), shop.scheduleId, [4, 5, 6, 7]);
  await bought(await person(), shop.scheduleId, [8]);
  const releaseAt = new Date(Date.now() + 3_600_000).toISOString();
  const { id } = await made(shop, { ...guests, seats: [9], releaseAt });
  const fan = await person();
  const join = { zoneIds: [], count: 1, together: true };
  const joined = await call(`PUT /schedules/${shop.scheduleId}/waitlist`, { as: fan, body: join });
  expect([joined.status, await joined.text()]).toEqual([200, expect.anything()]);
  vi.setSystemTime(Date.now() + 3_600_000);
  const object = scheduleObject(shop.scheduleId);
  await runDurableObjectAlarm(object);
  await eventually(async () => {
    const holds = await object.holdsOf(fan.id);
    expect(holds.ok && holds.value.map(({ seats }) => seats.map(({ seat }) => seat))).toEqual([
      [9],
    ]);
  });
  vi.useRealTimers();
  await eventually(async () => {
    const [block] = await storedStock(connect(testEnv), shop.scheduleId);
    expect(block).toMatchObject({ blockId: id, isReleased: true, seats: [] });
  });
});

it("[ST26] reconciliation finds a block that the books know otherwise than the schedule", async () => {
  const shop = await openShop(admin, 1);
  const { id } = await made(shop, { ...guests, seats: [0, 1] });
  const db = connect(testEnv);
  expect(await compareStock(testEnv, db, shop.scheduleId)).toEqual([]);
  await db.execute(sql`DELETE FROM stock_seat WHERE block_id = ${id} AND seat = 1`);
  expect(await compareStock(testEnv, db, shop.scheduleId)).toEqual([
    {
      kind: "stock-differs",
      subject: shop.scheduleId,
      detail: `${id}: schedule 1: 0,1, books 1: 0`,
    },
  ]);
});
