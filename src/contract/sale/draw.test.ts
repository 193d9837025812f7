import { assert, integer, property, stringMatching } from "fast-check";
import { describe, expect, it } from "vitest";
import { drawnRank } from "./draw.ts";

const seed = "00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210";

describe("the draw", () => {
  it("[K10] the draw gives every drawn number one rank, and leaves the other numbers unchanged", () => {
    const anySeed = stringMatching(/^[0-9a-f]{64}$/);
    assert(
      property(
        anySeed,
        integer({ min: 0, max: 50 }),
        integer({ min: 0, max: 300 }),
        (seed, after, count) => {
          const draw = { seed, after, count };
          const ranks = Array.from({ length: count }, (_, at) => drawnRank(draw, after + 1 + at));
          expect(ranks.toSorted((a, b) => a - b)).toEqual(ranks.map((_, at) => after + 1 + at));
          expect(drawnRank(draw, after)).toBe(after);
          expect(drawnRank(draw, after + count + 1)).toBe(after + count + 1);
        },
      ),
    );
  });

  it("[K11] the draw is fair, so that early, middle and late numbers reach the front equally often", () => {
    const front = [0, 0, 0];
    let word = 20_261_120;
    const nextWord = () => (word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0);
    const hex = () => nextWord().toString(16).padStart(8, "0");
    for (let round = 0; round < 300; round++) {
      const draw = { seed: Array.from({ length: 8 }, hex).join(""), after: 0, count: 900 };
      for (let number = 1; number <= 900; number++)
        if (drawnRank(draw, number) <= 90) front[Math.floor((number - 1) / 300)]!++;
    }
    // 9,000 expected in each third; six standard deviations are 540.
    for (const third of front) expect(Math.abs(third - 9_000)).toBeLessThan(540);
  });

  it("[K12] the draw gives the same ranks to everybody and at any later time", () => {
    const draw = { seed, after: 0, count: 1_000_000 };
    expect([1, 2, 3, 1_000_000].map((number) => drawnRank(draw, number))).toMatchInlineSnapshot(`
      [
        609303,
        43230,
        918890,
        714395,
      ]
    `);
  });
});
