import { assert, constant, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOperation } from "../../../../test/support/plans/any-operation.ts";
import { anyPlan } from "../../../../test/support/plans/any-plan.ts";
import { plainPlan } from "../../../../test/support/plans/plain-plan.ts";
import { edit } from "../editing/edit.ts";
import type { PlanOperation } from "../editing/operation-schema.ts";
import { expandPlan, placeKey } from "../seat-places.ts";
import type { SeatPlan } from "../seat-plan.ts";
import { diffPlans, impactOf } from "./plan-diff.ts";

const expanded = (plan: SeatPlan) => ({ plan, places: expandPlan(plan) });

function changed(...operations: PlanOperation[]): SeatPlan {
  return operations.reduce((plan, operation) => {
    const edited = edit(plan, operation);
    if (!edited.isDone) throw new Error(edited.refusal.reason);
    return edited.plan;
  }, plainPlan());
}

function told(later: SeatPlan) {
  const [from, to] = [expanded(plainPlan()), expanded(later)];
  const diff = diffPlans(from, to);
  const before = (seat: number) => placeKey(from.places, seat);
  const after = (seat: number) => placeKey(to.places, seat);
  return {
    diff,
    added: diff.added.map(after),
    removed: diff.removed.map(before),
    renamed: diff.renamed.map(([a, b]) => `${before(a)} > ${after(b)}`),
    moved: diff.moved.map(([a]) => before(a)),
    rezoned: diff.rezoned.map(([a]) => before(a)),
    remarked: diff.remarked.map(([a]) => before(a)),
    rings: diff.rings.map((ring) => ring.map(before)),
  };
}

describe("the difference of two revisions", () => {
  it("[PL40] it tells added, removed, renamed, moved, rezoned and remarked seats apart", () => {
    const rows = told(changed({ kind: "rows", id: "A", at: 0, rows: 3 }));
    expect(rows).toMatchObject({
      added: ["A/3/1", "A/3/2", "A/3/3", "A/3/4", "A/3/5"],
      removed: [],
      moved: [],
    });
    const fewer = told(changed({ kind: "rows", id: "B", at: 0, rows: 1 }));
    expect(fewer.removed).toEqual(["B/2/1", "B/2/2", "B/2/3", "B/2/4", "B/2/5"]);
    const numbers = { scheme: "1" as const, start: 2, skip: [] };
    const renamed = told(
      changed({ kind: "number", id: "A", rowNumbers: { ...numbers, start: 8 } }),
    );
    expect(renamed).toMatchObject({ added: [], removed: [], moved: [] });
    expect(renamed.renamed[0]).toBe("A/1/1 > A/8/1");
    const motion = { kind: "move" as const, by: [0, 500] as [number, number] };
    expect(told(changed({ kind: "motion", ids: ["B"], motion })).moved).toHaveLength(10);
    const paint = {
      kind: "paint" as const,
      spans: [["A", 0, 1, 2, 4]] as [string, number, number, number, number][],
    };
    expect(told(changed({ ...paint, zone: "s" }))).toMatchObject({
      rezoned: ["A/2/3", "A/2/4"],
      moved: [],
      remarked: [],
    });
    expect(told(changed({ ...paint, flag: "companion" })).remarked).toEqual(["A/2/3", "A/2/4"]);
  });

  it("[PL41] names that only swap positions are reported as cycles", () => {
    const swapped = told(
      changed({ kind: "number", id: "A", seatNumbers: { start: 1, step: 1, direction: "rtl" } }),
    );
    expect(swapped.rings).toEqual([
      ["A/1/1", "A/1/5"],
      ["A/1/2", "A/1/4"],
      ["A/2/1", "A/2/5"],
      ["A/2/2", "A/2/4"],
    ]);
    const around = told(
      changed(
        { kind: "rename", id: "A", as: "C" },
        { kind: "rename", id: "B", as: "A" },
        { kind: "rename", id: "C", as: "B" },
      ),
    );
    expect(around.rings).toHaveLength(10);
    expect(
      told(changed({ kind: "motion", ids: ["A"], motion: { kind: "move", by: [9, 0] } })).rings,
    ).toEqual([]);
  });

  it("[PL42] a revision that takes away or renames a sold or held seat may not be published, and a moved name carries its ticket", () => {
    const later = told(changed({ kind: "rows", id: "B", at: 0, rows: 1 }));
    const sold = (...seats: number[]) =>
      impactOf(later.diff, { isSold: (seat) => seats.includes(seat), isHeld: () => false });
    expect(sold(0, 14)).toMatchObject({ canPublish: true, soldGone: [] });
    expect(sold(0, 15)).toMatchObject({ canPublish: false, soldGone: [15] });
    const held = impactOf(later.diff, { isSold: () => false, isHeld: (seat) => seat === 19 });
    expect(held).toMatchObject({ canPublish: false, heldGone: [19] });
    const renamed = told(changed({ kind: "rename", id: "A", as: "Z" }));
    const all = { isSold: (seat: number) => seat === 3, isHeld: () => false };
    expect(impactOf(renamed.diff, all)).toMatchObject({ canPublish: false, soldGone: [3] });
    const moved = told(
      changed({ kind: "motion", ids: ["A"], motion: { kind: "move", by: [9, 0] } }),
    );
    expect(impactOf(moved.diff, all)).toMatchObject({ canPublish: true, soldMoved: [3] });
    expect(moved.diff.ordinalOf[3]).toBe(3);
  });

  it("[PL43] the difference of two revisions has every place of both once, and a plan does not differ from itself", () => {
    const pair = anyPlan.chain((plan) => tuple(constant(plan), anyOperation(plan)));
    assert(
      property(pair, ([plan, operation]) => {
        const edited = edit(plan, operation);
        if (!edited.isDone) return;
        const [from, to] = [expanded(plan), expanded(edited.plan)];
        const same = diffPlans(from, from);
        expect([same.added, same.removed, same.moved, same.rezoned, same.remarked]).toEqual([
          [],
          [],
          [],
          [],
          [],
        ]);
        const names = new Set(
          Array.from({ length: to.places.count }, (_, at) => placeKey(to.places, at)),
        );
        if (names.size < to.places.count) return;
        const { ordinalOf, added, removed, renamed } = diffPlans(from, to);
        const kept = [...ordinalOf].filter((seat) => seat >= 0);
        expect(kept.length + removed.length + renamed.length).toBe(from.places.count);
        expect(kept.length + added.length + renamed.length).toBe(to.places.count);
        expect(new Set(kept).size).toBe(kept.length);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });
});
