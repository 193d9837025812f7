import { expect, it } from "vitest";
import { emptyPlan } from "../../../../contract/plan/empty-plan.ts";
import { expandPlan } from "../../../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { boxAround, differencesOf, kinds } from "./differences.ts";

const rows = (seats: number, y: number, zone = "r"): SeatPlan["sections"][number] => ({
  id: "A",
  label: { ko: "A", en: "A" },
  level: "1",
  zone,
  outline: [
    [0, 0],
    [900, 0],
    [900, 900],
  ],
  blocks: [
    {
      rows: 1,
      seats,
      rowNumbers: { scheme: "1", start: 1, skip: [] },
      seatNumbers: { start: 1, step: 1, direction: "ltr" },
      geometry: { type: "line", from: [0, y], to: [(seats - 1) * 100, y], pitch: [0, 90] },
      aisles: [],
      zoneRows: [],
    },
  ],
  flags: [],
});
const planWith = (section: SeatPlan["sections"][number]) => {
  const plan = { ...emptyPlan(), sections: [section] };
  return { plan, places: expandPlan(plan) };
};

it("[PV20] each difference has its name, what it becomes, and a part of the map with both of its positions", () => {
  const [from, to] = [planWith(rows(3, 0)), planWith(rows(2, 300, "s"))];
  const differences = differencesOf(from, to);
  expect(
    kinds.map((kind) => differences[kind].map(({ name, becomes }) => [name, becomes])),
  ).toEqual([[], [["A/1/3", null]], [], ["A/1/1", "A/1/2"].map((name) => [name, "3.0 m"]), [], []]);
  const [moved] = differences.moved;
  if (!moved) throw new Error("a seat has moved");
  const box = boxAround(moved, { from, to });
  for (const y of [0, 300]) expect(y > box.y && y < box.y + box.height).toBe(true);
});

it("[PV21] two equal plans have no difference", () => {
  const differences = differencesOf(planWith(rows(3, 0)), planWith(rows(3, 0)));
  expect(kinds.flatMap((kind) => differences[kind])).toEqual([]);
});
