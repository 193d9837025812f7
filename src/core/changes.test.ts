import { array, assert, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { expandPlan } from "../contract/plan/seat-places.ts";
import { changedSince } from "./changes.ts";
import { layoutOf } from "./layout.ts";
import { simulationPlan, simulationTerms } from "./simulation/simulated-sale.ts";
import { emptySchedule, setSeat } from "./state.ts";

const places = expandPlan(simulationPlan);
const empty = () => {
  const layout = layoutOf(places, simulationPlan.zones.length, simulationPlan.focus);
  return emptySchedule(simulationTerms(), layout);
};

it("[V3] the object remembers the seats that changed after any recent moment, each once and in order", () => {
  const acts = array(integer({ min: 0, max: places.count * 3 - 1 }), {
    minLength: 2_000,
    maxLength: 3_000,
    size: "max",
  });
  assert(
    property(acts, integer({ min: 2, max: 1_000 }), (told, some) => {
      const state = empty();
      const touched: number[] = [];
      for (const act of told) {
        const seq = state.seq;
        setSeat(state, Math.floor(act / 3), act % 3);
        if (state.seq > seq) touched.push(Math.floor(act / 3));
      }
      const { seq, changes } = state;
      const since = (back: number) => changedSince(state, seq - back);
      for (const back of [0, 1, some, changes.length - 1, changes.length])
        expect([...(since(back) ?? [])]).toEqual(
          [...new Set(touched.slice(seq - back))].sort((a, b) => a - b),
        );
      expect([since(changes.length + 1), since(-1)]).toEqual([null, null]);
    }),
    { numRuns: 20 },
  );
});
