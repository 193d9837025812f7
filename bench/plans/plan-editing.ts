import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../../dev/machine/paths.ts";
import { checkPlan } from "../../src/contract/plan/checking/plan-checks.ts";
import { createExpander } from "../../src/contract/plan/editing/expander.ts";
import { SeatFinder, spansOf } from "../../src/contract/plan/editing/finding.ts";
import { PlanHistory } from "../../src/contract/plan/editing/history.ts";
import { expandPlan, type Places } from "../../src/contract/plan/seat-places.ts";
import { SeatPlan } from "../../src/contract/plan/seat-plan.ts";
import { type Figures, rounded } from "../support/figures.ts";
import { tell } from "../support/report.ts";

/** In milliseconds; a stroke of the editor must not be felt. */
const limits = { expand: 250, select: 50, lasso: 50, paint: 50, undo: 50, move: 33, checks: 250 };
const rounds = 9;

/**
 * The editor's work without a screen, for a stadium of 98,966 seats. Takes the best of several rounds, since the
 * machine may have other work.
 */
export function measurePlanEditing(): Figures {
  const file = join(projectDir, "src/contract/plan/halls/stadium-98966.json");
  const plan = SeatPlan.parse(JSON.parse(readFileSync(file, "utf8")));
  const places = expandPlan(plan);
  const expand = createExpander();
  expand(plan);
  const chosen = boxOf10k(plan, places);
  const finder = new SeatFinder(plan, places);
  const spans = spansOf(plan, places, finder.seatsInBox(chosen));
  const lasso = circleAround([0, 7_000], 5_600);
  const stand = plan.sections.slice(20, 28).map(({ id }) => id);
  console.log(`\n  Editing a plan of ${places.count.toLocaleString("en")} seats, without a screen`);
  const lassoed = finder.seatsInLasso(lasso).length;
  console.log(
    `    box ${finder.seatsInBox(chosen).length} seats, lasso ${lassoed} seats, ${spans.length} runs`,
  );
  return told({
    expand: best(() => void expandPlan(plan)),
    select: best(() => void spansOf(plan, places, new SeatFinder(plan, places).seatsInBox(chosen))),
    lasso: best(() => void spansOf(plan, places, finder.seatsInLasso(lasso))),
    paint: stroke(
      plan,
      expand,
      (history) => void history.do({ kind: "paint", spans, zone: "vip" }),
    ),
    move: stroke(plan, expand, (history, round) => {
      const by: [number, number] = [round + 1, round + 1];
      history.do({ kind: "motion", ids: stand, motion: { kind: "move", by } }, "drag");
    }),
    undo: stroke(
      plan,
      expand,
      (history) => void history.undo(),
      (history) => {
        history.do({ kind: "paint", spans, zone: "vip" });
        expand(history.plan);
      },
    ),
    checks: best(() => void checkPlan(plan, { places })),
  });
}

/** A change of the plan, and its places after it. */
function stroke(
  plan: SeatPlan,
  expand: (plan: SeatPlan) => Places,
  change: (history: PlanHistory, round: number) => void,
  prepare: (history: PlanHistory) => void = () => {},
): number {
  let round = 0;
  const times = Array.from({ length: rounds }, () => {
    const history = new PlanHistory(plan);
    prepare(history);
    return timeOf(() => {
      change(history, round++);
      expand(history.plan);
    });
  });
  return Math.min(...times);
}

const best = (act: () => void) => Math.min(...Array.from({ length: rounds }, () => timeOf(act)));

function timeOf(act: () => void): number {
  const startedAt = performance.now();
  act();
  return performance.now() - startedAt;
}

function told(times: Record<keyof typeof limits, number>): Figures {
  const figures: Figures = {};
  for (const [name, ms] of Object.entries(times)) {
    const limit = limits[name as keyof typeof limits];
    tell(`plan_${name}_ms`, ms.toFixed(1), ms <= limit, `at most ${limit}`);
    figures[`plan_${name}_ms`] = rounded(ms);
  }
  return figures;
}

/** A box from the top left of the bowl that holds at least 10,000 seats. */
function boxOf10k(plan: SeatPlan, places: Places): [number, number, number, number] {
  const finder = new SeatFinder(plan, places);
  const [left, top, right] = plan.bounds;
  for (let bottom = top; ; bottom += 200) {
    const box: [number, number, number, number] = [left, top, right, bottom];
    if (finder.seatsInBox(box).length >= 10_000) return box;
  }
}

const circleAround = ([x, y]: [number, number], radius: number): [number, number][] =>
  Array.from({ length: 200 }, (_, step) => {
    const angle = (step / 100) * Math.PI;
    return [Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * Math.sin(angle))];
  });
