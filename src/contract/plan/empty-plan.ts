import type { SeatPlan } from "./seat-plan.ts";

/** A plan to begin with: a frame of 30 by 30 meters with a stage, one zone, one level and no seats yet. */
export const emptyPlan = (): SeatPlan => ({
  format: "seatplan/1",
  name: { ko: "새 배치도", en: "New plan" },
  bounds: [-1_500, -800, 1_500, 2_200],
  focus: [0, 0],
  levels: [{ id: "1", name: { ko: "1층", en: "Floor 1" } }],
  zones: [{ id: "r", name: { ko: "R석", en: "R" }, color: 1 }],
  stage: [
    {
      outline: [
        [-600, -600],
        [600, -600],
        [600, 0],
        [-600, 0],
      ],
      label: { ko: "무대", en: "Stage" },
    },
  ],
  sections: [],
  areas: [],
});
