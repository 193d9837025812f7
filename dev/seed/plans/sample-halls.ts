import { countPlaces } from "../../../src/contract/plan/seat-places.ts";
import type { SeatPlan, Section } from "../../../src/contract/plan/seat-plan.ts";
import {
  boundsOf,
  box,
  type Point,
  rectangle,
  ring,
  standing,
  wedge,
  wheelchairPairs,
} from "./shapes.ts";
import { level, seatZones, stageText, standingZones } from "./zones.ts";

/**
 * Sample halls to start a plan from, by the names of their files. Each has exactly as many places as its name says.
 */
export const sampleHalls: Record<string, () => SeatPlan> = {
  "black-box-150": blackBox,
  "theater-800": theater,
  "arena-12000": arena,
  "stadium-98966": stadium,
};

const { vip, r, s, a } = seatZones;
const besides = { ko: "무대 옆면이 가려요", en: "The side of the stage is hidden" };
const gate = (nth: number) => ({
  id: `G${nth}`,
  name: { ko: `${nth}번 게이트`, en: `Gate ${nth}` },
});

function blackBox(): SeatPlan {
  const shape = { at: [0, 800] as Point, rows: 10, seats: 15, pitch: 95, rowScheme: "A" as const };
  const section = rectangle({ id: "A", level: "1", zone: "r" }, shape, wheelchairPairs("K", 2));
  const blocks = section.blocks.map((block) => ({
    ...block,
    rowNumbers: { ...block.rowNumbers, skip: ["I"] },
  }));
  return planOf({
    name: { ko: "블랙박스 150석", en: "Black box, 150 seats" },
    focus: [0, 400],
    zones: [r],
    levels: [level("1", "1층", "Ground floor")],
    stage: [{ outline: box(-400, 0, 400, 500), label: stageText }],
    sections: [{ ...section, blocks }],
  });
}

function theater(): SeatPlan {
  const center: Point = [0, -1_600];
  const part = (id: string, zone: string, angles: [number, number], radius: number, rows: number) =>
    wedge(
      { id, level: radius < 4_000 ? "1" : "2", zone },
      { center, radius, rows, pitch: 95, angles, rowScheme: "가" },
      id === "B" ? wheelchairPairs("하", 4) : [],
    );
  const sections = [
    part("A", "s", [114, 102], 2_400, 14),
    part("B", "r", [101.5, 78.5], 2_400, 14),
    part("C", "s", [78, 66], 2_400, 14),
    part("D", "a", [112, 102], 4_000, 5),
    part("E", "a", [101.5, 78.5], 4_000, 5),
    part("F", "a", [78, 68], 4_000, 5),
  ];
  return withPlaces(800, {
    name: { ko: "극장 800석", en: "Theater, 800 seats" },
    focus: [0, 600],
    zones: [r, s, a],
    levels: [level("1", "1층", "Stalls"), level("2", "2층", "Balcony")],
    stage: [{ outline: box(-800, 0, 800, 600), label: stageText }],
    sections,
  });
}

function arena(): SeatPlan {
  const center: Point = [0, 0];
  const rings: [string, string, string[], number, number][] = [
    ["A", "1", ["r", "vip", "r"], 2_200, 16],
    ["B", "1", ["s", "r", "r", "r", "s"], 3_800, 20],
    ["C", "2", ["a", "s", "s", "s", "s", "s", "a"], 5_700, 14],
  ];
  const sections = rings.flatMap(([letter, floor, zones, radius, rows]) => {
    const width = 150 / zones.length;
    return zones.map((zone, index) => {
      const left = 165 - width * index;
      const id = `${letter}${index + 1}`;
      const isOuter = letter === "C" && (index === 0 || index === zones.length - 1);
      const flags: Section["flags"] = isOuter
        ? ["1", "2", "3"].map((row) => ({
            kind: "restricted",
            row,
            seats: [0, 500],
            text: besides,
          }))
        : [];
      const reserved = id === "B2" || id === "B4" ? wheelchairPairs("20", 10) : flags;
      const angles: [number, number] = [left - 0.7, left - width + 0.7];
      const arc = { center, radius, rows, pitch: 85, angles };
      const part = wedge({ id, level: floor, zone }, arc, reserved);
      return { ...part, gate: `G${Math.ceil(((index + 1) / zones.length) * 3)}` };
    });
  });
  const label = { ko: "스탠딩", en: "Standing" };
  const outline = ring(center, 1_100, 2_050, [165, 15]);
  const floor = standing(
    { id: "ST", level: "1", zone: "standing", label },
    outline,
    "entryNumber",
    1_500,
  );
  return withPlaces(12_000, {
    name: { ko: "아레나 12,000석", en: "Arena, 12,000 places" },
    focus: [0, 900],
    zones: [{ ...standingZones.standing, color: 5 }, vip, r, s, a],
    levels: [level("1", "1층", "Level 1"), level("2", "2층", "Level 2")],
    gates: [1, 2, 3].map(gate),
    stage: [{ outline: box(-900, 0, 900, 950), label: stageText }],
    sections,
    areas: [{ ...floor, gate: "G2" }],
  });
}

