import { runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import { seatCode } from "../../contract/live/live.ts";
import {
  evict,
  letIn,
  newFan,
  newSchedule,
  scheduleObject,
} from "../../../test/support/worker/objects.ts";
import { refusal, sale, statuses, uuid } from "../../../test/support/worker/one-sale.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const done = expect.objectContaining({ ok: true });
const asked = (accountId: string, seat: number, holdId = uuid()) => ({
  holdId,
  accountId,
  tag: String(seat),
  choice: { seats: [seat] },
});
const dayMs = 86_400_000;

it("[H30] a hold that memory has forgotten is known for as long as the rows have it, and fails nobody else's", async () => {
  const { scheduleId, schedule, hold, of } = await sale();
  const rival = await newFan();
  await letIn(scheduleId, rival);
  await hold([0]);
  await schedule.release(of);
  // As twenty thousand later ends would do.
  await runInDurableObject(schedule, (object) => object.inspect().state.ended.clear());
  const both = [asked(of.accountId, 0, of.holdId), asked(rival, 1)];
  expect(await schedule.holdAll(both)).toEqual([refusal("hold-expired"), done]);
});

it("[H30] a sale is known by its hold for as long as the rows have it", async () => {
  const scheduleId = await newSchedule();
  const schedule = scheduleObject(scheduleId);
  const [ada, bob] = [await newFan(), await newFan()];
  const sold = { holdId: uuid(), accountId: ada, orderId: uuid(), seats: [3] };
  const returned = { ...sold, holdId: uuid(), seats: [4] };
  for (const each of [sold, returned]) await schedule.sell(each);
  await schedule.free(returned);
  vi.setSystemTime(Date.now() + dayMs + 1_000);
  await evict(scheduleId);
  await letIn(scheduleId, ada, bob);
  const both = [asked(ada, 0, sold.holdId), asked(bob, 1)];
  expect(await schedule.holdAll(both)).toEqual([refusal("already-paid"), done]);
  // The books have undone this sale, so its late message takes no seat.
  await schedule.sell(returned);
  expect((await statuses(scheduleId))[4]).toBe(seatCode.available);
});

it("[H85] the wait after holds without a purchase survives a restart of the object, and the refusal says when it ends", async () => {
  const { scheduleId, schedule, of } = await sale();
  const startMs = Date.now();
  for (let n = 0; n < 5; n++) {
    const mine = asked(of.accountId, n);
    expect(await schedule.hold(mine)).toEqual(done);
    await schedule.release({ accountId: of.accountId, holdId: mine.holdId });
  }
  await evict(scheduleId);
  const refused = await schedule.hold(asked(of.accountId, 0));
  expect(refused).toEqual(refusal("too-many-holds"));
  const waitS = refused.ok ? 0 : Number(refused.detail);
  expect(waitS).toBeGreaterThan(0);
  expect(waitS).toBeLessThanOrEqual(60);
  vi.setSystemTime(startMs + 20_000 + waitS * 1_000);
  expect(await schedule.hold(asked(of.accountId, 0))).toEqual(done);
});

it("[G20] a command whose event the rows refuse fails alone", async () => {
  const { scheduleId, accountId, schedule } = await sale();
  const rival = await newFan();
  await letIn(scheduleId, rival);
  vi.spyOn(console, "error").mockImplementation(() => {});
  const holdId = uuid();
  // A live hold that is missing in memory; only a bug makes one. Memory learns from the rows' refusal.
  await runInDurableObject(schedule, (_, { storage }) =>
    storage.sql.exec(
      `INSERT INTO hold (hold_id, account_id, tag, seats, phase, expires_at, choosing_until, is_extended, paying_since)
       VALUES (?, ?, '', '9', 0, 0, 0, 0, 0)`,
      holdId,
      uuid(),
    ),
  );
  const both = [asked(accountId, 0, holdId), asked(rival, 1)];
  expect(await schedule.holdAll(both)).toEqual([refusal("hold-not-found"), done]);
  const codes = await statuses(scheduleId);
  expect([codes[0], codes[1]]).toEqual([seatCode.available, seatCode.held]);
});

it("[D16] after an eviction a sale keeps its seats, even if a live hold lists them", async () => {
  const { scheduleId, schedule, hold, of } = await sale();
  await hold([2, 3]);
  await schedule.pay({ ...of, orderId: uuid() });
  const sold = { holdId: uuid(), accountId: await newFan(), orderId: uuid(), seats: [2] };
  await schedule.sell(sold);
  await evict(scheduleId);
  const codes = await statuses(scheduleId);
  expect([codes[2], codes[3]]).toEqual([seatCode.taken, seatCode.held]);
});

it("[BO34] the seats of an exchange belong to the account of its order, not to the counter's basket", async () => {
  const { schedule, hold, of } = await sale();
  await hold([2]);
  const orderId = uuid();
  await schedule.pay({ ...of, orderId });
  const accountId = await newFan();
  await schedule.sell({ holdId: of.holdId, accountId, orderId, seats: [2] });
  const rows = await runInDurableObject(schedule, (_, { storage }) => [
    ...storage.sql.exec("SELECT account_id FROM hold WHERE hold_id = ?", of.holdId),
  ]);
  expect(rows).toEqual([{ account_id: accountId }]);
});

it("[D16] after an eviction a seat that a hold has lost is not that hold's again", async () => {
  const { scheduleId, schedule, hold, of } = await sale();
  await hold([2]);
  await schedule.pay({ ...of, orderId: uuid() });
  const sold = { holdId: uuid(), accountId: await newFan(), orderId: uuid(), seats: [2] };
  await schedule.sell(sold);
  await schedule.free(sold);
  await evict(scheduleId);
  expect((await statuses(scheduleId))[2]).toBe(seatCode.available);
});
