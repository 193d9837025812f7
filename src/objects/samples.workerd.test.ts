import { runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import { alarmOf, newFan, newSchedule, scheduleObject } from "../../test/support/worker/objects.ts";
import { sale, uuid } from "../../test/support/worker/one-sale.ts";

afterEach(() => vi.useRealTimers());

it("[D17] an object in which nothing changes any more sleeps, though fans wait", async () => {
  const scheduleId = await newSchedule();
  const schedule = scheduleObject(scheduleId);
  const seats = Array.from({ length: 11 }, (_, seat) => seat);
  await schedule.sell({ holdId: uuid(), accountId: await newFan(), orderId: uuid(), seats });
  await schedule.takePlaces({ intake: "0", turn: 1, count: 5, presale: null });
  expect(await schedule.board()).toMatchObject({
    value: { seatsLeft: 0, lastNumber: 5, nowServing: 0 },
  });
  expect(await alarmOf(scheduleId)).toBeLessThanOrEqual(Date.now() + 10_000);
  vi.setSystemTime(Date.now() + 10_000);
  await runDurableObjectAlarm(schedule);
  expect(await alarmOf(scheduleId)).toBeNull();
});

it("[D18] the organizer's curve stays level while nothing changes", async () => {
  const { schedule, hold } = await sale();
  const start = Date.now();
  const later = async (ms: number) => {
    vi.setSystemTime(start + ms);
    await runDurableObjectAlarm(schedule);
  };
  await later(10_000);
  vi.setSystemTime(start + 200_000);
  await hold([0, 1]);
  await later(210_000);
  const census = await schedule.census(start);
  const series = census.ok ? census.value.series : [];
  expect(series.map(({ at, holds }) => [at - start, holds])).toEqual([
    [10_000, 0],
    [200_000, 0],
    [210_000, 1],
  ]);
});
