import { array, assert, constantFrom, integer, property, record, sample, tuple } from "fast-check";
import { expect, it } from "vitest";
import { readSeatKey } from "./seat-names.ts";
import { countPlaces, expandPlan, placeKey, placeName } from "./seat-places.ts";
import { type Area, type Block, SeatPlan, type Section } from "./seat-plan.ts";

const label = { ko: "가", en: "A" };
const outline: [number, number][] = [
  [0, 0],
  [900, 0],
  [900, 900],
];
const between = (min: number, max: number) => integer({ min, max });

const anyBlock = record({
  runs: array(tuple(between(1, 3), between(1, 9)), { minLength: 1, maxLength: 3 }),
  scheme: constantFrom<Block["rowNumbers"]["scheme"]>("1", "A", "가"),
  skip: constantFrom<string[]>([], ["I", "3", "나"]),
  direction: constantFrom<Block["seatNumbers"]["direction"]>(
    "ltr",
    "rtl",
    "centerOut",
    "oddLeftEvenRight",
  ),
  aisle: between(1, 8),
  dearRows: between(0, 3),
}).map(({ runs, scheme, skip, direction, aisle, dearRows }) => ({
  rows: runs.reduce((sum, [rows]) => sum + rows, 0),
  seats: runs,
  rowNumbers: { scheme, start: 1, skip },
  seatNumbers: { start: 1, step: 1, direction },
  geometry: { type: "line" as const, from: [0, 0], to: [800, 0], pitch: [0, 90] },
  aisles: [aisle],
  zoneRows: dearRows === 0 ? [] : [[0, dearRows, "s"]],
}));

/** Rows of one section are numbered continuously across blocks. */
function sectionOf(id: string, blocks: unknown[]): Section {
  let start = 1;
  const numbered = (blocks as Block[]).map((block) => {
    const rowNumbers = { ...block.rowNumbers, start };
    start += block.rows + 3;
    return { ...block, rowNumbers };
  });
  return { id, label, level: "1", zone: "r", outline, blocks: numbered, flags: [] };
}

const anyPlan = record({
  sections: array(array(anyBlock, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
  areas: array(tuple(constantFrom<Area["mode"]>("entryNumber", "count"), between(1, 40)), {
    maxLength: 3,
  }),
}).map(({ sections, areas }): SeatPlan => ({
  format: "seatplan/1",
  name: label,
  bounds: [0, 0, 900, 900],
  focus: [0, 0],
  levels: [{ id: "1", name: label }],
  zones: ["r", "s"].map((id, at) => ({ id, name: label, color: at + 1 })),
  stage: [],
  sections: sections.map((blocks, at) => sectionOf(`S${at}`, blocks)),
  areas: areas.map(([mode, capacity], at) => {
    return { id: `T${at}`, label, level: "1", zone: "s", outline, mode, capacity };
  }),
}));

/**
 * The properties of a place by its plan, read row by row: its part of the hall, its zone, and the width of its row.
 */
function walk({ sections, areas }: SeatPlan): { group: string; zone: string; wide: number }[] {
  const seated = sections.flatMap(({ id, zone, blocks }) =>
    blocks.flatMap(({ seats, zoneRows }) => {
      const [[, end, dear] = [0, 0, zone]] = zoneRows;
      const widths = (seats as [number, number][]).flatMap(([rows, wide]) =>
        Array(rows).fill(wide),
      );
      return widths.flatMap((wide: number, row) =>
        Array.from({ length: wide }, () => ({ group: id, zone: row < end ? dear : zone, wide })),
      );
    }),
  );
  const standing = areas.flatMap(({ id, zone, capacity }) =>
    Array.from({ length: capacity }, () => ({ group: id, zone, wide: capacity })),
  );
  return [...seated, ...standing];
}

it("[V397] the seats of any plan are in the plan's order without a gap, each in its section, zone and row", () => {
  assert(
    property(anyPlan, (plan) => {
      const places = expandPlan(plan);
      const expected = walk(plan);
      expect([places.count, countPlaces(plan)]).toEqual([expected.length, expected.length]);
      const { rows, groups } = places;
      const found = expected.map((_, ordinal) => {
        const rowIndex = places.rowOf[ordinal] ?? -1;
        const { firstOrdinal = -1 } = rows[rowIndex] ?? {};
        const wide = (rows[rowIndex + 1]?.firstOrdinal ?? places.count) - firstOrdinal;
        const group = groups[places.group[ordinal] ?? -1];
        const isIn = ordinal >= firstOrdinal && ordinal < firstOrdinal + wide;
        return { group: group?.id, zone: plan.zones[places.zone[ordinal] ?? -1]?.id, wide, isIn };
      });
      expect(found).toEqual(expected.map((place) => ({ ...place, isIn: true })));
      const ends = groups.map(({ firstOrdinal, count }) => firstOrdinal + count);
      expect(groups.map(({ firstOrdinal }) => firstOrdinal)).toEqual([0, ...ends.slice(0, -1)]);
      expect(ends.at(-1)).toBe(places.count);
      for (const { numbers, breaks } of rows)
        for (const at of breaks) expect(at > 0 && at < numbers.length).toBe(true);
    }),
  );
});

it("[V398] a seat key leads back to its seat and its name, and a plan keeps the same seats through storage", () => {
  assert(
    property(anyPlan, (plan) => {
      const places = expandPlan(plan);
      const byKey = new Map<string, number>();
      for (let ordinal = 0; ordinal < places.count; ordinal++) {
        const key = placeKey(places, ordinal);
        byKey.set(key, ordinal);
        expect(readSeatKey(key)).toEqual(placeName(places, ordinal));
      }
      expect([...byKey.values()]).toEqual(Array.from({ length: places.count }, (_, at) => at));
      const again = SeatPlan.parse(JSON.parse(JSON.stringify(plan)));
      expect(expandPlan(again)).toEqual(places);
    }),
  );
  const [plan] = sample(anyPlan, 1);
  const named = (id: string) => SeatPlan.safeParse({ ...plan, sections: [sectionOf(id, [])] });
  expect(named("A/B").error?.issues.some(({ path }) => path.at(-1) === "id")).toBe(true);
});
