import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { CreatedPlan } from "../../../contract/admin/catalog-changes.ts";
import { PlanMoveReport } from "../../../contract/admin/plan-moves.ts";
import { Schedule } from "../../../contract/catalog/concerts.ts";
import { decodeSnapshot } from "../../../contract/live/live.ts";
import { Order } from "../../../contract/money/orders.ts";
import { Seats } from "../../../contract/plan/seats.ts";
import {
  answer,
  bought,
  call,
  fund,
  holding,
  openShop,
  pay,
  person,
  type Person,
  planOf,
  refused,
  type Shop,
} from "../../../../test/support/worker/shop.ts";
import { scheduleObject } from "../../../../test/support/worker/objects.ts";

let admin: Person;
beforeAll(async () => {
  admin = await person("admin");
});

afterEach(() => vi.restoreAllMocks());

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const post = (path: string, body: object) => call(`POST /admin/${path}`, { as: admin, body });
const publish = ({ venueId }: Shop, plan: object) =>
  answer(post("plans", { venueId, plan }), 201, CreatedPlan);
const ask = ({ scheduleId }: Shop, body: object) => post(`schedules/${scheduleId}/plan`, body);
const report = (shop: Shop, body: object) => answer(ask(shop, body), 200, PlanMoveReport);
const mapOf = async ({ scheduleId }: Shop) => {
  const response = await call(`GET /schedules/${scheduleId}/seats.bin`);
  const map = decodeSnapshot(new Uint8Array(await response.arrayBuffer()));
  if (!map) throw new Error("there is a map");
  return map;
};
/** The packed frame, as the seat map asks for it: its plan and its epoch. */
const packedOf = async ({ scheduleId }: Shop) => {
  const response = await call(`GET /schedules/${scheduleId}/seats.bin?packed=1`);
  const header = new DataView(await response.arrayBuffer());
  return { planHash: header.getUint32(4, true), epoch: header.getUint32(8, true) };
};
const scheduleOf = ({ scheduleId }: Shop) =>
  answer(call(`GET /schedules/${scheduleId}`), 200, Schedule);

/** The plan with its rows a meter farther away. */
function moved(rows: number) {
  const plan = planOf(rows);
  const [section] = plan.sections;
  const [block] = section?.blocks ?? [];
  const geometry = { ...block?.geometry, from: [0, 100], to: [900, 100] };
  return { ...plan, sections: [{ ...section, blocks: [{ ...block, geometry }] }] };
}

it("[PV32] a date on sale moves to a revision that keeps every place, and what is held and sold goes on", async () => {
  const shop = await openShop(admin, 2);
  const [one, other] = [await person(), await person()];
  const order = await bought(one, shop.scheduleId, [0, 1]);
  const hold = await holding(other, shop.scheduleId, [5]);
  const before = await mapOf(shop);
  const { hash } = await publish(shop, moved(3));
  const dry = await report(shop, { revision: 2 });
  expect(dry).toMatchObject({
    isDone: false,
    canMove: true,
    isUntouched: false,
    faults: [],
    seatCounts: [20, 30],
    sold: 2,
    held: 1,
    soldMoved: { count: 2, names: ["A/1/1", "A/1/2"] },
    added: { count: 10 },
    zones: [{ id: "r", priceMinor: 10_000 }],
  });
  expect((await scheduleOf(shop)).planHash).toBe(shop.planHash);
  expect((await packedOf(shop)).planHash).toBe(before.planHash);
  expect(await report(shop, { revision: 2, isDryRun: false })).toMatchObject({ isDone: true });
  expect(await scheduleOf(shop)).toMatchObject({ planHash: hash, seatCount: 30 });
  const packed = await packedOf(shop);
  const after = await mapOf(shop);
  expect(packed).toEqual({ planHash: after.planHash, epoch: after.epoch });
  expect(after.planHash).not.toBe(before.planHash);
  expect(after.epoch).toBeGreaterThan(before.epoch);
  expect([...after.statuses]).toEqual([...before.statuses, ...Array<number>(10).fill(0)]);
  await fund(other, hold.total.amount);
  const paid = await answer(pay(other, hold), 201, Order);
  expect(paid.seats).toMatchObject([{ seat: 5, key: "A/1/6" }]);
  const third = await person();
  expect((await bought(third, shop.scheduleId, [25])).seats[0]?.key).toBe("A/3/6");
  const again = await answer(call(`GET /orders/${order.id}`, { as: one }), 200, Order);
  expect(again.seats.map(({ key }) => key)).toEqual(["A/1/1", "A/1/2"]);
  const seats = call(`GET /schedules/${shop.scheduleId}/seats?limit=1000&status=taken`);
  expect((await answer(seats, 200, Seats)).items.map(({ seat }) => seat)).toEqual([0, 1, 5, 25]);
  const cancel = call(`POST /orders/${order.id}/cancellation`, {
    as: one,
    body: {},
    headers: { "idempotency-key": crypto.randomUUID() },
  });
  await answer(cancel, 200, Order);
  // Past the answer that the edge keeps for a second.
  const frame = await scheduleObject(shop.scheduleId).snapshot();
  const statuses = frame.ok ? decodeSnapshot(new Uint8Array(frame.value.bytes))?.statuses : null;
  expect([...(statuses?.slice(0, 6) ?? [])]).toEqual([0, 0, 0, 0, 0, 2]);
});

