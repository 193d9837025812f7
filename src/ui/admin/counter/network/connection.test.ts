import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { isOnline } from "../../../state/online.ts";
import { createConnection } from "./connection.ts";

beforeEach(() => {
  vi.useFakeTimers();
  isOnline.value = true;
});
afterEach(() => {
  vi.useRealTimers();
  isOnline.value = true;
});

it("[CU11] a lost network shows at once, and a server that is away shows by a ping", async () => {
  let isThere = true;
  const onBack = vi.fn();
  const connection = createConnection({ ping: () => Promise.resolve(isThere), onBack });
  const stop = connection.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.isUp.value).toBe(true);
  isOnline.value = false;
  expect(connection.isUp.value).toBe(false);
  isThere = false;
  isOnline.value = true;
  await vi.advanceTimersByTimeAsync(3_000);
  expect([connection.isUp.value, onBack.mock.calls.length]).toEqual([false, 0]);
  isThere = true;
  await vi.advanceTimersByTimeAsync(1_500);
  expect([connection.isUp.value, onBack.mock.calls.length]).toEqual([true, 1]);
  isThere = false;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(connection.isUp.value).toBe(false);
  stop();
});
