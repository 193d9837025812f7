import { describe, expect, it } from "vitest";
import { edit } from "../../../../contract/plan/editing/edit.ts";
import { pointsOf } from "../../../../contract/plan/editing/outlines.ts";
import type { PlanOperation } from "../../../../contract/plan/editing/operation-schema.ts";
import { expandPlan } from "../../../../contract/plan/seat-places.ts";
import type { Block, SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { smallPlan } from "../../../seat-map/drawing/small-plan.ts";
import { changedBox } from "../canvas/changes.ts";
import { createHallMaker } from "../state/hall.ts";
import { copiesOf, mirroredCopy, repeated } from "./copies.ts";
import { curveTo, sizedBlock } from "./handles.ts";
import {
  blockAround,
  blockInBox,
  blockInOutline,
  newSection,
  rowsAlong,
  tableAt,
  usualRows,
  usualTable,
} from "./making.ts";
import { copyName, freshName } from "./names.ts";
import { paintOf, seatsOfParts } from "./painting.ts";
import { removalOf, withoutSeats } from "./removing.ts";
import { snapAngle, snapMove, snapPoint } from "./snapping.ts";
import { placesByZone, recoded } from "./zones.ts";

const focus = [0, 0] as const;
const form = { ...usualRows, seatCm: 50, rowCm: 100 };

function done(plan: SeatPlan, operation: PlanOperation | null): SeatPlan {
  if (!operation) throw new Error("there is no operation");
  const edited = edit(plan, operation);
  if (!edited.isDone) throw new Error(edited.refusal.reason);
  return edited.plan;
}

describe("making", () => {
  it("[PE1] rows along a line go away from the focus, and no number of seats means as many as fit", () => {
    const block = rowsAlong([-200, 300], [200, 300], { ...form, rows: 3, seats: 0 }, focus);
    expect([block.rows, block.seats]).toEqual([3, 9]);
    expect(pointsOf(block).map(([first]) => first)).toEqual([
      [-200, 300],
      [-200, 400],
      [-200, 500],
    ]);
    const above = rowsAlong([-200, -300], [200, -300], { ...form, rows: 2, seats: 5 }, focus);
    expect(pointsOf(above)[1]?.[0]).toEqual([-200, -400]);
    expect(pointsOf(above)[0]?.at(-1)).toEqual([200, -300]);
  });

  it("[PE2] a block has as many rows and seats as its box has room for, and begins at the focus", () => {
    const block = blockInBox([100, 700], [-110, 290], form, focus);
    expect([block.rows, block.seats]).toEqual([5, 5]);
    expect(pointsOf(block)[0]?.[0]).toEqual([-110, 290]);
    const behind = blockInBox([-100, -700], [100, -300], form, focus);
    expect(pointsOf(behind)[0]?.[0]).toEqual([-100, -300]);
    expect(pointsOf(behind)[1]?.[0]).toEqual([-100, -400]);
    const placed = blockAround([0, 500], { ...form, rows: 3, seats: 5 }, focus);
    expect(pointsOf(placed)[1]?.[2]).toEqual([0, 500]);
  });

  it("[PE3] an outline is filled with rows, and no seat is outside of it", () => {
    const triangle = [
      [0, 100],
      [600, 1_000],
      [-600, 1_000],
    ] as const;
    const block = blockInOutline(triangle, form, focus);
    const rows = block ? pointsOf(block) : [];
    expect(rows.length).toBeGreaterThan(5);
    for (const [x, y] of rows.flat())
      expect(Math.abs(x)).toBeLessThanOrEqual(((y - 100) / 900) * 600);
    expect(rows[0]?.length).toBeLessThan(rows.at(-1)?.length ?? 0);
    const sliver = [
      [0, 0],
      [10, 0],
      [5, 10],
    ] as const;
    expect(blockInOutline(sliver, form, focus)).toBeNull();
  });

  it("[PE4] what is new gets the first free name, and a copy the next one", () => {
    const section = { ...smallPlan.sections[0], id: "A" } as SeatPlan["sections"][number];
    const plan = { ...smallPlan, sections: [section, { ...section, id: "T1" }] };
    expect(freshName(plan, "section")).toBe("B");
    expect(freshName(plan, "table")).toBe("T2");
    expect(freshName(plan, "area")).toBe("S1");
    const made = newSection(plan, [tableAt([0, 500], usualTable)], { zone: "r", level: "1" }, true);
    expect(made).toMatchObject({ id: "T2", label: { ko: "테이블 T2", en: "Table T2" } });
    expect(copyName("Z", new Set(["Z"]))).toBe("AA");
    expect(copyName("A09", new Set(["A09", "A10"]))).toBe("A11");
    expect(copyName("North", new Set(["North", "North 2"]))).toBe("North 3");
  });
});

describe("arranging", () => {
  it("[PE5] a stand is repeated around the focus at equal angles, or mirrored at the line through it", () => {
    const copy = repeated(smallPlan, ["B2"], { count: 4, stepDegrees: 90 });
    const plan = done(smallPlan, copy);
    expect(plan.sections.map(({ id }) => id)).toEqual(["B2", "B3", "B4", "B5"]);
    const { x, y } = expandPlan(plan);
    const [fx, fy] = plan.focus;
    // The second of four has turned by a quarter.
    expect([x[12], y[12]]).toEqual([fx - ((y[0] ?? 0) - fy), fy + ((x[0] ?? 0) - fx)]);
    // The third has turned by a half.
    expect([x[24], y[24]]).toEqual([2 * fx - (x[0] ?? 0), 2 * fy - (y[0] ?? 0)]);
    const mirrored = expandPlan(done(smallPlan, mirroredCopy(smallPlan, ["B2"], "x")));
    expect([mirrored.x[12], mirrored.y[12]]).toEqual([2 * fx - (x[0] ?? 0), y[0]]);
    const twice = copiesOf(smallPlan, ["B2"], [{ kind: "move", by: [1, 1] }]);
    expect(twice.copies.map(({ as }) => as)).toEqual(["B3"]);
  });

  it("[PE6] a drag meets the edges and middles of others and the focus, else the grid, else nothing", () => {
    const around = {
      others: [[1_000, 0, 1_200, 100]] as [number, number, number, number][],
      focus: [5_000, 5_000] as const,
      gridCm: 50,
      reachCm: 20,
    };
    const box: [number, number, number, number] = [0, 0, 100, 100];
    expect(snapMove(box, [985, 3], around)).toEqual({
      by: [1_000, 0],
      guides: [
        { axis: "x", at: 1_000 },
        { axis: "y", at: 50 },
      ],
    });
    expect(snapMove(box, [333, 777], around).by).toEqual([350, 800]);
    // The middle of the box meets the focus.
    expect(snapMove(box, [4_945, 777], around)).toMatchObject({
      by: [4_950, 800],
      guides: [{ axis: "x", at: 5_000 }],
    });
    const free = { ...around, gridCm: 0, reachCm: 0 };
    expect(snapMove(box, [333, 777], free).by).toEqual([333, 777]);
    expect(snapPoint([26, -26], 50)).toEqual([50, -50]);
    expect(snapAngle([0, 0], [100, 4])).toEqual([100, 0]);
  });

  it("[PE7] a handle sizes a block to where it is dragged, and another bends it", () => {
    const block = blockInBox([0, 300], [200, 500], form, focus);
    const sized = sizedBlock(block, [410, 690]);
    expect([sized.rows, sized.seats]).toEqual([5, 9]);
    expect(pointsOf(sized)[0]?.[0]).toEqual(pointsOf(block)[0]?.[0]);
    expect(curveTo(block, [100, 580])).toBe(80);
    expect(curveTo(block, [100, 505])).toBe(0);
  });
});

describe("painting and removing", () => {
  const hall = createHallMaker()(smallPlan);

  it("[PE8] all seats of a section give it their zone, and seats that all have a mark lose it", () => {
    const all = seatsOfParts(hall, ["B2"]);
    expect(paintOf(hall, all, { zone: "r" })).toEqual({ kind: "set", ids: ["B2"], zone: "r" });
    const some = Uint32Array.of(0, 1);
    expect(paintOf(hall, some, { zone: "r" })).toMatchObject({ spans: [["B2", 0, 0, 0, 2]] });
    expect(paintOf(hall, Uint32Array.of(6), { flag: "restricted" })).toMatchObject({ isOff: true });
    expect(paintOf(hall, some, { flag: "accessible" })).not.toHaveProperty("isOff");
    expect(paintOf(hall, new Uint32Array(), { zone: "r" })).toBeNull();
  });

  it("[PE9] seats are taken away, and the others stay where they are with their marks", () => {
    const block = smallPlan.sections[0]?.blocks[0] as Block;
    const marked: Block = { ...block, spots: [{ rows: [0, 2], seats: [4, 6], kind: "companion" }] };
    const left = withoutSeats(marked, [["B2", 0, 0, 1, 3]]);
    expect(left?.seats).toEqual([
      [1, 4],
      [1, 6],
    ]);
    const before = pointsOf(block);
    const kept = left ? pointsOf(left) : [];
    expect(kept[0]).toEqual([0, 3, 4, 5].map((at) => before[0]?.[at]));
    expect(left?.spots?.map(({ rows, seats }) => [rows, seats])).toEqual([
      [
        [0, 1],
        [2, 4],
      ],
      [
        [1, 2],
        [4, 6],
      ],
    ]);
    expect(withoutSeats(block, [["B2", 0, 1, 0, 6]])).toMatchObject({
      rows: 1,
      geometry: block.geometry,
    });
    const all = [0, 1].map((row): [string, number, number, number, number] => ["B2", 0, row, 0, 6]);
    expect(removalOf(smallPlan, all)).toEqual([{ kind: "remove", ids: ["B2"] }]);
  });

  it("[PE10] another code of a zone is taken over wherever the plan names it", () => {
    const plan = done(smallPlan, recoded(smallPlan, "r", "royal"));
    expect(plan.zones[0]?.id).toBe("royal");
    expect(plan.sections[0]?.zone).toBe("royal");
    expect([...placesByZone(plan, expandPlan(plan))]).toEqual([["royal", 12]]);
    expect(recoded(smallPlan, "r", "Not a code")).toBeNull();
  });
});

it("[PE11] only the room around what has changed is drawn again", () => {
  const make = createHallMaker();
  const before = make(
    done(smallPlan, copiesOf(smallPlan, ["B2"], [{ kind: "move", by: [5_000, 0] }])),
  );
  const motion = { kind: "move" as const, by: [0, 500] as [number, number] };
  const after = make(done(before.plan, { kind: "motion", ids: ["B3"], motion }));
  const [left, top, right, bottom] = changedBox(before, after) ?? [];
  expect(left).toBeGreaterThan(4_000);
  expect([top, right, bottom]).toEqual([expect.any(Number), 5_600, 800]);
  expect(after.floor.groups[0]?.outline).toBe(before.floor.groups[0]?.outline);
});
