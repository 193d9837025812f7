import { expect, it } from "vitest";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { createFloor } from "./drawing/floor.ts";
import { smallPlan } from "./drawing/small-plan.ts";
import { cursorOf, placeCard } from "./map-hover.tsx";
import { touchPx } from "./seat-map.ts";
import { groupInMiddle, isIdle, targetAt } from "./target.ts";

const floor = createFloor(smallPlan, expandPlan(smallPlan));
const at = { x: 10, y: 10 };
const under = (pitchPx: number, seat: number | null, group: number | null) => ({
  pitchPx,
  seatUnder: () => seat,
  groupUnder: () => group,
});

it("[V454] the mouse points at a seat only if the seat is large enough to be meant, and else at its section", () => {
  expect(targetAt(under(touchPx, 3, 0), floor, at)).toEqual({ kind: "seat", index: 3 });
  expect(targetAt(under(touchPx - 1, 3, 0), floor, at)).toEqual({ kind: "section", index: 0 });
  expect(targetAt(under(touchPx, null, null), floor, at)).toBeNull();
  expect(isIdle({ kind: "section", index: 0 }, touchPx)).toBe(true);
  expect(isIdle({ kind: "area", index: 0 }, touchPx)).toBe(false);
});

it("[V455] the cursor shows whether a click selects a seat, zooms in on a section, or moves the map", () => {
  const told = (canChoose: boolean) => ({ body: null, canChoose });
  expect(cursorOf({ kind: "seat", index: 3 }, told(true))).toBe("choose");
  expect(cursorOf({ kind: "seat", index: 3 }, told(false))).toBe("grab");
  expect(cursorOf({ kind: "area", index: 0 }, told(true))).toBe("choose");
  expect(cursorOf({ kind: "section", index: 0 }, told(true))).toBe("nearer");
  expect(cursorOf(undefined, null)).toBe("grab");
});

it("[V454] the card stands above what it is about or else below it, and never outside the map", () => {
  const map = { size: { width: 1_000, height: 700 } };
  expect(placeCard({ x: 500, y: 400, reach: 20 }, map)).toEqual({ x: 500, y: 380, isBelow: false });
  expect(placeCard({ x: 4, y: 30, reach: 20 }, map)).toEqual({ x: 136, y: 50, isBelow: true });
  expect(placeCard({ x: 999, y: 400, reach: 20 }, map).x).toBe(864);
});

it("[V456] from near the section in the middle of the map is named, or the nearest to the middle, and from afar none", () => {
  const scale = 0.3;
  expect(groupInMiddle(floor, { x: 550, y: 150, scale })).toBe(0);
  expect(groupInMiddle(floor, { x: -900, y: -900, scale })).toBe(0);
  expect(groupInMiddle(floor, { x: 550, y: 150, scale: 0.1 })).toBeNull();
});
