import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  record,
  tuple,
} from "fast-check";
import type {
  Area,
  Block,
  Geometry,
  Section,
  SeatPlan,
  Spot,
} from "../../../src/contract/plan/seat-plan.ts";

const between = (min: number, max: number) => integer({ min, max });
const cm = between(-20_000, 20_000);
export const anyPoint = tuple(cm, cm);
const angle = between(-36_000, 36_000);
export const zoneIds = ["r", "s", "vip"] as const;
export const anyText = constantFrom(
  { ko: "기둥에 가려요", en: "Behind a pillar" },
  { ko: "옆면이 가려요", en: "Side of the stage hidden" },
);

const anyLine = record({
  from: anyPoint,
  to: anyPoint,
  pitch: tuple(between(-120, 120), between(-120, 120)),
  curve: between(-300, 300),
  fan: between(-20, 40),
  stagger: between(-60, 60),
}).map(({ curve, fan, stagger, ...line }): Geometry => ({
  type: "line",
  ...line,
  ...(curve !== 0 && { curve }),
  ...(fan !== 0 && { fan }),
  ...(stagger !== 0 && { stagger }),
}));

const anyArc = record({
  center: anyPoint,
  radius: between(600, 9_000),
  // Nine rows at most: the last one's radius has to stay above zero.
  radiusStep: between(-70, 120),
  angles: tuple(angle, angle),
}).map((arc): Geometry => ({ type: "arc", ...arc }));

const anyRows = record({
  runs: array(tuple(between(1, 3), between(1, 9)), { minLength: 1, maxLength: 3 }),
  scheme: constantFrom<Block["rowNumbers"]["scheme"]>("1", "A", "가"),
  skip: constantFrom<string[]>([], ["I", "3", "나"]),
  isFromBack: boolean(),
  pad: option(between(2, 3), { nil: undefined }),
  direction: constantFrom<Block["seatNumbers"]["direction"]>(
    "ltr",
    "rtl",
    "centerOut",
    "oddLeftEvenRight",
    "evenLeftOddRight",
  ),
  seatScheme: constantFrom<Block["rowNumbers"]["scheme"] | undefined>(undefined, "A", "가"),
  aisle: between(1, 8),
  aisleCm: between(0, 120),
  dearRows: between(0, 3),
  isWhole: boolean(),
  geometry: oneof(anyLine, anyArc, constant(null)),
});

export const anySpot: Arbitrary<Spot> = record({
  rows: tuple(between(0, 8), between(1, 3)),
  seats: tuple(between(0, 8), between(1, 4)),
  look: oneof(
    record({ zone: constantFrom(...zoneIds) }),
    record({ kind: constantFrom("accessible", "companion") }),
    record({ kind: constant("restricted" as const), text: anyText }),
  ),
}).map(({ rows, seats, look }) => ({
  rows: [rows[0], rows[0] + rows[1]],
  seats: [seats[0], seats[0] + seats[1]],
  ...look,
}));

const anyTable: Arbitrary<Block> = record({
  seats: between(2, 10),
  shape: constantFrom<"round" | "rectangle">("round", "rectangle"),
  center: anyPoint,
  size: tuple(between(60, 400), between(60, 400)),
  turn: angle,
  isWhole: boolean(),
}).map(({ seats, isWhole, ...table }) => ({
  ...plain,
  rows: 1,
  seats,
  geometry: { type: "table", ...table },
  ...(isWhole && { isWhole: true as const }),
}));

const plain = {
  rowNumbers: { scheme: "1" as const, start: 1, skip: [] },
  seatNumbers: { start: 1, step: 1, direction: "ltr" as const },
  aisles: [],
  zoneRows: [],
};

export const anyBlock: Arbitrary<Block> = oneof(
  {
    weight: 4,
    arbitrary: tuple(
      anyRows,
      array(anySpot, { maxLength: 4 }),
      array(anyPoint, { minLength: 81, maxLength: 81 }),
    ).map(blockOf),
  },
  { weight: 1, arbitrary: anyTable },
);

