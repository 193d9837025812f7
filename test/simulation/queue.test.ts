import { describe, expect, it } from "vitest";
import type { QueueStory } from "./queue-story.ts";
import { QueueSimulation } from "./queue.ts";

const small: QueueStory = {
  seed: Math.floor(Math.random() * 2 ** 32),
  fans: 20_000,
  order: "fifo",
  intakes: 4,
  shoppersMax: 600,
  admitPerMinute: 2_000,
  arrivalMs: 300_000,
  pauses: 2,
  crashes: 5,
};

describe("an hour of a hot sale", () => {
  for (const order of ["fifo", "lottery"] as const)
    it(`[Q17] ${order}: nobody overtakes, is lost, or comes in twice, and the queue moves while there is room`, () => {
      const story = { ...small, order };
      const ending = new QueueSimulation(story).play();
      expect(ending.broken, `seed ${story.seed}`).toEqual([]);
      expect(ending.entered + ending.noShows + ending.gaveUp).toBe(story.fans);
      expect(ending.crashes).toBe(story.crashes);
    });
});
