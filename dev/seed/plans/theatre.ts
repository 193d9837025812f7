import type { SeatPlan, Section } from "../../../src/contract/plan/seat-plan.ts";
import { boundsOf, box, type Point, wedge, wheelchairPairs } from "./shapes.ts";
import { level, seatZones, stageText } from "./zones.ts";

const center: Point = [0, -1_600];
const { vip, r, s, a } = seatZones;

/** A theatre with rows 가, 나, 다 and so on: three sections in the stalls and three in the balcony. */
export function theatrePlan(): SeatPlan {
  const stalls = (id: string, angles: [number, number], zone: string) =>
    theatreWedge({ id, level: "1", zone }, angles, { radius: 2_400, rows: 14 });
  const balcony = (id: string, angles: [number, number], zone: string) =>
    theatreWedge({ id, level: "2", zone }, angles, { radius: 4_000, rows: 8 });
  const sections = [
    backRows(stalls("A", [116, 102], "r"), "s"),
    backRows(stalls("B", [101.5, 78.5], "r"), "s"),
    backRows(stalls("C", [78, 64], "r"), "s"),
    balcony("D", [114, 102], "a"),
    balcony("E", [101.5, 78.5], "a"),
    balcony("F", [78, 66], "a"),
  ];
  const stage = [{ outline: box(-800, 0, 800, 600), label: stageText }];
  return {
    format: "seatplan/1",
    name: { ko: "온빛아트센터 대극장", en: "Onbit Arts Center, Grand Theater" },
    bounds: boundsOf([...stage, ...sections]),
    focus: [0, 600],
    levels: [level("1", "1층", "Stalls"), level("2", "2층", "Balcony")],
    zones: [r, s, a],
    stage,
    sections,
    areas: [],
  };
}

/** A round theatre: the audience sits on three sides of the stage. */
export function roundTheatrePlan(): SeatPlan {
  const around: Point = [0, 300];
  const sides: [string, [number, number]][] = [
    ["A", [188, 145]],
    ["B", [143, 112]],
    ["C", [110, 70]],
    ["D", [68, 37]],
    ["E", [35, -8]],
  ];
  const ring = (letter: string, zoneOf: (id: string) => string, radius: number, rows: number) =>
    sides.map(([id, angles], index) =>
      wedge(
        { id: letter === "" ? id : `${letter}${index + 1}`, level: "1", zone: zoneOf(id) },
        { center: around, radius, rows, pitch: 90, angles, rowScheme: "가" },
      ),
    );
  const sections = [
    ...ring("", (id) => (id === "C" ? "vip" : "r"), 800, 5),
    ...ring("F", (id) => (id === "A" || id === "E" ? "a" : "s"), 1_400, 6),
  ];
  const stage = [{ outline: circle(around, 550), label: stageText }];
  return {
    format: "seatplan/1",
    name: { ko: "대학로 둥근극장", en: "Daehangno Round Theater" },
    bounds: boundsOf([...stage, ...sections]),
    focus: around,
    levels: [level("1", "1층", "Stalls")],
    zones: [vip, r, s, a],
    stage,
    sections,
    areas: [],
  };
}

function theatreWedge(
  part: { id: string; level: string; zone: string },
  angles: [number, number],
  size: { radius: number; rows: number },
): Section {
  const isMiddleStalls = part.id === "B";
  const flags: Section["flags"] = isMiddleStalls ? wheelchairPairs("하", 4) : [];
  return wedge(part, { center, pitch: 95, angles, rowScheme: "가", ...size }, flags);
}

// The last rows of a section are cheaper than its first ones.
function backRows(section: Section, zone: string): Section {
  const blocks = section.blocks.map((block) => ({
    ...block,
    zoneRows: [[9, block.rows, zone]] as [number, number, string][],
  }));
  return { ...section, blocks };
}

function circle([x, y]: Point, radius: number): Section["outline"] {
  return Array.from({ length: 32 }, (_, step): Point => {
    const angle = (step / 16) * Math.PI;
    return [Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * Math.sin(angle))];
  });
}
