import { describe, expect, it } from "vitest";
import { expandPlan, placeFlags, placeKey } from "./seat-places.ts";
import { type Block, SeatPlan } from "./seat-plan.ts";

const outline: [number, number][] = [
  [0, 0],
  [100, 0],
  [100, 100],
];
const label = { ko: "가", en: "A" };

const block = (change: Partial<Block> = {}): Block => ({
  rows: 1,
  seats: 3,
  rowNumbers: { scheme: "1", start: 1, skip: [] },
  seatNumbers: { start: 1, step: 1, direction: "ltr" },
  geometry: { type: "line", from: [0, 0], to: [200, 0], pitch: [0, 90] },
  aisles: [],
  zoneRows: [],
  ...change,
});

const planOf = (...blocks: Block[]): SeatPlan =>
  SeatPlan.parse({
    format: "seatplan/1",
    name: label,
    bounds: [0, 0, 100, 100],
    focus: [0, 0],
    levels: [{ id: "1", name: label }],
    zones: ["r", "s"].map((id, at) => ({ id, name: label, color: at + 1 })),
    sections: [{ id: "A", label, level: "1", zone: "r", outline, blocks }],
  });

function pointsOf(...blocks: Block[]): [number, number][] {
  const { x, y } = expandPlan(planOf(...blocks));
  return Array.from(x, (left, at) => [left, y[at] ?? NaN]);
}
const numbersOf = (change: Partial<Block["seatNumbers"]>, seats = 5) =>
  expandPlan(
    planOf(block({ seats, seatNumbers: { ...block().seatNumbers, ...change } })),
  ).rows[0]?.numbers.join(" ");
const rowsOf = (change: Partial<Block["rowNumbers"]>, rest: Partial<Block> = {}) =>
  expandPlan(planOf(block({ rows: 3, ...rest, rowNumbers: { ...block().rowNumbers, ...change } })))
    .rows.map((row) => row.label)
    .join(" ");

describe("the shapes of a plan", () => {
  const line = { type: "line", from: [0, 0], to: [200, 0], pitch: [0, 90] } as const;

  it("[K15] rows of a line are bent, widened and shifted as the plan says", () => {
    const bent = block({
      geometry: { ...line, from: [0, 0], to: [200, 0], pitch: [0, 90], curve: 40 },
    });
    expect(pointsOf(bent)).toEqual([
      [0, 0],
      [100, 40],
      [200, 0],
    ]);
    const wide = block({
      rows: 2,
      geometry: { ...line, from: [0, 0], to: [200, 0], pitch: [0, 90], fan: 10 },
    });
    expect(pointsOf(wide).slice(3)).toEqual([
      [-10, 90],
      [100, 90],
      [210, 90],
    ]);
    const shifted = block({
      rows: 3,
      geometry: { ...line, from: [0, 0], to: [200, 0], pitch: [0, 90], stagger: 25 },
    });
    expect(pointsOf(shifted).map(([x]) => x)).toEqual([0, 100, 200, 25, 125, 225, 0, 100, 200]);
  });

  it("[K16] an aisle with a width separates its neighbors, and the row keeps its length", () => {
    const parted = block({ seats: 4, aisles: [2], aisleCm: 80 });
    expect(pointsOf(parted).map(([x]) => x)).toEqual([0, 40, 160, 200]);
  });

  it("[K17] the seats of a table are around it as one row, and a row that is sold only as a whole says so", () => {
    const table = {
      type: "table",
      shape: "round",
      center: [500, 500],
      size: [130, 130],
      turn: 0,
    } as const;
    const round = block({
      seats: 4,
      geometry: { ...table, center: [500, 500], size: [130, 130] },
      isWhole: true,
    });
    expect(pointsOf(round)).toEqual([
      [500, 400],
      [600, 500],
      [500, 600],
      [400, 500],
    ]);
    expect(expandPlan(planOf(round)).rows.map(({ isWhole }) => isWhole)).toEqual([true]);
    const turned = block({
      seats: 4,
      geometry: { ...table, shape: "rectangle", center: [0, 0], size: [200, 90], turn: 9_000 },
    });
    expect(pointsOf(turned)).toEqual([
      [80, -50],
      [80, 50],
      [-80, 50],
      [-80, -50],
    ]);
  });

  it("[K18] irregular seats are at the points that the plan gives", () => {
    const points: [number, number][][] = [
      [
        [3, 4],
        [60, 7],
      ],
      [[5, 90]],
    ];
    const free = block({
      rows: 2,
      seats: [
        [1, 2],
        [1, 1],
      ],
      geometry: { type: "points", points },
    });
    expect(pointsOf(free)).toEqual(points.flat());
  });

  it("[K19] rows and seats are named by numbers, letters or syllables, padded, skipped, from either end", () => {
    expect(rowsOf({ isFromBack: true })).toBe("3 2 1");
    expect(rowsOf({ pad: 2, start: 9 })).toBe("09 10 11");
    expect(rowsOf({ scheme: "A", start: 8, skip: ["I"], isFromBack: true })).toBe("K J H");
    expect(rowsOf({}, { exceptions: [{ row: 1, label: "VIP" }] })).toBe("1 VIP 3");
    expect(numbersOf({ skip: ["4"], start: 3 })).toBe("3 5 6 7 8");
    expect(numbersOf({ scheme: "A", direction: "rtl" })).toBe("E D C B A");
    expect(numbersOf({ scheme: "가" })).toBe("가 나 다 라 마");
    expect(numbersOf({ direction: "oddLeftEvenRight" })).toBe("5 3 1 2 4");
    expect(numbersOf({ direction: "evenLeftOddRight" })).toBe("4 2 1 3 5");
    expect(numbersOf({ direction: "oddLeftEvenRight", skip: ["3"] })).toBe("7 5 1 2 4");
    expect(numbersOf({ direction: "centerOut", pad: 2 }, 4)).toBe("03 01 02 04");
  });

  it("[K20] a row can be numbered unlike the rest of its block", () => {
    const exceptions = [
      { row: 1, start: 11 },
      { row: 2, numbers: ["x", "y", "z"] },
    ];
    const { rows } = expandPlan(planOf(block({ rows: 4, exceptions })));
    expect(rows.map(({ numbers }) => numbers.join())).toEqual([
      "1,2,3",
      "11,12,13",
      "x,y,z",
      "1,2,3",
    ]);
  });

  it("[K21] single seats can have their own zone and marks, and a later spot overrides an earlier one", () => {
    const spots: Block["spots"] = [
      { rows: [0, 2], seats: [1, 9], zone: "s" },
      { rows: [1, 2], seats: [1, 2], zone: "r" },
      { rows: [0, 1], seats: [0, 1], kind: "accessible" },
      { rows: [0, 9], seats: [0, 1], kind: "restricted" },
    ];
    const places = expandPlan(planOf(block({ rows: 2, spots })));
    expect([...places.zone]).toEqual([0, 1, 1, 0, 0, 1]);
    const { accessible, restricted } = placeFlags;
    expect([...places.flags]).toEqual([accessible | restricted, 0, 0, restricted, 0, 0]);
    expect(placeKey(places, 4)).toBe("A/2/2");
  });
});
