import { operatorScope } from "../contract/admin/organizations.ts";
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { seatCode } from "../contract/live/live.ts";
import { voidHold } from "../db/money/purchase.ts";
import { changeSale } from "../db/sale/sales.ts";
import {
  alarmOf,
  books,
  evict,
  letIn,
  letOneIn,
  newFan,
  newSchedule,
  scheduleObject,
} from "../../test/support/worker/objects.ts";
import {
  buyInBooks,
  giveMoney,
  refusal,
  sale,
  statuses,
  uuid,
} from "../../test/support/worker/one-sale.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a schedule's object", () => {
  it("[D1] the object holds seats for exactly five minutes, and reports the price at which they are held", async () => {
    const { hold } = await sale();
    vi.setSystemTime(Date.now());
    const held = await hold([0, 8]);
    expect(held).toMatchObject({
      ok: true,
      value: {
        phase: "choosing",
        seats: [
          { key: "F/1/1", zoneId: "a" },
          { key: "ST/1", zoneId: "b" },
        ],
        total: { amount: 153_000, currency: "KRW" },
        canExtend: true,
      },
    });
    if (!held.ok) return;
    expect(Date.parse(held.value.expiresAt) - Date.parse(held.value.serverTime)).toBe(300_000);
  });

  it("[D2] the object frees the seats at 5:00 by its own alarm", async () => {
    const { scheduleId, hold, schedule } = await sale();
    await hold([1]);
    expect(await alarmOf(scheduleId)).toBeLessThanOrEqual(Date.now() + 300_000);
    vi.setSystemTime(Date.now() + 300_000);
    expect(await runDurableObjectAlarm(schedule)).toBe(true);
    expect((await statuses(scheduleId))[1]).toBe(seatCode.available);
  });

  it("[D3] the object lets another fan take a seat at 5:00 even if no alarm has run", async () => {
    const { scheduleId, hold, schedule } = await sale();
    await hold([1]);
    const rival = await newFan();
    await letIn(scheduleId, rival);
    const ask = () =>
      schedule.hold({ holdId: uuid(), accountId: rival, tag: "1", choice: { seats: [1] } });
    expect(await ask()).toEqual(refusal("seat-taken"));
    vi.setSystemTime(Date.now() + 300_000);
    expect(await ask()).toMatchObject({ ok: true });
  });

  it("[D4] after an eviction the object has the same state as before", async () => {
    const { scheduleId, hold, of, schedule } = await sale();
    await hold([0, 1]);
    await schedule.extend(of);
    const orderId = uuid();
    await schedule.pay({ ...of, orderId });
    const [fan2, fan3] = [await newFan(), await newFan()];
    await letOneIn(scheduleId, fan2, true);
    await letIn(scheduleId, fan3);
    await schedule.hold({ holdId: uuid(), accountId: fan2, tag: "", choice: { seats: [8] } });
    const sold = { holdId: uuid(), accountId: uuid() };
    await schedule.sell({ ...sold, orderId: uuid(), seats: [3, 4] });
    await schedule.free({ ...sold, seats: [4] });
    const before = { ...(await memory(scheduleId)) };
    await evict(scheduleId);
    expect(await memory(scheduleId)).toEqual(before);
    expect(
      await schedule.hold({ holdId: uuid(), accountId: fan3, tag: "", choice: { seats: [1] } }),
    ).toEqual(refusal("seat-taken"));
  });

  it("[D8] an object that has lost its rows reads its sold seats from the books", async () => {
    const { scheduleId, accountId, holdId, hold, of, schedule } = await sale();
    await giveMoney(accountId, 500_000);
    await hold([5, 6]);
    const orderId = uuid();
    const payable = await schedule.pay({ ...of, orderId });
    if (!payable.ok) throw new Error(payable.code);
    await buyInBooks({ scheduleId, accountId, holdId, orderId, seats: payable.value.seats });
    await runInDurableObject(schedule, async (_, { storage }) => storage.deleteAll());
    await evict(scheduleId);
    const codes = await statuses(scheduleId);
    expect([codes[5], codes[6], codes[4]]).toEqual([
      seatCode.taken,
      seatCode.taken,
      seatCode.available,
    ]);
    const again = await voidHold(books(), { holdId, scheduleId });
    expect(again).toMatchObject({ orderId, seats: [5, 6] });
  });

  it("[D9] an object whose schedule is missing from the books answers that the schedule does not exist", async () => {
    expect(await scheduleObject(uuid()).board()).toEqual(refusal("not-found"));
  });

  it("[D10] the first request to reach the object gets the seat", async () => {
    const scheduleId = await newSchedule();
    const fans = await Promise.all(Array.from({ length: 11 }, newFan));
    await letIn(scheduleId, ...fans);
    const schedule = scheduleObject(scheduleId);
    const outcomes = await Promise.all(
      fans.map((accountId) =>
        schedule.hold({ holdId: uuid(), accountId, tag: "", choice: { seats: [7] } }),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === "seat-taken")).toHaveLength(
      10,
    );
    expect(outcomes[0]?.ok).toBe(true);
  });

  it("[D11] the object reads new terms from the books on request, and keeps them", async () => {
    const { scheduleId, schedule, hold } = await sale();
    const by = { accountId: null, requestId: null, scope: operatorScope };
    await changeSale(books(), { scheduleId, by, change: { action: "pause" }, now: Date.now() });
    expect(await schedule.refresh()).toEqual({ ok: true, value: null });
    expect(await hold([0])).toEqual(refusal("sale-paused"));
    await evict(scheduleId);
    expect(await hold([0])).toEqual(refusal("sale-paused"));
  });
});

/** The object's memory, without the bookkeeping of one life. */
async function memory(scheduleId: string) {
  await scheduleObject(scheduleId).board();
  return runInDurableObject(scheduleObject(scheduleId), (instance) => {
    const { state } = instance.inspect();
    const { queue } = state;
    return structuredClone({
      status: state.status,
      owner: state.owner,
      holder: state.holder,
      holds: state.holds,
      holdOf: state.holdOf,
      bought: state.bought,
      ended: state.ended,
      counts: state.counts,
      runFree: state.runFree,
      presaleHeld: state.presaleHeld,
      presaleSold: state.presaleSold,
      queue: {
        ...queue,
        shoppers: new Map([...queue.shoppers].sort()),
        calls: queue.calls.map((call) => ({ ...call, used: [...call.used] })),
      },
    });
  });
}
