import type { SeatPlan, Section } from "../../../src/contract/plan/seat-plan.ts";
import { type Arc, boundsOf, box, type Point, wedge, wheelchairPairs } from "./shapes.ts";
import { level, seatZones, stageText } from "./zones.ts";

const center: Point = [0, 0];
const { vip, r, s, a } = seatZones;

const rings: { letter: string; level: string; from: number; rows: number; zones: string[] }[] = [
  { letter: "A", level: "1", from: 1_500, rows: 14, zones: ["vip", "vip", "vip"] },
  { letter: "B", level: "1", from: 2_900, rows: 18, zones: ["s", "r", "r", "s"] },
  { letter: "C", level: "1", from: 4_620, rows: 18, zones: ["a", "s", "s", "s", "a"] },
  { letter: "D", level: "2", from: 6_340, rows: 14, zones: ["a", "a", "a", "a", "a"] },
];

const besides = { ko: "스피커에 무대 옆면이 가려요", en: "A speaker hides the side of the stage" };

/** Rows of sections around the end of a stage, as in the arenas of big tours. */
export function arenaPlan(): SeatPlan {
  const sections = rings.flatMap(({ letter, level, from, rows, zones }) => {
    const width = 104 / zones.length;
    return zones.map((zone, index) => {
      const id = `${letter}${index + 1}`;
      const left = 142 - width * index;
      const angles: Arc["angles"] = [left - 0.8, left - width + 0.8];
      const arc = { center, radius: from, rows, pitch: 85, angles };
      return wedge({ id, level, zone }, arc, flagsOf(id));
    });
  });
  const stage = [{ outline: box(-900, 0, 900, 950), label: stageText }];
  return {
    format: "seatplan/1",
    name: { ko: "한강아레나 · 엔드 스테이지", en: "Hangang Arena, end stage" },
    bounds: boundsOf([...stage, ...sections]),
    focus: [0, 950],
    levels: [level("1", "1층", "Level 1"), level("2", "2층", "Level 2")],
    zones: [vip, r, s, a],
    stage,
    sections,
    areas: [],
  };
}

function flagsOf(id: string): Section["flags"] {
  if (id === "B1" || id === "B4") return wheelchairPairs("18", 12);
  // The outermost seats of the first rows, on the side of the stage's end.
  if (id === "C1") return edge([0, 6]);
  if (id === "C5") return edge([24, 60]);
  return [];
}

const edge = (seats: [number, number]): Section["flags"] =>
  ["1", "2", "3"].map((row) => ({ kind: "restricted", row, seats, text: besides }));
