import type { SampleHall } from "../../admin/plan-drafts.ts";

/** The halls to start a plan from. Each is loaded only when somebody asks for it. */
export const hallFiles: Record<SampleHall, () => Promise<{ default: unknown }>> = {
  "black-box-150": () => import("./black-box-150.json", { with: { type: "json" } }),
  "theater-800": () => import("./theater-800.json", { with: { type: "json" } }),
  "arena-12000": () => import("./arena-12000.json", { with: { type: "json" } }),
  "stadium-98966": () => import("./stadium-98966.json", { with: { type: "json" } }),
};
