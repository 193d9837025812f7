import { expect, it } from "vitest";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { closedIn, sectionOf, closing, sectionsOf } from "./section-state.ts";

it("[CK29] a section is closed by a block of all its seats that names it, and is found by that block", () => {
  const shape = { label: { ko: "", en: "" }, level: "1", zone: "r", outline: [] };
  const block = (rows: number, seats: number) =>
    ({ rows, seats }) as SeatPlan["sections"][number]["blocks"][number];
  const plan = {
    sections: [
      { ...shape, id: "A", blocks: [block(2, 3)], flags: [] },
      { ...shape, id: "B", blocks: [block(1, 2), block(1, 1)], flags: [] },
    ],
    areas: [{ ...shape, id: "S", mode: "count" as const, capacity: 4 }],
  };
  const sections = sectionsOf(plan);
  expect(sections.map(({ id, first, count }) => [id, first, count])).toEqual([
    ["A", 0, 6],
    ["B", 6, 3],
    ["S", 9, 4],
  ]);
  const made = closing(sections[1]!);
  expect(made).toMatchObject({ seats: [6, 7, 8], whenFree: true, isPartial: true });
  const counts = { free: 2, held: 1, sold: 0 };
  const blocks = [
    { id: "b1", ...made, counts },
    { id: "b2", kind: "killed" as const, note: "behind a pillar", counts },
    { id: "b3", kind: "house" as const, note: "section:A", counts },
  ];
  expect(closedIn(blocks)).toEqual([{ blockId: "b1", section: "B", seats: 2 }]);
  expect(["section:B", "Camera"].map(sectionOf)).toEqual(["B", null]);
});
