import { outlineAround, pointsOf } from "../editing/outlines.ts";
import { planLimits } from "../plan-limits.ts";
import { numbersByRow, rowLabels } from "../seat-numbers.ts";
import type { Area, Block, SeatPlan, Section, Spot } from "../seat-plan.ts";
import { framed } from "../editing/arranging.ts";
import type { FlatArea, FlatSeat } from "./flat-seats.ts";

type Line = { label: string; seats: FlatSeat[] };
type Named = { id: string; name: { ko: string; en: string } };

export type Rebuilt = {
  name: SeatPlan["name"];
  zones: SeatPlan["zones"];
  levels: Named[];
  seats: readonly FlatSeat[];
  areas: readonly FlatArea[];
  stage?: SeatPlan["stage"];
  focus?: SeatPlan["focus"];
};

/**
 * Builds a plan from single seats. If rows follow a line or a numbering, the plan says so instead of naming each
 * seat.
 */
export function rebuiltPlan({ seats, areas, stage = [], focus, ...rest }: Rebuilt): SeatPlan {
  const bySection = Map.groupBy(seats, ({ section }) => section);
  const sections = [...bySection].map(([id, own]) => sectionOf(id, own));
  const plan: SeatPlan = {
    format: "seatplan/1",
    ...rest,
    bounds: [0, 0, 100, 100],
    focus: focus ?? [0, 0],
    stage,
    sections,
    areas: areas.map(areaOf),
  };
  return framed(plan);
}

function areaOf({ at: [x, y], ...area }: FlatArea): Area {
  const half = 300;
  const outline: Area["outline"] = [
    [x - half, y - half],
    [x + half, y - half],
    [x + half, y + half],
    [x - half, y + half],
  ];
  return { ...area, label: labelOf(area.id), outline };
}

const labelOf = (id: string) => ({ ko: `${id}구역`, en: `Section ${id}` });

function sectionOf(id: string, seats: FlatSeat[]): Section {
  const zone = commonest(seats.map((seat) => seat.zone));
  const level = seats[0]?.level ?? "1";
  const blocks = blocksOf(linesOf(seats)).map((lines) => blockOf(lines, zone));
  return { id, label: labelOf(id), level, zone, outline: outlineAround(blocks), blocks, flags: [] };
}

function linesOf(seats: readonly FlatSeat[]): Line[] {
  const lines: Line[] = [];
  for (const seat of seats) {
    const last = lines.at(-1);
    if (last?.label === seat.row && last.seats.length < planLimits.seatsInRow)
      last.seats.push(seat);
    else lines.push({ label: seat.row, seats: [seat] });
  }
  return lines;
}

/** Rows one after another with the same aisles go into one block. */
function blocksOf(lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = [];
  let key = "";
  for (const line of lines) {
    const own = `${line.seats[0]?.isWhole} ${aislesOf(line).join()}`;
    const last = blocks.at(-1);
    if (last && own === key && last.length < planLimits.rows) last.push(line);
    else blocks.push([line]);
    key = own;
  }
  return blocks;
}

const aislesOf = ({ seats }: Line): number[] =>
  seats.flatMap(({ hasAisle }, at) => (hasAisle && at + 1 < seats.length ? [at + 1] : []));

function blockOf(lines: readonly Line[], zone: string): Block {
  const runs = lines.reduce<[number, number][]>((all, { seats }) => {
    const last = all.at(-1);
    if (last?.[1] === seats.length) last[0]++;
    else all.push([1, seats.length]);
    return all;
  }, []);
  const [only] = runs;
  const [first] = lines;
  const points = lines.map(({ seats }) => seats.map(({ x, y }): [number, number] => [x, y]));
  const spots = spotsOf(lines, zone);
  const block: Block = {
    rows: lines.length,
    seats: only && runs.length === 1 ? only[1] : runs,
    rowNumbers: { scheme: "1", start: 1, skip: [] },
    seatNumbers: { start: 1, step: 1, direction: "ltr" },
    geometry: { type: "points", points },
    aisles: first ? aislesOf(first) : [],
    zoneRows: [],
    ...(spots.length > 0 && { spots }),
    ...(first?.seats[0]?.isWhole && { isWhole: true }),
  };
  return straightened(numbered(block, lines), points);
}

