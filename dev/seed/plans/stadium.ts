import type { SeatPlan, Section } from "../../../src/contract/plan/seat-plan.ts";
import { boundsOf, box, type Point, rectangle, wedge } from "./shapes.ts";
import { level, seatZones, stageText } from "./zones.ts";

const center: Point = [0, 0];
const { vip, r, s, a } = seatZones;

type Tier = { hundred: number; level: string; sections: number; radius: number; rows: number };
const tiers: Tier[] = [
  { hundred: 100, level: "1", sections: 18, radius: 4_400, rows: 20 },
  { hundred: 200, level: "2", sections: 22, radius: 6_400, rows: 24 },
];

/** A bowl around a pitch with chairs on it; the stage is at the open side of the bowl. */
export function stadiumPlan(): SeatPlan {
  const sections = [...floor(), ...tiers.flatMap(tier)];
  const stage = [{ outline: box(-1_600, -2_600, 1_600, -1_500), label: stageText }];
  return {
    format: "seatplan/1",
    name: { ko: "부산 해운스타디움", en: "Haeun Stadium, Busan" },
    bounds: boundsOf([...stage, ...sections]),
    focus: [0, -1_500],
    levels: [
      level("F", "그라운드", "Pitch"),
      level("1", "1층", "Level 1"),
      level("2", "2층", "Level 2"),
    ],
    zones: [vip, r, s, a],
    stage,
    sections,
    areas: [],
  };
}

function floor(): Section[] {
  return [0, 1, 2].flatMap((row) =>
    [-1, 0, 1].map((column) =>
      rectangle(
        { id: `F${row * 3 + column + 2}`, level: "F", zone: row === 0 ? "vip" : "r" },
        { at: [column * 1_350, -1_050 + row * 1_500], rows: 14, seats: 22, pitch: 95 },
      ),
    ),
  );
}

// From the left end of the stage around to the right one: 220 degrees.
function tier({ hundred, level, sections, radius, rows }: Tier): Section[] {
  const width = 220 / sections;
  return Array.from({ length: sections }, (_, index) => {
    const left = 200 - width * index;
    const angles: [number, number] = [left - 0.25, left - width + 0.25];
    const id = String(hundred + index + 1);
    const isSide = index < 2 || index >= sections - 2;
    const zone = level === "2" || isSide ? "a" : "s";
    const flags: Section["flags"] = isSide
      ? [{ kind: "restricted", row: "*", seats: [0, 500] }]
      : [];
    return wedge({ id, level, zone }, { center, radius, rows, pitch: 85, angles }, flags);
  });
}
