import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import { seatCode } from "../../contract/live/live.ts";
import {
  alarmOf,
  books,
  letIn,
  newFan,
  newSchedule,
  objectEnv,
  scheduleObject,
} from "../../../test/support/worker/objects.ts";
import {
  buyInBooks,
  giveMoney,
  sale,
  statuses,
  uuid,
} from "../../../test/support/worker/one-sale.ts";
import { retireSales } from "./retire-sales.ts";

const dayMs = 86_400_000;

afterEach(() => vi.useRealTimers());

it("[D23] the objects of a show that ended long ago are emptied, and the books still answer for it", async () => {
  const { scheduleId, accountId, holdId, hold, of, schedule } = await sale();
  await giveMoney(accountId, 500_000);
  await hold([5]);
  const payable = await schedule.pay({ ...of, orderId: uuid() });
  if (!payable.ok) throw new Error(payable.code);
  const orderId = uuid();
  const { seats } = payable.value;
  expect(await buyInBooks({ scheduleId, accountId, holdId, orderId, seats })).toMatchObject({
    ok: true,
  });
  await schedule.sell({ ...of, orderId, seats: [5] });
  await letIn(scheduleId, await newFan());
  const intake = objectEnv.INTAKE.getByName(`${scheduleId}:0`);
  const tables = (of: DurableObjectStub) =>
    runInDurableObject(
      of,
      (_, { storage }) =>
        [...storage.sql.exec("SELECT name FROM sqlite_master WHERE name IN ('hold', 'place')")]
          .length,
    );
  expect([await tables(schedule), await tables(intake)]).toEqual([1, 1]);

  // The show is in 30 days. A week after it nothing is emptied yet.
  const retire = (days: number) => {
    vi.setSystemTime(Date.now() + days * dayMs);
    return retireSales(objectEnv, books(), { limit: 10_000 });
  };
  await retire(37);
  expect([await tables(schedule), await tables(intake)]).toEqual([1, 1]);
  await retire(24);
  expect([await tables(schedule), await tables(intake)]).toEqual([0, 0]);
  expect(await alarmOf(scheduleId)).toBeNull();

  expect((await statuses(scheduleId))[5]).toBe(seatCode.taken);
  expect(await schedule.board()).toMatchObject({ value: { state: "closed" } });
  await schedule.free({ ...of, seats: [5] });
  expect((await statuses(scheduleId))[5]).toBe(seatCode.available);
  expect(await tables(schedule)).toBe(0);
});

it("[D24] the draw of a lottery can be checked as long as its page answers, also when the object has been emptied", async () => {
  const opening = { saleOpensAt: new Date(Date.now() + 60_000).toISOString() };
  const scheduleId = await newSchedule({ queueOrder: "lottery", ...opening });
  const schedule = scheduleObject(scheduleId);
  const intake = objectEnv.INTAKE.getByName(`${scheduleId}:0`);
  for (const accountId of ["ada", "bob", "eve"])
    await intake.join({ accountId, spent: null, device: "d", presale: null });
  vi.setSystemTime(Date.now() + 61_000);
  await schedule.enter({ accountId: "ada", number: 1, presale: null, moreTime: false });
  const drawn = await schedule.draw();
  expect(drawn).toMatchObject({ value: { after: 0, count: 3, seed: expect.any(String) } });
  vi.setSystemTime(Date.now() + 61 * dayMs);
  // A show whose intake did not answer is emptied again.
  for (let time = 0; time < 2; time++) {
    expect(await schedule.retire()).toMatchObject({ ok: true });
    expect(await schedule.draw()).toEqual(drawn);
    await evictDurableObject(schedule);
    expect(await schedule.draw()).toEqual(drawn);
  }
});
