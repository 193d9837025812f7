import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { seatCode } from "../contract/live/live.ts";
import { alarmOf, evict } from "../../test/support/worker/objects.ts";
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

describe("a schedule's object and the books", () => {
  it("[D5] when the time of a payment ends, the object asks the books, and sells a paid hold", async () => {
    const { scheduleId, accountId, holdId, hold, of, schedule } = await sale();
    await giveMoney(accountId, 500_000);
    await hold([2]);
    const orderId = uuid();
    const payable = await schedule.pay({ ...of, orderId });
    if (!payable.ok) throw new Error(payable.code);
    const paid = await buyInBooks({
      scheduleId,
      accountId,
      holdId,
      orderId,
      seats: payable.value.seats,
    });
    expect(paid.ok).toBe(true);
    vi.setSystemTime(Date.now() + 121_000);
    await runDurableObjectAlarm(schedule);
    expect((await statuses(scheduleId))[2]).toBe(seatCode.taken);
  });

  it("[D6] when the time of a payment ends, the object asks the books, and frees an unpaid hold, which can no longer be paid for", async () => {
    const { scheduleId, accountId, holdId, hold, of, schedule } = await sale();
    await giveMoney(accountId, 500_000);
    await hold([2]);
    const orderId = uuid();
    const payable = await schedule.pay({ ...of, orderId });
    if (!payable.ok) throw new Error(payable.code);
    vi.setSystemTime(Date.now() + 301_000);
    await runDurableObjectAlarm(schedule);
    expect((await statuses(scheduleId))[2]).toBe(seatCode.available);
    expect(
      await buyInBooks({ scheduleId, accountId, holdId, orderId, seats: payable.value.seats }),
    ).toEqual(refusal("hold-expired"));
  });

  it("[D20] if a payment's time ends before the hold's own, the object gives the seats back to the fan to choose again", async () => {
    const { scheduleId, accountId, hold, of, schedule } = await sale();
    await hold([2]);
    await schedule.pay({ ...of, orderId: uuid() });
    vi.setSystemTime(Date.now() + 121_000);
    await runDurableObjectAlarm(schedule);
    expect(await schedule.holdsOf(accountId)).toMatchObject({ value: [{ phase: "choosing" }] });
    await evict(scheduleId);
    expect(await schedule.holdsOf(accountId)).toMatchObject({ value: [{ phase: "choosing" }] });
    expect(await schedule.pay({ ...of, orderId: uuid() })).toMatchObject({ ok: true });
  });

  it("[D21] a fan who lets go after an attempt to pay is answered when the books say that the seats are free", async () => {
    const { scheduleId, hold, of, schedule } = await sale();
    await hold([2]);
    const orderId = uuid();
    await schedule.pay({ ...of, orderId });
    await schedule.payRefused({ holdId: of.holdId, orderId });
    expect(await schedule.release(of)).toEqual({ ok: true, value: "free" });
    expect((await statuses(scheduleId))[2]).toBe(seatCode.available);
    expect(await hold([2], uuid())).toMatchObject({ ok: true });
  });

  it("[D21][H38] while the books are away, a fan who lets go learns that the object is still asking them", async () => {
    const { scheduleId, accountId, hold, of, schedule } = await sale();
    await hold([2]);
    const orderId = uuid();
    await schedule.pay({ ...of, orderId });
    await schedule.payRefused({ holdId: of.holdId, orderId });
    vi.spyOn(console, "error").mockImplementation(() => {});
    const network = vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("no network"));
    expect(await schedule.release(of)).toEqual({ ok: true, value: "asked" });
    await evict(scheduleId);
    expect(await schedule.release(of)).toEqual({ ok: true, value: "asked" });
    expect(await schedule.pay({ ...of, orderId })).toEqual(refusal("hold-expired"));
    // The fan sees that the seats are on their way back.
    expect(await schedule.holdsOf(accountId)).toMatchObject({ value: [{ phase: "ending" }] });
    network.mockRestore();
    vi.setSystemTime(Date.now() + 30_000);
    await runDurableObjectAlarm(schedule);
    expect((await statuses(scheduleId))[2]).toBe(seatCode.available);
  });

  it("[D21] a fan who lets go of seats that were paid for learns that they were", async () => {
    const { scheduleId, accountId, holdId, hold, of, schedule } = await sale();
    await giveMoney(accountId, 500_000);
    await hold([2]);
    const orderId = uuid();
    const payable = await schedule.pay({ ...of, orderId });
    if (!payable.ok) throw new Error(payable.code);
    const { seats } = payable.value;
    await buyInBooks({ scheduleId, accountId, holdId, orderId, seats });
    await schedule.payRefused({ holdId, orderId });
    expect(await schedule.release(of)).toEqual(refusal("already-paid"));
    expect((await statuses(scheduleId))[2]).toBe(seatCode.taken);
  });

  it("[D7] while the books cannot be reached, the object keeps the seats and asks again in 30 s", async () => {
    const { scheduleId, hold, of, schedule } = await sale();
    await hold([2]);
    await schedule.pay({ ...of, orderId: uuid() });
    vi.setSystemTime(Date.now() + 121_000);
    vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("no network"));
    await runDurableObjectAlarm(schedule);
    expect((await statuses(scheduleId))[2]).toBe(seatCode.held);
    const postponed = await runInDurableObject(
      schedule,
      (object) => object.inspect().state.holds.get(of.holdId)?.expiresAt ?? 0,
    );
    expect(Math.abs(postponed - Date.now() - 30_000)).toBeLessThan(1_000);
    expect(await alarmOf(scheduleId)).toBeLessThanOrEqual(postponed);
  });
});
