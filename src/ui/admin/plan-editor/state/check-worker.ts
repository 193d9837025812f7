import { checkPlan } from "../../../../contract/plan/checking/plan-checks.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";

/** A plan, and how many people the venue may admit, if that is known. */
export type Asked = { plan: SeatPlan; capacity: number | null };

addEventListener("message", ({ data: { plan, capacity } }: MessageEvent<Asked>) => {
  postMessage(checkPlan(plan, capacity === null ? {} : { capacity }));
});
