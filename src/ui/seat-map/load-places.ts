import { countPlaces, expandPlan, type Places } from "../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";

/** From this many on, expanding would hold up the page for more than a frame or two on a slow phone. */
const besidesFrom = 20_000;

/** Expands a plan; a large one in a worker, so that the page stays responsive. */
export function loadPlaces(plan: SeatPlan): Places | Promise<Places> {
  if (countPlaces(plan) < besidesFrom || typeof Worker === "undefined") return expandPlan(plan);
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./expand-worker.ts", import.meta.url), { type: "module" });
    const done = (places: Places) => {
      worker.terminate();
      resolve(places);
    };
    worker.addEventListener("message", ({ data }: MessageEvent<Places>) => done(data));
    worker.addEventListener("error", () => done(expandPlan(plan)));
    // A dedicated worker has no target origin.
    worker.postMessage(plan, []);
  });
}
