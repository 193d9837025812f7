import { assert, double, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { createFloor } from "./drawing/floor.ts";
import { placeOf } from "./map-note.tsx";
import { smallPlan } from "./drawing/small-plan.ts";
import { toScreen } from "./drawing/view.ts";

const places = expandPlan(smallPlan);
const floor = createFloor(smallPlan, places);
const highestPx = 88;

it("[V333] a note on the map is next to its seats, never over them, and never outside the map", () => {
  const coordinate = double({ min: -200, max: 800, noNaN: true });
  assert(
    property(
      coordinate,
      coordinate,
      double({ min: 0.1, max: 1, noNaN: true }),
      integer({ min: 320, max: 1_200 }),
      integer({ min: 320, max: 900 }),
      (x, y, scale, width, height) => {
        const [view, size] = [
          { x, y, scale },
          { width, height },
        ];
        const map = { size, pitchPx: floor.pitchCm * scale };
        const at = placeOf([3, 4], floor, map, view);
        const top = at.isAbove ? at.y - highestPx : at.y;
        expect([at.x >= 0, at.x + at.width <= width]).toEqual([true, true]);
        expect([top >= 0, top + highestPx <= height]).toEqual([true, true]);
        for (const seat of [3, 4]) {
          const spot = toScreen(view, size, places.x[seat] ?? 0, places.y[seat] ?? 0);
          const isIn = spot.x >= 0 && spot.x <= width && spot.y >= 0 && spot.y <= height;
          const isUnder = spot.y > top && spot.y < top + highestPx;
          expect(isIn && isUnder && spot.x > at.x && spot.x < at.x + at.width).toBe(false);
        }
      },
    ),
  );
});
