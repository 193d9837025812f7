import { operatorScope } from "../contract/admin/organizations.ts";
import { afterEach, expect, it, vi } from "vitest";
import { changeSale } from "../db/sale/sales.ts";
import { books, evict } from "../../test/support/worker/objects.ts";
import { holdBack } from "../../test/support/worker/held-back.ts";
import { refusal, sale, uuid } from "../../test/support/worker/one-sale.ts";

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
