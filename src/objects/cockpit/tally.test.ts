import { expect, it } from "vitest";
import { FeltTimes } from "./felt-times.ts";
import { Tally } from "./tally.ts";

const minuteMs = 60_000;

it("[CK2] failures are counted by cause, in total and for five minutes, and stored sums go on", () => {
  const tally = new Tally(0);
  tally.holdRefused("seat-taken", 0);
  tally.holdRefused("seat-taken", minuteMs);
  // A fan who asks for a second hold meets no fault of the sale.
  tally.holdRefused("hold-open", minuteMs);
  tally.paymentBegan("card", minuteMs);
  tally.paymentRefused("card", "REJECT_CARD_COMPANY", minuteMs);
  tally.happened([{ type: "released", holdId: "h", reason: "expired", at: 0 }]);
  const known = { "begun card": [1, 1], "refused card REJECT_CARD_COMPANY": [1, 1] };
  expect(tally.failures(minuteMs)).toEqual({ "hold seat-taken": [2, 2], ...known });
  const again = new Tally(6 * minuteMs, tally.save(minuteMs));
  again.recount([{ reason: "expired", count: 2 }]);
  expect([again.sinceMs, again.ended("expired")]).toEqual([0, 3]);
  expect(again.failures(5 * minuteMs)).toEqual({ "hold seat-taken": [2, 1], ...known });
  expect(again.failures(7 * minuteMs)["hold seat-taken"]).toEqual([2, 0]);
});

it("[CK3] however many causes a gateway names, their number stays bounded and none is lost", () => {
  const tally = new Tally(0);
  for (let n = 0; n < 500; n++) tally.paymentRefused("card", `REASON_${n} ${"x".repeat(500)}`, 0);
  const failures = tally.failures(0);
  expect(Object.keys(failures).length).toBeLessThan(70);
  expect(Object.values(failures).reduce((sum, [total]) => sum + total, 0)).toBe(500);
  expect(Math.max(...Object.keys(failures).map((name) => name.length))).toBeLessThan(80);
});

it("[CK4] a measure of fans' browsers is told as a median and a 95th percentile, within an eighth, and forgotten after five minutes", () => {
  const felt = new FeltTimes();
  for (let ms = 10; ms <= 1_000; ms += 10) felt.take({ hold: [ms], repaint: [] }, 0);
  const [count, median, high] = felt.view(0).hold ?? [];
  expect(count).toBe(100);
  expect(Math.abs((median ?? 0) / 500 - 1)).toBeLessThan(0.13);
  expect(Math.abs((high ?? 0) / 950 - 1)).toBeLessThan(0.13);
  expect(felt.view(0).repaint).toEqual([0, 0, 0]);
  expect(felt.view(5 * minuteMs).hold).toEqual([0, 0, 0]);
  felt.take({ answer: [0, 1, 30_000] }, 5 * minuteMs);
  expect(felt.view(5 * minuteMs).answer?.[0]).toBe(3);
});