/** With the numbering that names most rows and seats, and with the others as exceptions. */
function numbered(block: Block, lines: readonly Line[]): Block {
  const labels = lines.map(({ label }) => label);
  const rowNumbers = rowNumbersOf(labels);
  const seatNumbers = seatNumbersOf(block, lines);
  const plain = { ...block, rowNumbers, seatNumbers };
  const [expected, numbersOf] = [rowLabels(plain), numbersByRow(plain)];
  const exceptions = lines.flatMap(({ label, seats }, row) => {
    const numbers = seats.map(({ number }) => number);
    const isNumbered = numbersOf(row, seats.length).join("\n") === numbers.join("\n");
    if (label === expected[row] && isNumbered) return [];
    return [{ row, ...(label !== expected[row] && { label }), ...(!isNumbered && { numbers }) }];
  });
  return exceptions.length === 0 ? plain : { ...plain, exceptions };
}

function rowNumbersOf(labels: readonly string[]): Block["rowNumbers"] {
  const [first = "1"] = labels;
  for (const scheme of ["1", "A", "가"] as const) {
    const start = startOf(scheme, first);
    if (start !== null) return { scheme, start, skip: [] };
  }
  return { scheme: "1", start: 1, skip: [] };
}

/** Which number of a scheme has this name. */
function startOf(scheme: Block["rowNumbers"]["scheme"], label: string): number | null {
  if (scheme === "1") return /^[1-9]\d{0,3}$/.test(label) ? Number(label) : null;
  for (let start = 1; start <= 60; start++) {
    const [found] = rowLabels({
      rows: 1,
      rowNumbers: { scheme, start, skip: [] },
    } as unknown as Block);
    if (found === label) return start;
  }
  return null;
}

function seatNumbersOf(block: Block, lines: readonly Line[]): Block["seatNumbers"] {
  const given = lines.map(({ seats }) => seats.map(({ number }) => number));
  const lowest = Math.min(...(given[0] ?? []).map(Number));
  const start = Number.isSafeInteger(lowest) && lowest >= 0 && lowest < 99_999 ? lowest : 1;
  const directions = ["ltr", "rtl", "oddLeftEvenRight", "evenLeftOddRight"] as const;
  const candidates = directions.map((direction) => ({ start, step: 1, direction }));
  const fits = candidates.map((seatNumbers) => {
    const numbersOf = numbersByRow({ ...block, seatNumbers });
    return given.filter((own, row) => numbersOf(row, own.length).join() === own.join()).length;
  });
  return candidates[fits.indexOf(Math.max(...fits))] ?? block.seatNumbers;
}

/** Rows of equal length and direction are described by the first one. */
function straightened(block: Block, points: [number, number][][]): Block {
  const [front, second] = points;
  const [from, to] = [front?.[0], front?.at(-1)];
  if (!front || !from || !to) return block;
  const pitch: [number, number] = second?.[0]
    ? [second[0][0] - from[0], second[0][1] - from[1]]
    : [0, 90];
  const line: Block = { ...block, geometry: { type: "line", from, to, pitch } };
  return JSON.stringify(pointsOf(line)) === JSON.stringify(points) ? line : block;
}

function spotsOf(lines: readonly Line[], zone: string): Spot[] {
  const looks = ({ zone: own, isAccessible, isCompanion, restricted }: FlatSeat) => [
    ...(own === zone ? [] : [{ zone: own }]),
    ...(isAccessible ? [{ kind: "accessible" as const }] : []),
    ...(isCompanion ? [{ kind: "companion" as const }] : []),
    ...(restricted === null ? [] : [restrictedSpot(restricted)]),
  ];
  const spots: Spot[] = [];
  for (const [row, { seats }] of lines.entries()) {
    let open = new Map<string, Spot>();
    for (const [at, seat] of seats.entries()) {
      const next = new Map<string, Spot>();
      for (const look of looks(seat)) {
        const key = JSON.stringify(look);
        const spot = open.get(key);
        if (spot) spot.seats[1] = at + 1;
        const current: Spot = spot ?? { rows: [row, row + 1], seats: [at, at + 1], ...look };
        if (!spot) spots.push(current);
        next.set(key, current);
      }
      open = next;
    }
  }
  return merged(spots);
}

const restrictedSpot = (text: { ko: string; en: string }) => ({
  kind: "restricted" as const,
  ...((text.ko !== "" || text.en !== "") && { text }),
});

/** Equal spots of rows one after another as one. */
function merged(spots: readonly Spot[]): Spot[] {
  const kept: Spot[] = [];
  const open = new Map<string, Spot>();
  for (const spot of spots) {
    const { rows, ...look } = spot;
    const key = JSON.stringify(look);
    const above = open.get(key);
    if (above?.rows[1] === rows[0]) above.rows[1] = rows[1];
    else {
      kept.push(spot);
      open.set(key, spot);
    }
  }
  return kept;
}

function commonest(values: readonly string[]): string {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts].sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? "";
}
