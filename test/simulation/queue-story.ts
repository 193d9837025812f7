import type { SeatPlan } from "../../src/contract/plan/seat-plan.ts";
import { simulationPlan } from "../../src/core/simulation/simulated-sale.ts";
import { randomFrom } from "./random.ts";

export type QueueStory = {
  seed: number;
  fans: number;
  order: "fifo" | "lottery";
  intakes: number;
  shoppersMax: number;
  admitPerMinute: number;
  /** The time over which fans arrive; an eighth of them before the opening. */
  arrivalMs: number;
  pauses: number;
  crashes: number;
};

export type QueueEnding = {
  broken: string[];
  virtualMs: number;
  entered: number;
  noShows: number;
  gaveUp: number;
  returned: number;
  crashes: number;
};

/** The seed of the lottery, drawn from the story's own seed. */
export function randomSeed(seed: number): string {
  const random = randomFrom(seed ^ 0x5eed);
  const word = () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  return Array.from({ length: 8 }, word).join("");
}

/** The little plan of the core's simulation with its standing area grown to a stadium. */
export const hallPlan: SeatPlan = {
  ...simulationPlan,
  areas: simulationPlan.areas.map((area) => ({ ...area, capacity: 100_000 })),
};
