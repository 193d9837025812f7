import {
  array,
  assert,
  constant,
  property,
  sample,
  type Arbitrary,
  tuple,
  integer,
} from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOperation } from "../../../../test/support/plans/any-operation.ts";
import { anyPlan } from "../../../../test/support/plans/any-plan.ts";
import { countPlaces, expandPlan } from "../seat-places.ts";
import { SeatPlan } from "../seat-plan.ts";
import { edit } from "./edit.ts";
import { createExpander } from "./expander.ts";
import { PlanHistory } from "./history.ts";
import { PlanOperation } from "./operation-schema.ts";

const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const planAndOperation: Arbitrary<[SeatPlan, PlanOperation]> = anyPlan.chain((plan) =>
  tuple(constant(plan), anyOperation(plan)),
);
const planAndSeeds = tuple(anyPlan, array(integer(), { minLength: 1, maxLength: 12 }));

/** An operation that fits the current plan. */
const operationFor = (plan: SeatPlan, seed: number) =>
  sample(anyOperation(plan), { numRuns: 1, seed })[0]!;

/** Shrinking a plan takes longer than reading it. */
const runs = (numRuns: number) => ({ numRuns, endOnFailure: true });

describe("the operations of the plan editor", () => {
  it("[PL1] undoing an operation restores exactly the plan before it, even from stored data", () => {
    assert(
      property(planAndOperation, ([plan, operation]) => {
        const before = stored(plan);
        const edited = edit(plan, operation);
        expect(plan).toEqual(before);
        if (!edited.isDone) return;
        const undone = edit(stored(edited.plan), PlanOperation.parse(stored(edited.undo)));
        expect(undone.isDone && undone.plan).toEqual(before);
      }),
      runs(300),
    );
    const drawn = sample(planAndOperation, { numRuns: 400, seed: 11 });
    const tried = drawn.filter(([plan, operation]) => edit(plan, operation).isDone);
    const seen = new Set(tried.map(([, { kind }]) => kind));
    const kinds = PlanOperation.options.map(({ shape }) => shape.kind.value);
    expect(kinds.filter((kind) => kind !== "patch" && !seen.has(kind))).toEqual([]);
  });

  it("[PL2] every plan that an operation creates is one that the format allows, with as many places as the expander counts", () => {
    assert(
      property(planAndOperation, ([plan, operation]) => {
        const edited = edit(plan, PlanOperation.parse(stored(operation)));
        if (!edited.isDone) return;
        const isDangling = operation.kind === "set" && operation.zone === "none";
        if (!isDangling) expect(SeatPlan.safeParse(edited.plan).error).toBeUndefined();
        expect(expandPlan(edited.plan).count).toBe(countPlaces(edited.plan));
      }),
      runs(200),
    );
  });

  it("[PL3] the operations of a history create the same plan when another program repeats them, even after undoing and redoing", () => {
    assert(
      property(planAndSeeds, ([plan, seeds]) => {
        const history = new PlanHistory(plan);
        const log: PlanOperation[] = [];
        for (const seed of seeds) {
          const way = Math.abs(seed) % 5;
          if (way === 0) history.undo();
          else if (way === 1) history.redo();
          else if (history.plan.sections.length + history.plan.areas.length > 0)
            history.do(operationFor(history.plan, seed), way === 2 ? "drag" : null);
          if (way === 4) log.push(...history.takeUnsaved());
        }
        log.push(...history.takeUnsaved());
        let repeated = stored(plan);
        for (const operation of stored(log)) {
          const edited = edit(repeated, PlanOperation.parse(operation));
          expect(edited.isDone).toBe(true);
          if (edited.isDone) repeated = edited.plan;
        }
        expect(repeated).toEqual(stored(history.plan));
      }),
      runs(100),
    );
  });

  it("[PL4] undoing everything leads back to the first plan, and redoing everything to the last", () => {
    assert(
      property(planAndSeeds, ([plan, seeds]) => {
        const history = new PlanHistory(plan);
        for (const seed of seeds)
          if (history.plan.sections.length > 0) history.do(operationFor(history.plan, seed));
        const last = history.plan;
        while (history.undo());
        expect(history.plan).toBe(plan);
        while (history.redo());
        expect(history.plan).toBe(last);
      }),
      runs(100),
    );
  });

  it("[PL5] a plan that is expanded again after a change has the same places as one expanded from scratch", () => {
    assert(
      property(planAndOperation, ([plan, operation]) => {
        const expand = createExpander();
        expect(expand(plan)).toEqual(expandPlan(plan));
        const edited = edit(plan, operation);
        if (edited.isDone) expect(expand(edited.plan)).toEqual(expandPlan(edited.plan));
      }),
      runs(150),
    );
  });
});