const tiers = [
  { hundred: 100, level: "1", zone: "s", sections: 60, radius: 6_400, rows: 34 },
  { hundred: 200, level: "2", zone: "a", sections: 72, radius: 9_800, rows: 32 },
  { hundred: 300, level: "3", zone: "b", sections: 90, radius: 13_000, rows: 36 },
];
const bowl = 300;

function stadium(): SeatPlan {
  const center: Point = [0, 0];
  const floor = [0, 1, 2].flatMap((row) =>
    [-1, 0, 1].map((column): Section => {
      const at: Point = [column * 1_500, -1_200 + row * 1_900];
      const id = `F${row * 3 + column + 2}`;
      const shape = { at, rows: 18, seats: 26, pitch: 95 };
      return { ...rectangle({ id, level: "F", zone: row === 0 ? "vip" : "r" }, shape), gate: "G6" };
    }),
  );
  const around = tiers.flatMap(({ hundred, level: floorId, zone, sections, radius, rows }) => {
    const width = bowl / sections;
    return Array.from({ length: sections }, (_, index): Section => {
      const left = 240 - width * index;
      const isSide = index < 3 || index >= sections - 3;
      const flags: Section["flags"] = isSide
        ? [{ kind: "restricted", row: "*", seats: [0, 500], text: besides }]
        : wheelchairPairs(String(rows), index % 6 === 0 ? 4 : 0);
      const arc = {
        center,
        radius,
        rows,
        pitch: 85,
        angles: [left - 0.25, left - width + 0.25] as [number, number],
      };
      const id = String(hundred + index + 1);
      const part = wedge({ id, level: floorId, zone: isSide ? "b" : zone }, arc, flags);
      return { ...part, gate: `G${1 + Math.floor((index / sections) * 12)}` };
    });
  });
  return withPlaces(98_966, {
    name: { ko: "스타디움 98,966석", en: "Stadium, 98,966 seats" },
    focus: [0, -1_900],
    zones: [vip, r, s, a, { id: "b", name: { ko: "B석", en: "B" }, color: 5 }],
    levels: [
      level("F", "그라운드", "Pitch"),
      level("1", "1층", "Level 1"),
      level("2", "2층", "Level 2"),
      level("3", "3층", "Level 3"),
    ],
    gates: Array.from({ length: 12 }, (_, index) => gate(index + 1)),
    stage: [{ outline: box(-1_800, -3_400, 1_800, -1_900), label: stageText }],
    sections: [...floor, ...around],
  });
}

type Parts = Omit<SeatPlan, "format" | "bounds" | "areas"> & { areas?: SeatPlan["areas"] };

function planOf(parts: Parts): SeatPlan {
  const { areas = [] } = parts;
  const bounds = boundsOf([...parts.stage, ...parts.sections, ...areas]);
  return { format: "seatplan/1", ...parts, bounds, areas };
}

/** Takes single seats out of back rows until the plan has exactly so many places. */
function withPlaces(wanted: number, parts: Parts): SeatPlan {
  let plan = planOf(parts);
  if (countPlaces(plan) < wanted) throw new RangeError("the hall has too few places");
  for (let fromBack = 1; countPlaces(plan) > wanted; fromBack++) {
    let left = countPlaces(plan) - wanted;
    const sections = plan.sections.toReversed().map((section) => {
      if (left === 0 || section.level === "F" || section.flags.length > 0) return section;
      left--;
      return shortened(section, fromBack);
    });
    plan = { ...plan, sections: sections.toReversed() };
  }
  return plan;
}

function shortened(section: Section, fromBack: number): Section {
  const blocks = section.blocks.map((block) => {
    const runs =
      typeof block.seats === "number" ? [[block.rows, block.seats] as const] : block.seats;
    const rows = runs.flatMap(([count, seats]) => Array<number>(count).fill(seats));
    const at = rows.length - 1 - ((fromBack - 1) % rows.length);
    rows[at] = (rows[at] ?? 2) - 1;
    return {
      ...block,
      seats: rows.map((seats): [number, number] => [1, seats]).reduce(joined, []),
    };
  });
  return { ...section, blocks };
}

function joined(runs: [number, number][], [count, seats]: [number, number]): [number, number][] {
  const last = runs.at(-1);
  return last?.[1] === seats
    ? [...runs.slice(0, -1), [last[0] + count, seats]]
    : [...runs, [count, seats]];
}
