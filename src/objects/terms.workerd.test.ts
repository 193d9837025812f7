import { runInDurableObject } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { operatorScope } from "../contract/admin/organizations.ts";
import { afterEach, expect, it, vi } from "vitest";
import { decodeSnapshot } from "../contract/live/live.ts";
import { countPlaces } from "../contract/plan/seat-places.ts";
import type { SeatPlan } from "../contract/plan/seat-plan.ts";
import { simulationPlan } from "../core/simulation/simulated-sale.ts";
import { createPlan } from "../db/admin/catalog-changes.ts";
import { moveSchedulePlan } from "../db/admin/plan-moves.ts";
import { rowsOf } from "../db/connection/database.ts";
import { changeSale } from "../db/sale/sales.ts";
import { joinWaitlist } from "../db/waitlist/waitlist.ts";
import { books, evict, newFan } from "../../test/support/worker/objects.ts";
import { eventually } from "../../test/support/eventually.ts";
import { holdBack } from "../../test/support/worker/held-back.ts";
import { refusal, sale, statuses, uuid } from "../../test/support/worker/one-sale.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const done = { ok: true, value: null };
const by = { accountId: null, requestId: null, scope: operatorScope };
const change = async (scheduleId: string, action: "pause" | "resume" | "drain") =>
  expect(
    await changeSale(books(), { scheduleId, by, change: { action }, now: Date.now() }),
  ).toMatchObject({ ok: true });

it("[D19] of two readings of the terms the newer one applies, even if it arrives first", async () => {
  const { scheduleId, schedule, hold } = await sale();
  await change(scheduleId, "drain");
  const { asked, letGo } = holdBack("drawSeed");
  const older = schedule.refresh();
  await asked();
  await change(scheduleId, "pause");
  expect(await schedule.refresh()).toEqual(done);
  letGo();
  expect(await older).toEqual(done);
  expect(await hold([0])).toEqual(refusal("sale-paused"));
  expect(await schedule.board()).toMatchObject({ value: { state: "paused" } });
  await evict(scheduleId);
  expect(await schedule.board()).toMatchObject({ value: { state: "paused" } });
  await change(scheduleId, "resume");
  await schedule.refresh();
  expect(await hold([0])).toMatchObject({ ok: true });
});

it("[D25] an object whose rows are older than a rule of the sale opens with the usual rule", async () => {
  const { scheduleId, schedule, hold } = await sale();
  await hold([0]);
  await runInDurableObject(schedule, (_, { storage: { sql } }) => {
    sql.exec("UPDATE meta SET value = json_remove(value, '$.seating') WHERE key = 'setup'");
  });
  await evict(scheduleId);
  expect(await schedule.board()).toMatchObject({ ok: true });
  await runInDurableObject(schedule, (instance) => {
    expect(instance.inspect().state.terms).toMatchObject({ singleSeats: "advice" });
  });
});

it("[H37] a hold reports whether its clock is stopped, and a payment's clock keeps running during a pause", async () => {
  const { scheduleId, accountId, schedule, hold, of } = await sale();
  vi.setSystemTime(Date.now());
  await hold([0]);
  const seen = async () => {
    const held = await schedule.holdsOf(accountId);
    const [only] = held.ok ? held.value : [];
    if (!only) throw new Error("nothing is held");
    const leftMs = Date.parse(only.expiresAt) - Date.parse(only.serverTime);
    return { isPaused: only.isPaused, leftMs };
  };
  expect(await seen()).toEqual({ isPaused: false, leftMs: 300_000 });
  await change(scheduleId, "pause");
  await schedule.refresh();
  vi.setSystemTime(Date.now() + 60_000);
  expect(await seen()).toEqual({ isPaused: true, leftMs: 300_000 });
  await schedule.pay({ ...of, orderId: uuid() });
  expect(await seen()).toEqual({ isPaused: false, leftMs: 120_000 });
  vi.setSystemTime(Date.now() + 60_000);
  expect(await seen()).toEqual({ isPaused: false, leftMs: 60_000 });
});

/** Moves the date in the books, whatever has been held or sold; returns the hash of its earlier plan. */
async function move(scheduleId: string, to: SeatPlan | string): Promise<string> {
  const db = books();
  const [date] = await rowsOf<{ venueId: string; planHash: string }>(
    db,
    sql`SELECT c.venue_id AS "venueId", s.plan_hash AS "planHash" FROM schedule s
      JOIN concert c ON c.id = s.concert_id WHERE s.id = ${scheduleId}`,
  );
  if (!date) throw new Error("there is a date");
  const { venueId, planHash } = date;
  const isKnown = typeof to === "string";
  const hash = isKnown ? to : `${uuid()}${uuid()}`.replaceAll("-", "");
  if (!isKnown) {
    const made = { venueId, hash, plan: to, seatCount: countPlaces(to), by };
    expect(await createPlan(db, made)).toMatchObject({ ok: true });
  }
  const zones = isKnown ? [] : to.zones;
  const prices = zones.map(({ id }) => ({ id, priceMinor: 7_000, feeMinor: 0 }));
  const moved = { scheduleId, seenHash: planHash, hash, prices, needsUntouched: false };
  expect(await moveSchedulePlan(db, { ...moved, by, now: Date.now() })).toEqual(done);
  return planHash;
}

