import { afterEach, expect, it, vi } from "vitest";
import { changeSale } from "../db/sale/sales.ts";
import { books, evict } from "../../test/support/worker/objects.ts";
import { holdBack } from "../../test/support/worker/held-back.ts";
import { refusal, sale } from "../../test/support/worker/one-sale.ts";

afterEach(() => vi.restoreAllMocks());

const done = { ok: true, value: null };
const by = { accountId: null, requestId: null };
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