it("[PV33] a plan without a sold or held seat, or that numbers or zones places otherwise, is refused once sales have begun", async () => {
  const shop = await openShop(admin, 2);
  await bought(await person(), shop.scheduleId, [15]);
  await holding(await person(), shop.scheduleId, [19]);
  const [section] = planOf(2).sections;
  const [block] = section?.blocks ?? [];
  const withBlock = (change: object) => ({
    ...planOf(2),
    sections: [{ ...section, blocks: [{ ...block, ...change }] }],
  });
  const zones = [...planOf(2).zones, { id: "s", name: { ko: "S", en: "S" }, color: 2 }];
  const plans: [object, string[]][] = [
    [planOf(1), ["sold-gone", "held-gone", "gone"]],
    [withBlock({ seats: 11 }), ["renumbered"]],
    [{ ...withBlock({ zoneRows: [[0, 1, "s"]] }), zones }, ["rezoned", "zones"]],
    [withBlock({ isWhole: true }), ["table"]],
  ];
  for (const [plan, faults] of plans) {
    const { revision } = await publish(shop, plan);
    expect([revision, (await report(shop, { revision })).faults]).toEqual([revision, faults]);
    await refused(ask(shop, { revision, isDryRun: false }), "conflict");
  }
  expect((await report(shop, { revision: 1 })).faults).toEqual(["same-plan"]);
  await refused(ask(shop, { revision: 99 }), "not-found");
  expect((await scheduleOf(shop)).planHash).toBe(shop.planHash);
});

it("[PV34] before any sale a date moves to any revision of its venue, with prices for its new zones", async () => {
  const shop = await openShop(admin, 2, { saleOpensAt: inHours(48), lobbyMs: 0 });
  await mapOf(shop);
  const zones = [{ id: "vip", name: { ko: "VIP석", en: "VIP" }, color: 3 }];
  const [section] = planOf(4).sections;
  const plan = { ...planOf(4), zones, sections: [{ ...section, id: "B", zone: "vip" }] };
  await publish(shop, plan);
  expect(await report(shop, { revision: 2 })).toMatchObject({
    faults: ["zones"],
    isUntouched: true,
    zones: [{ id: "vip", priceMinor: null }],
    gone: { count: 20 },
  });
  const prices = [{ id: "vip", priceMinor: 5_000, feeMinor: 500 }];
  await refused(ask(shop, { revision: 2, isDryRun: false }), "conflict");
  const done = await report(shop, { revision: 2, prices, isDryRun: false });
  expect(done).toMatchObject({ isDone: true, seatCounts: [20, 40] });
  const schedule = await scheduleOf(shop);
  expect(schedule).toMatchObject({ seatCount: 40 });
  expect(schedule.zones).toMatchObject([{ id: "vip", name: { en: "VIP" }, color: 3 }]);
  expect((await mapOf(shop)).statuses.length).toBe(40);
});

it("[PV35] near the opening of a sale or a presale a date moves only to a revision that keeps every place", async () => {
  const shop = await openShop(admin, 2, { saleOpensAt: inHours(0.1), lobbyMs: 0 });
  await publish(shop, planOf(1));
  await publish(shop, moved(2));
  expect((await report(shop, { revision: 2 })).faults).toEqual(["gone"]);
  expect((await report(shop, { revision: 3 })).faults).toEqual([]);
});

it("[PV38] a move that the books have recorded is done although the date's object cannot be told yet, and repeating it is done too", async () => {
  const shop = await openShop(admin, 2);
  await mapOf(shop);
  const { hash } = await publish(shop, planOf(3));
  const { planHash: seenPlanHash } = await report(shop, { revision: 2 });
  expect(seenPlanHash).toBe(shop.planHash);
  const wanted = { revision: 2, isDryRun: false, seenPlanHash };
  // Only the object reads the seed of the draw, when it takes new terms.
  const real = globalThis.fetch;
  const down = vi.spyOn(globalThis, "fetch").mockImplementation(async (...request) => {
    const body = request[1]?.body;
    if (typeof body === "string" && body.includes("drawSeed")) throw new TypeError("down");
    return real(...request);
  });
  expect(await report(shop, wanted)).toMatchObject({ isDone: true });
  expect(await scheduleOf(shop)).toMatchObject({ planHash: hash, seatCount: 30 });
  expect((await mapOf(shop)).statuses.length).toBe(20);
  down.mockRestore();
  const again = { isDone: true, canMove: true, faults: [] };
  expect(await report(shop, wanted)).toMatchObject(again);
  expect((await mapOf(shop)).statuses.length).toBe(30);
});

it("[PV39] a move from another plan than the date has now is refused", async () => {
  const shop = await openShop(admin, 2);
  await publish(shop, planOf(3));
  await publish(shop, planOf(4));
  const seenPlanHash = shop.planHash;
  await report(shop, { revision: 2, isDryRun: false, seenPlanHash });
  await refused(ask(shop, { revision: 3, isDryRun: false, seenPlanHash }), "conflict");
  expect(await scheduleOf(shop)).toMatchObject({ seatCount: 30 });
});

it("[ST27] a date with a block moves only to a plan that keeps every place, even long before its sale", async () => {
  const shop = await openShop(admin, 2, { saleOpensAt: inHours(48), lobbyMs: 0 });
  const headers = { "idempotency-key": crypto.randomUUID() };
  const body = { kind: "house", seats: [15] };
  const path = `POST /admin/schedules/${shop.scheduleId}/stock`;
  expect((await call(path, { as: admin, body, headers })).status).toBe(201);
  await publish(shop, planOf(1));
  const faults = ["held-gone", "gone"];
  expect(await report(shop, { revision: 2 })).toMatchObject({
    faults,
    isUntouched: false,
    held: 1,
  });
  await publish(shop, planOf(3));
  await report(shop, { revision: 3, isDryRun: false });
  expect([...(await mapOf(shop)).statuses].slice(14, 17)).toEqual([0, 3, 0]);
});