const [section] = simulationPlan.sections;
const [block] = section!.blocks;
const withBlock = (change: object): SeatPlan => ({
  ...simulationPlan,
  name: { ko: uuid(), en: uuid() },
  sections: [{ ...section!, blocks: [{ ...block!, ...change }] }],
});
const planOf = async (schedule: Awaited<ReturnType<typeof sale>>["schedule"]) => {
  const frame = await schedule.snapshot();
  return frame.ok ? decodeSnapshot(new Uint8Array(frame.value.bytes))?.planHash : null;
};

it("[H47] new terms apply even if their plan renames or rezones a held or sold seat, and the sale then keeps its plan and prices", async () => {
  const complaints = vi.spyOn(console, "error").mockImplementation(() => {});
  const rezoned = { zoneRows: [[0, 1, "b"]] };
  const renamed = { seatNumbers: { start: 5, step: 1, direction: "ltr" } };
  for (const other of [rezoned, renamed]) {
    const { scheduleId, schedule, hold } = await sale();
    await hold([0]);
    const before = await planOf(schedule);
    // The plan from which the date was moved.
    const moved = await move(scheduleId, withBlock(other));
    await change(scheduleId, "pause");
    expect(await schedule.refresh()).toEqual(done);
    expect(await hold([1], uuid())).toEqual(refusal("sale-paused"));
    expect(await planOf(schedule)).toBe(before);
    const kept = await schedule.census(0);
    expect(kept).toMatchObject({ value: { planHash: moved } });
    await evict(scheduleId);
    expect(await planOf(schedule)).toBe(before);
    expect(await schedule.census(0)).toMatchObject({ value: { planHash: moved } });
    expect(await schedule.board()).toMatchObject({ value: { state: "paused" } });
  }
  expect(complaints).toHaveBeenCalledTimes(2);
  expect(complaints).toHaveBeenCalledWith(expect.stringContaining("keeps its plan"), "F/1/1");
});

it("[H48] a sale that moves to another plan keeps returned seats of its new zones for the fans who wait", async () => {
  const { scheduleId, schedule } = await sale();
  await joinWaitlist(books(), {
    scheduleId,
    accountId: await newFan(),
    zoneIds: [],
    count: 1,
    together: true,
    now: Date.now(),
  });
  await schedule.await({ any: true, zoneIds: [] });
  const awaited = async () => {
    const left = await schedule.remaining();
    return left.ok
      ? left.value.zones.filter(({ isAwaited }) => isAwaited).map(({ zoneId }) => zoneId)
      : [];
  };
  expect(await awaited()).toEqual(["a", "b"]);
  const zones = [...simulationPlan.zones, { id: "c", name: { ko: "C", en: "C" }, color: 3 }];
  const { areas } = simulationPlan;
  const added = areas.map((area) => ({ ...area, id: "N", zone: "c" }));
  await move(scheduleId, { ...withBlock({}), zones, areas: [...areas, ...added] });
  expect(await schedule.refresh()).toEqual(done);
  expect(await awaited()).toEqual(["a", "b", "c"]);
  await evict(scheduleId);
  expect(await awaited()).toEqual(["a", "b", "c"]);
});

it("[H49] two refreshes around a move back leave the sale with one plan", async () => {
  const { scheduleId, schedule, hold } = await sale();
  const before = await planOf(schedule);
  const busy = { isNow: true, answers: 0 };
  await runInDurableObject(schedule, (_, { storage }) => {
    const real = storage.sync.bind(storage);
    vi.spyOn(storage, "sync").mockImplementation(async () => {
      while (busy.isNow) await scheduler.wait(5);
      await real();
    });
  });
  const real = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (...request) => {
    const answer = await real(...request);
    const body = request[1]?.body;
    if (typeof body === "string" && body.includes("drawSeed")) busy.answers++;
    return answer;
  });
  const answered = (count: number) =>
    eventually(() => busy.answers >= count || Promise.reject(new Error("nobody read")));
  // The object is still writing this hold while it reads the two plans.
  const held = hold([0]);
  const { areas } = simulationPlan;
  const earlier = await move(scheduleId, {
    ...withBlock({}),
    areas: areas.map((area) => ({ ...area, capacity: 9 })),
  });
  const away = schedule.refresh();
  await answered(1);
  await move(scheduleId, earlier);
  const back = schedule.refresh();
  await answered(2);
  expect(await schedule.board()).toMatchObject({ ok: true });
  busy.isNow = false;
  expect(await Promise.all([held, away, back])).toMatchObject([{ ok: true }, done, done]);
  expect(await planOf(schedule)).toBe(before);
  expect(await statuses(scheduleId)).toEqual([1, ...Array<number>(10).fill(0)]);
});
