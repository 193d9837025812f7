import { expect, it } from "vitest";
import { SeatPlan } from "../plan/seat-plan.ts";
import { planFactsOf } from "./plan-facts.ts";

const both = (text: string) => ({ ko: text, en: text });
const outline = [
  [0, 0],
  [100, 0],
  [100, 100],
];

it("[CD26] the facts of a plan are the seats of each zone, the wheelchair spaces, and the restricted seats without a text", () => {
  const flag = (kind: string, seats: [number, number], text?: object) => ({
    kind,
    row: "1",
    seats,
    ...(text && { text }),
  });
  const plan = SeatPlan.parse({
    format: "seatplan/1",
    name: both("Hall"),
    bounds: [0, 0, 1_000, 1_000],
    focus: [0, 0],
    levels: [{ id: "1", name: both("1") }],
    zones: ["r", "s"].map((id, at) => ({ id, name: both(id), color: at + 1 })),
    sections: [
      {
        id: "A",
        label: both("A"),
        level: "1",
        zone: "r",
        outline,
        blocks: [
          {
            rows: 2,
            seats: 10,
            geometry: { type: "line", from: [0, 0], to: [900, 0], pitch: [0, 90] },
          },
        ],
        flags: [
          flag("accessible", [0, 2]),
          flag("restricted", [5, 8]),
          flag("restricted", [8, 9], both("A pillar")),
        ],
      },
    ],
    areas: [
      { id: "F", label: both("F"), level: "1", zone: "s", outline, mode: "count", capacity: 30 },
    ],
  });
  expect(planFactsOf("hash", plan)).toEqual({
    hash: "hash",
    seatCount: 50,
    zones: [
      { id: "r", name: both("r"), color: 1, seats: 20 },
      { id: "s", name: both("s"), color: 2, seats: 30 },
    ],
    accessibleSeats: 2,
    silentSeats: 3,
    isStandingOnly: false,
  });
});
