import { describe, expect, it } from "vitest";
import { expandPlan } from "../../src/contract/plan/seat-places.ts";
import { SeatPlan } from "../../src/contract/plan/seat-plan.ts";
import { faultsOf } from "../../src/contract/plan/checking/plan-checks.ts";
import { venues } from "./venues.ts";

type Corner = readonly [number, number];

describe.each(Object.values(venues))("$plan.name.en", ({ plan }) => {
  const places = expandPlan(plan);

  it("[DV12] the API accepts every plan of the seed", () => {
    expect(SeatPlan.safeParse(plan).error).toBeUndefined();
    expect(faultsOf(plan)).toEqual([]);
  });

  it("[DV51] every seat of the seed is inside the outline drawn for it, and no two share one spot", () => {
    const outlines = [...plan.sections, ...plan.areas].map(({ outline }) => outline);
    const seats = places.groups.flatMap(({ kind, firstOrdinal, count }) =>
      kind === "section" ? Array.from({ length: count }, (_, nth) => firstOrdinal + nth) : [],
    );
    const at = (seat: number): Corner => [places.x[seat] ?? NaN, places.y[seat] ?? NaN];
    const outside = seats.filter(
      (seat) => !isInside(at(seat), outlines[places.group[seat] ?? -1] ?? []),
    );
    expect(outside).toEqual([]);
    expect(new Set(seats.map((seat) => at(seat).join())).size).toBe(seats.length);
  });
});

it("[DV52] the seed has a stadium of more than 20,000 seats and a club of a few hundred", () => {
  const counts = Object.values(venues).map(({ plan }) => expandPlan(plan).count);
  expect(Math.max(...counts)).toBeGreaterThan(20_000);
  expect(Math.min(...counts)).toBeLessThan(500);
});

/** Whether a ray from the point crosses the outline an odd number of times. */
function isInside([x, y]: Corner, outline: readonly Corner[]): boolean {
  let isIn = false;
  for (const [index, [x1, y1]] of outline.entries()) {
    const [x2, y2] = outline[(index + 1) % outline.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isIn = !isIn;
  }
  return isIn;
}
