import { expect, it } from "vitest";
import { afterChange, changeBetween } from "./cockpit-changes.ts";
import type { CockpitFrame } from "./cockpit.ts";

const frame = (change: Partial<CockpitFrame> = {}): CockpitFrame => ({
  at: "2027-01-16T20:00:00Z",
  state: "open",
  figures: {
    given: 9,
    called: 4,
    waiting: 5,
    entered: 4,
    missed: 0,
    returning: 0,
    shoppers: 4,
    holds: 2,
    paying: 1,
    sold: 3,
    seatsLeft: 90,
    seatsHeld: 7,
    expired: 0,
    released: 0,
  },
  zones: { r: [40, 4, 1], s: [50, 3, 2] },
  sections: { 0: [40, 4, 1], 1: [50, 3, 2] },
  failures: { "hold seat-taken": [3, 1] },
  felt: { hold: [10, 120, 300] },
  ...change,
});

it("[CK1] a message has only what has changed, and leads every watcher to the same figures", () => {
  const before = frame();
  const now = frame({
    at: "2027-01-16T20:00:01Z",
    figures: { ...before.figures, waiting: 4, shoppers: 5 },
    zones: { r: [39, 5, 1], s: [50, 3, 2] },
    failures: { "hold seat-taken": [3, 1], "refused card LIMIT": [1, 1] },
  });
  const change = changeBetween(before, now);
  expect(change).toEqual({
    at: "2027-01-16T20:00:01Z",
    figures: { waiting: 4, shoppers: 5 },
    zones: { r: [39, 5, 1] },
    failures: { "refused card LIMIT": [1, 1] },
  });
  if (!change) throw new Error("there is a change");
  expect(afterChange(before, change)).toEqual(now);
  expect(changeBetween(now, frame({ ...now, at: "2027-01-16T20:00:02Z" }))).toBeNull();
  expect(afterChange(before, now)).toEqual(now);
});
