import { expect, it } from "vitest";
import { createClock, secondsUntil } from "./clock.ts";

it("[U14] the latest server time sets the clock, and an older one from a cache does not", () => {
  let localMs = 1_000_000;
  const clock = createClock(() => localMs);
  clock.learn(new Date(1_060_000).toISOString()); // The local clock seems to be a minute slow.
  localMs += 5_000;
  clock.learn(new Date(1_061_000).toISOString()); // Four seconds old by the time it came.
  expect(clock.serverNow()).toBe(1_065_000);
  clock.learn(new Date(1_065_200).toISOString()); // Came faster than the first.
  expect(clock.serverNow()).toBe(1_065_200);
});

it("[U48] a time learned before the device slept is discarded", () => {
  const clock = createClock(() => 1_000);
  clock.learn(new Date(90_000).toISOString());
  clock.forget();
  clock.learn(new Date(2_000).toISOString());
  expect(clock.serverNow()).toBe(2_000);
});

it("[U41] the seconds left are never below zero", () => {
  expect(secondsUntil("1970-01-01T00:00:10Z", 9_100)).toBe(1);
  expect(secondsUntil("1970-01-01T00:00:10Z", 60_000)).toBe(0);
});
