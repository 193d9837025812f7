import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Felt } from "../../contract/sale/felt.ts";
import * as salesApi from "../api/sales.ts";
import { createFelt } from "./felt.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("[CK20] a fan's page reports a few measures at once, a refused answer too, and nothing while it measures nothing", async () => {
  const sent: Felt[] = [];
  let nowMs = 0;
  const felt = createFelt(
    (each) => void sent.push(each),
    () => nowMs,
  );
  const stop = felt.start();
  const listHolds = async () => {
    nowMs += 120.4;
    return Promise.reject(new Error("refused"));
  };
  const api = felt.measured({ ...salesApi, listHolds });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(sent).toEqual([]);
  await expect(api.listHolds("s")).rejects.toThrow("refused");
  for (let n = 0; n < 50; n++) felt.note("repaint", 16);
  felt.note("hold", 90_000);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(sent).toEqual([{ answer: [120], repaint: Array(8).fill(16), hold: [30_000] }]);
  felt.note("hold", 5);
  stop();
  expect(sent[1]).toEqual({ hold: [5] });
});
