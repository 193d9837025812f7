import { array, assert, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { expandPlan } from "../contract/seat-places.ts";
import { changedSince } from "./changes.ts";
import { layoutOf } from "./layout.ts";
import { simulationPlan, simulationTerms } from "./simulated-house.ts";
import { emptySchedule, setSeat } from "./state.ts";

const places = expandPlan(simulationPlan);
const empty = () => {
  const layout = layoutOf(places, simulationPlan.zones.length, simulationPlan.focus);
  return emptySchedule(simulationTerms(), layout);
};

it("[V3] the seats that changed after any moment are remembered, each once and in order, until that is too long ago", () => {
  const acts = array(integer({ min: 0, max: places.count * 3 - 1 }), { maxLength: 1_500 });
  assert(
    property(acts, integer({ min: 0, max: 1_500 }), (told, since) => {
      const state = empty();
      const touched: number[] = [];
      for (const act of told) {
        const seq = state.seq;
        setSeat(state, Math.floor(act / 3), act % 3);
        if (state.seq > seq) touched.push(Math.floor(act / 3));
      }
      const found = changedSince(state, since);
      if (since > state.seq || state.seq - since > state.changes.length) expect(found).toBeNull();
      else
        expect([...(found ?? [])]).toEqual(
          [...new Set(touched.slice(since))].sort((a, b) => a - b),
        );
    }),
    { numRuns: 60 },
  );
});
