import { expandPlan } from "../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";

addEventListener("message", ({ data }: MessageEvent<SeatPlan>) => {
  const places = expandPlan(data);
  const { group, zone, x, y, flags, rowOf } = places;
  const transfer = [group, zone, x, y, flags, rowOf].map(({ buffer }) => buffer as ArrayBuffer);
  postMessage(places, { transfer });
});
