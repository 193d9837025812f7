import { checkPlan } from "../../../../contract/plan/checking/plan-checks.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";

addEventListener("message", ({ data }: MessageEvent<SeatPlan>) => {
  postMessage(checkPlan(data));
});
