import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { type Block, SeatPlan } from "./seat-plan.ts";
import { countPlaces, expandPlan, placeFlags, placeKey } from "./seat-places.ts";

const outline: [number, number][] = [
  [0, 0],
  [100, 0],
  [100, 100],
];
const label = { ko: "가", en: "A" };

const block = (change: Partial<Block> = {}): Block => ({
  rows: 2,
  seats: 3,
  rowNumbers: { scheme: "1", start: 1, skip: [] },
  seatNumbers: { start: 1, step: 1, direction: "ltr" },
  geometry: { type: "line", from: [0, 0], to: [200, 0], pitch: [0, 90] },
  aisles: [],
  zoneRows: [],
  ...change,
});

function planOf(blocks: Block[], rest: Partial<SeatPlan> = {}): SeatPlan {
  const section = { id: "A", label, level: "1", zone: "r", outline, blocks, flags: [] };
  return {
    format: "seatplan/1",
    name: label,
    bounds: [0, 0, 100, 100],
    focus: [0, 0],
    levels: [{ id: "1", name: label }],
    zones: [
      { id: "r", name: label, color: 1 },
      { id: "s", name: label, color: 2 },
    ],
    stage: [],
    sections: [section],
    areas: [],
    ...rest,
  };
}
const keys = (plan: SeatPlan) => {
  const places = expandPlan(plan);
  return Array.from({ length: places.count }, (_, ordinal) => placeKey(places, ordinal));
};

describe("a seat plan", () => {
  it("[K1] a plan gives each seat one ordinal, one name and one zone, and the totals agree", () => {
    const anyBlock = record({
      rows: integer({ min: 1, max: 5 }),
      seats: integer({ min: 1, max: 9 }),
      scheme: constantFrom("1" as const, "A" as const, "가" as const),
      direction: constantFrom(
        "ltr" as const,
        "rtl" as const,
        "centerOut" as const,
        "oddLeftEvenRight" as const,
      ),
    }).map(({ rows, seats, scheme, direction }) =>
      block({
        rows,
        seats,
        rowNumbers: { scheme, start: 1, skip: ["I", "3"] },
        seatNumbers: { start: 1, step: 1, direction },
      }),
    );
    assert(
      property(array(anyBlock, { minLength: 1, maxLength: 1 }), (blocks) => {
        const plan = planOf(blocks);
        const names = keys(plan);
        expect(names).toHaveLength(countPlaces(plan));
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it("[K2] a plan names rows and seats as the venue does", () => {
    expect(keys(planOf([block()]))).toEqual(["A/1/1", "A/1/2", "A/1/3", "A/2/1", "A/2/2", "A/2/3"]);
    const letters = { scheme: "A" as const, start: 8, skip: ["I"] };
    expect(keys(planOf([block({ rowNumbers: letters, seats: 1 })]))).toEqual(["A/H/1", "A/J/1"]);
    const many = { scheme: "A" as const, start: 26, skip: [] };
    expect(keys(planOf([block({ rowNumbers: many, seats: 1 })]))).toEqual(["A/Z/1", "A/AA/1"]);
    const hangul = { scheme: "가" as const, start: 14, skip: [] };
    expect(keys(planOf([block({ rowNumbers: hangul, seats: 1 })]))).toEqual(["A/하/1", "A/가2/1"]);
    const numbered = (direction: "ltr" | "rtl" | "centerOut", seats: number) =>
      keys(
        planOf([block({ rows: 1, seats, seatNumbers: { start: 101, step: 2, direction } })]),
      ).map((key) => Number(key.split("/")[2]));
    expect(numbered("ltr", 3)).toEqual([101, 103, 105]);
    expect(numbered("rtl", 3)).toEqual([105, 103, 101]);
    expect(numbered("centerOut", 5)).toEqual([109, 105, 101, 103, 107]);
    const odd = { start: 1, step: 1, direction: "oddLeftEvenRight" as const };
    expect(keys(planOf([block({ rows: 1, seats: 6, seatNumbers: odd })]))).toEqual([
      "A/1/5",
      "A/1/3",
      "A/1/1",
      "A/1/2",
      "A/1/4",
      "A/1/6",
    ]);
  });

  it("[K3] a plan numbers standing places after the seats, and gives no number twice", () => {
    const area = { id: "ST", label, level: "1", zone: "s", outline, capacity: 3 };
    const plan = planOf([block({ rows: 1 })], { areas: [{ ...area, mode: "entryNumber" }] });
    expect(keys(plan)).toEqual(["A/1/1", "A/1/2", "A/1/3", "ST/1", "ST/2", "ST/3"]);
    expect([...expandPlan(plan).zone]).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it("[K4] a plan places zones within rows, aisles and marked seats as its document says", () => {
    const plan = planOf([block({ seats: 4, aisles: [2], zoneRows: [[1, 2, "s"]] })]);
    plan.sections[0]?.flags.push({ kind: "accessible", row: "2", seats: [0, 2] });
    const places = expandPlan(plan);
    expect([...places.zone]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(places.rows.map((row) => row.breaks)).toEqual([[2], [2]]);
    const marked = [...places.flags].map((flags) => (flags & placeFlags.accessible) > 0);
    expect(marked).toEqual([false, false, false, false, true, true, false, false]);
  });

  it("[K5] seats stand on straight lines and on arcs, to the centimeter", () => {
    const line = expandPlan(planOf([block()]));
    expect([...line.x]).toEqual([0, 100, 200, 0, 100, 200]);
    expect([...line.y]).toEqual([0, 0, 0, 90, 90, 90]);
    const arc = { type: "arc" as const, center: [0, 0] as [number, number], radius: 1_000 };
    const geometry = { ...arc, radiusStep: 100, angles: [0, 18_000] as [number, number] };
    const half = expandPlan(planOf([block({ rows: 1, geometry })]));
    expect([...half.x]).toEqual([1_000, 0, -1_000]);
    expect([...half.y]).toEqual([0, 1_000, 0]);
  });

  it("[K6] a plan is read strictly, and any unknown field is refused", () => {
    expect(SeatPlan.safeParse(planOf([block()])).success).toBe(true);
    expect(SeatPlan.safeParse({ ...planOf([block()]), price: 1 }).success).toBe(false);
    expect(SeatPlan.safeParse(planOf([block({ rows: 0 })])).success).toBe(false);
  });
});
