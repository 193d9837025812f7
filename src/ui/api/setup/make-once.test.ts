import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { addVenue } from "./venues.ts";
import type { VenueChange } from "../../../contract/admin/venues.ts";

const venue = { name: { ko: "가", en: "A" } } as VenueChange;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("[U107] anything that is made again after a lost answer has the key of the first request, and the next thing has another", async () => {
  const keys: string[] = [];
  let isLost = true;
  vi.stubGlobal("fetch", (_: string, init: { headers: Record<string, string> }) => {
    keys.push(init.headers["idempotency-key"] ?? "");
    return isLost
      ? Promise.reject(new TypeError("network"))
      : Promise.resolve(Response.json({ id: "v" }, { status: 201 }));
  });
  const lost = addVenue(venue).catch(() => null);
  await vi.runAllTimersAsync();
  await lost;
  expect(new Set(keys).size).toBe(1);
  expect(keys.length).toBeGreaterThan(1);
  isLost = false;
  await addVenue(venue);
  expect(new Set(keys).size).toBe(1);
  await addVenue(venue);
  expect(new Set(keys).size).toBe(2);
});
