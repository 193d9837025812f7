import { describe, expect, it } from "vitest";
import { expandPlan, placeFlags, placeKey } from "../seat-places.ts";
import { type Block, SeatPlan } from "../seat-plan.ts";
import { edit } from "./edit.ts";
import { SeatFinder, spansOf } from "./finding.ts";
import { PlanHistory } from "./history.ts";
import type { PlanOperation } from "./operation-schema.ts";

const label = (id: string) => ({ ko: `${id}구역`, en: `Section ${id}` });
const block: Block = {
  rows: 3,
  seats: 5,
  rowNumbers: { scheme: "1", start: 1, skip: [] },
  seatNumbers: { start: 1, step: 1, direction: "ltr" },
  geometry: { type: "line", from: [-100, 500], to: [100, 500], pitch: [0, 90] },
  aisles: [],
  zoneRows: [],
};
const box = (left: number, top: number, width: number, height: number): [number, number][] => [
  [left, top],
  [left + width, top],
  [left + width, top + height],
  [left, top + height],
];
const section = (id: string, left: number) => ({
  id,
  label: label(id),
  level: "1",
  zone: "r",
  outline: box(left, 400, 300, 400),
  blocks: [block],
});

const plan = SeatPlan.parse({
  format: "seatplan/1",
  name: label("홀"),
  bounds: [0, 0, 900, 900],
  focus: [0, 0],
  levels: [{ id: "1", name: label("1") }],
  zones: ["r", "s"].map((id, at) => ({ id, name: label(id), color: at + 1 })),
  sections: [section("A", -150), section("B", 250), section("C", 900)],
  areas: [
    {
      id: "ST",
      label: label("ST"),
      level: "1",
      zone: "s",
      outline: box(-100, 100, 200, 200),
      mode: "count",
      capacity: 40,
    },
  ],
});

function done(operation: PlanOperation, before = plan): SeatPlan {
  const edited = edit(before, operation);
  if (!edited.isDone) throw new Error(edited.refusal.reason);
  return SeatPlan.parse(edited.plan);
}
const refusalOf = (operation: PlanOperation) => {
  const edited = edit(plan, operation);
  return edited.isDone ? null : edited.refusal.reason;
};
const pointsOf = (shown: SeatPlan, id: string) => {
  const { groups, x, y } = expandPlan(shown);
  const group = groups.find((one) => one.id === id);
  const first = group?.firstOrdinal ?? 0;
  return Array.from({ length: group?.count ?? 0 }, (_, at) => [x[first + at], y[first + at]]);
};
const leftOf = (shown: SeatPlan, id: string) =>
  Math.min(
    ...shown.sections
      .filter((one) => one.id === id)
      .flatMap(({ outline }) => outline.map(([x]) => x)),
  );