function blockOf([shape, spots, points]: [
  typeof anyRows extends Arbitrary<infer R> ? R : never,
  Spot[],
  [number, number][],
]): Block {
  const { runs, scheme, skip, isFromBack, pad, direction, seatScheme, aisleCm, dearRows } = shape;
  const rows = runs.reduce((sum, [count]) => sum + count, 0);
  const lengths = runs.flatMap(([count, seats]) => Array<number>(count).fill(seats));
  let next = 0;
  const rowPoints = lengths.map((seats) =>
    points.slice(next, (next += seats)).map(([x, y]): [number, number] => [x, y]),
  );
  return {
    rows,
    seats: runs,
    rowNumbers: {
      scheme,
      start: 1,
      skip,
      ...(isFromBack && { isFromBack: true as const }),
      ...(pad !== undefined && { pad }),
    },
    seatNumbers: { start: 1, step: 1, direction, ...(seatScheme && { scheme: seatScheme }) },
    geometry: shape.geometry ?? { type: "points", points: rowPoints },
    aisles: [shape.aisle],
    ...(aisleCm > 0 && { aisleCm }),
    zoneRows: dearRows === 0 ? [] : [[0, dearRows, "s"]],
    ...(spots.length > 0 && { spots }),
    ...(shape.isWhole && { isWhole: true as const }),
  };
}

const outline: [number, number][] = [
  [0, 0],
  [900, 0],
  [900, 900],
];
const label = (id: string) => ({ ko: `${id}구역`, en: `Section ${id}` });

const anyFlags: Arbitrary<Section["flags"]> = array(
  record({
    kind: constantFrom("accessible" as const, "restricted" as const),
    row: constantFrom("*", "1", "B", "나"),
    seats: tuple(between(0, 4), between(1, 4)).map(([first, count]): [number, number] => [
      first,
      first + count,
    ]),
  }),
  { maxLength: 2 },
);

/** Blocks of one section name their rows on, one after the other, so that no two seats have one name. */
const anySection = tuple(array(anyBlock, { minLength: 1, maxLength: 3 }), anyFlags).map(
  ([blocks, flags]) => {
    let start = 1;
    return {
      flags,
      blocks: blocks.map((block) => {
        const rowNumbers = { ...block.rowNumbers, scheme: "1" as const, start };
        start += block.rows + 3;
        return { ...block, rowNumbers };
      }),
    };
  },
);

export const anyPlan: Arbitrary<SeatPlan> = record({
  sections: array(anySection, { minLength: 1, maxLength: 5 }),
  areas: array(tuple(constantFrom<Area["mode"]>("entryNumber", "count"), between(1, 40)), {
    maxLength: 3,
  }),
  hasGates: boolean(),
  hasBackground: boolean(),
}).map(({ sections, areas, hasGates, hasBackground }) => ({
  format: "seatplan/1",
  name: { ko: "시험장", en: "Test hall" },
  bounds: [-900, -900, 900, 900],
  focus: [0, 0],
  levels: [
    { id: "1", name: { ko: "1층", en: "Level 1" } },
    { id: "2", name: { ko: "2층", en: "Level 2" } },
  ],
  zones: zoneIds.map((id, at) => ({ id, name: { ko: `${id}석`, en: id }, color: at + 1 })),
  stage: [{ outline, label: { ko: "무대", en: "Stage" } }],
  sections: sections.map(({ blocks, flags }, at) => ({
    id: `S${at}`,
    label: label(`S${at}`),
    level: "1",
    zone: "r",
    outline,
    ...(hasGates && at === 0 && { gate: "G1" }),
    blocks,
    flags,
  })),
  areas: areas.map(([mode, capacity], at) => ({
    id: `T${at}`,
    label: label(`T${at}`),
    level: "1",
    zone: "s",
    outline,
    mode,
    capacity,
  })),
  ...(hasGates && { gates: [{ id: "G1", name: { ko: "1번 문", en: "Gate 1" } }] }),
  ...(hasBackground && {
    background: { image: "/images/hall.png", at: [-500, -500], size: [3_000, 2_000], opacity: 40 },
  }),
}));
