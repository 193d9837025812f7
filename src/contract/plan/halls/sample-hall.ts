import type { SampleHall } from "../../admin/plan-drafts.ts";
import { SeatPlan } from "../seat-plan.ts";

const files: Record<SampleHall, () => Promise<{ default: unknown }>> = {
  "black-box-150": () => import("./black-box-150.json", { with: { type: "json" } }),
  "theater-800": () => import("./theater-800.json", { with: { type: "json" } }),
  "arena-12000": () => import("./arena-12000.json", { with: { type: "json" } }),
  "stadium-98966": () => import("./stadium-98966.json", { with: { type: "json" } }),
};

/** One of the halls to start a plan from. Each is loaded only when somebody asks for it. */
export const sampleHall = (name: SampleHall): Promise<SeatPlan> =>
  files[name]().then((file) => SeatPlan.parse(file.default));