describe("what an operation does", () => {
  it("[PL10] a block keeps its center when its numbers of rows and seats or its gaps change", () => {
    const formed = done({
      kind: "rows",
      id: "A",
      at: 0,
      rows: 2,
      seats: 3,
      seatCm: 60,
      rowCm: 100,
    });
    expect(pointsOf(formed, "A")).toEqual([
      [-60, 500],
      [0, 500],
      [60, 500],
      [-60, 600],
      [0, 600],
      [60, 600],
    ]);
  });

  it("[PL11] rows with letters continue from block to block without the skipped ones, and marks stay with their seats", () => {
    const marked = done({ kind: "paint", spans: [["A", 0, 2, 0, 2]], flag: "accessible" });
    const two = done({ kind: "block", id: "A", at: 1, block: { ...block, rows: 2 } }, marked);
    const rowNumbers = { scheme: "A" as const, start: 7, skip: ["I"] };
    const named = expandPlan(done({ kind: "number", id: "A", rowNumbers }, two));
    expect(named.rows.slice(0, 5).map((row) => row.label)).toEqual(["G", "H", "J", "K", "L"]);
    const keys = Array.from(named.flags, (bits, at) =>
      bits === placeFlags.accessible ? placeKey(named, at) : "",
    ).filter(Boolean);
    expect(keys).toEqual(["A/J/1", "A/J/2"]);
  });

  it("[PL12] paint gives seats a zone or a mark with its text, and can remove the mark again", () => {
    const text = { ko: "기둥", en: "Pillar" };
    const painted = done({
      kind: "paint",
      spans: [
        ["A", 0, 0, 1, 3],
        ["A", 0, 1, 1, 3],
      ],
      zone: "s",
      flag: "restricted",
      text,
    });
    expect(painted.sections[0]?.blocks[0]?.spots).toEqual([
      { rows: [0, 2], seats: [1, 3], zone: "s" },
      { rows: [0, 2], seats: [1, 3], kind: "restricted", text },
    ]);
    const cleared = done(
      {
        kind: "paint",
        spans: [
          ["A", 0, 0, 0, 5],
          ["A", 0, 1, 0, 5],
        ],
        zone: "r",
        flag: "restricted",
        isOff: true,
      },
      painted,
    );
    expect(cleared.sections[0]?.blocks[0]).toEqual(block);
  });

  it("[PL13] a mirrored copy is on the other side of the line, and a stand repeated around the focus keeps its distance", () => {
    const motion = { kind: "mirror" as const, axis: "x" as const, at: 0 };
    const mirrored = done({ kind: "copy", copies: [{ of: "A", as: "Z", motion }] });
    expect(pointsOf(mirrored, "Z")).toEqual(pointsOf(plan, "A").map(([x = 0, y]) => [0 - x, y]));
    expect(mirrored.sections.at(-1)?.label).toEqual(label("Z"));
    const copies = [1, 2, 3].map((nth) => ({
      of: "A",
      as: `A${nth}`,
      motion: { kind: "turn" as const, around: [0, 0] as [number, number], angle: nth * 9_000 },
    }));
    const ring = done({ kind: "copy", copies });
    expect(pointsOf(ring, "A2")).toEqual(
      pointsOf(plan, "A").map(([x = 0, y = 0]) => [0 - x, 0 - y]),
    );
  });

  it("[PL14] straight rows fitted to an arc keep their distance to the center and their gaps", () => {
    const curved = done({ kind: "arc", ids: ["A"], center: [0, 0] });
    const points = pointsOf(curved, "A");
    expect(points.map(([x = 0, y = 0]) => Math.round(Math.hypot(x, y) / 10) * 10)).toEqual(
      [500, 590, 680].flatMap((radius) => Array<number>(5).fill(radius)),
    );
    expect(points[2]).toEqual([0, 500]);
    expect((points[3]?.[0] ?? 0) - (points[2]?.[0] ?? 0)).toBe(50);
  });

  it("[PL15] sections are aligned by an edge and spread with equal gaps", () => {
    const aligned = done({ kind: "align", ids: ["A", "C"], edge: "left" });
    expect([leftOf(aligned, "A"), leftOf(aligned, "B"), leftOf(aligned, "C")]).toEqual([
      -150, 250, -150,
    ]);
    const spread = done({ kind: "distribute", ids: ["A", "B", "C"], axis: "x" });
    expect([leftOf(spread, "A"), leftOf(spread, "B"), leftOf(spread, "C")]).toEqual([
      -150, 375, 900,
    ]);
  });

  it("[PL16] a background is scaled by two of its points, and the first of them stays where it is", () => {
    const background = {
      image: "/hall.png",
      at: [0, 0] as [number, number],
      size: [1_000, 500] as [number, number],
      opacity: 50,
    };
    const shown = done({ kind: "plan", background });
    const scaled = done(
      {
        kind: "scale",
        points: [
          [100, 100],
          [100, 200],
        ],
        cm: 300,
      },
      shown,
    );
    expect(scaled.background).toEqual({ ...background, at: [-200, -200], size: [3_000, 1_500] });
    expect(done({ kind: "plan", background: null }, scaled)).toEqual(plan);
  });

  it("[PL17] a section from another plan brings its zones, levels and gates", () => {
    const foreign = { ...plan.sections[0]!, id: "F", zone: "vip", level: "2" };
    const added = done({
      kind: "add",
      sections: [foreign],
      areas: [],
      zones: [{ id: "vip", name: label("VIP"), color: 3 }, plan.zones[0]!],
      levels: [{ id: "2", name: label("2") }],
    });
    expect(added.zones.map(({ id }) => id)).toEqual(["r", "s", "vip"]);
    expect(added.levels.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(expandPlan(added).count).toBe(3 * 15 + 15 + 40);
  });

  it("[PL18] an operation that names a missing part, uses a taken name or exceeds a limit is refused with the reason", () => {
    expect(refusalOf({ kind: "remove", ids: ["X"] })).toBe("no-such-part");
    expect(refusalOf({ kind: "rows", id: "ST", at: 0, rows: 4 })).toBe("no-such-part");
    expect(refusalOf({ kind: "rename", id: "A", as: "ST" })).toBe("name-taken");
    const far = { kind: "move" as const, by: [99_990, 0] as [number, number] };
    expect(refusalOf({ kind: "motion", ids: ["A"], motion: far })).toBe("out-of-reach");
    const nowhere = { kind: "move" as const, by: [NaN, 0] as [number, number] };
    expect(refusalOf({ kind: "motion", ids: ["A"], motion: nowhere })).toBe("number-unsafe");
    expect(refusalOf({ kind: "rows", id: "A", at: 0, rows: 1_000_000 })).toBe("too-many");
    expect(refusalOf({ kind: "block", id: "A", at: 0, block: null })).toBe("nothing-left");
    expect(refusalOf({ kind: "plan", zones: [] })).toBe("nothing-left");
    const many = Array.from({ length: 3 }, (_, at) => ({
      ...plan.areas[0]!,
      id: `N${at}`,
      capacity: 50_000,
    }));
    expect(refusalOf({ kind: "add", sections: [], areas: many })).toBe("too-many-places");
  });

  it("[PL19] a drag is one step to undo and one operation to save, with any number of moves", () => {
    const history = new PlanHistory(plan);
    for (const x of [3, 9, 40])
      history.do({ kind: "motion", ids: ["A"], motion: { kind: "move", by: [x, 0] } }, "drag 1");
    expect(leftOf(history.plan, "A")).toBe(-110);
    expect(history.takeUnsaved()).toHaveLength(1);
    history.do({ kind: "motion", ids: ["A"], motion: { kind: "move", by: [50, 0] } }, "drag 1");
    expect(leftOf(history.plan, "A")).toBe(-100);
    expect(history.takeUnsaved().map(({ kind }) => kind)).toEqual(["patch"]);
    history.undo();
    expect([history.plan, history.canUndo]).toEqual([plan, false]);
  });

  it("[PL20] a box and a lasso find the seats inside, and operations name them as runs of their rows", () => {
    const places = expandPlan(plan);
    const finder = new SeatFinder(plan, places);
    const found = finder.seatsInBox([-60, 490, 60, 600]);
    const inA = [...found].filter((seat) => places.group[seat] === 0);
    expect(spansOf(plan, places, inA)).toEqual([
      ["A", 0, 0, 1, 4],
      ["A", 0, 1, 1, 4],
    ]);
    expect(
      finder.seatsInLasso([
        [-60, 490],
        [60, 490],
        [60, 600],
        [-60, 600],
      ]),
    ).toEqual(found);
    expect(
      [
        ...finder.seatsInLasso([
          [-110, 480],
          [-110, 520],
          [-40, 480],
        ]),
      ]
        .map((seat) => placeKey(places, seat))
        .slice(0, 1),
    ).toEqual(["A/1/1"]);
    expect(finder.seatAt([48, 503], 20)).toBe(3);
    expect(finder.seatAt([25, 545], 20)).toBeNull();
    expect(finder.partAt([0, 200])).toBe("ST");
    expect(finder.partsInBox([240, 390, 260, 410])).toEqual(["B"]);
    expect(finder.rowsInBox([-60, 490, 60, 510])).toEqual([0, 3, 6]);
  });
});
