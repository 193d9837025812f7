import { expect, it } from "vitest";
import { rowWindow } from "./row-window.ts";

it("[RP12] of ten thousand rows only those in view are drawn, and the rest keeps its height", () => {
  const table = { rows: 10_000, rowHeight: 44 };
  for (const scrollTop of [0, 4_400, 220_000, 440_000, 9_999_999]) {
    const { from, to, above, below } = rowWindow({ scrollTop, height: 620 }, table);
    expect(to - from).toBeLessThan(50);
    expect(above + (to - from) * 44 + below).toBe(440_000);
    if (scrollTop < 439_000) expect(from * 44).toBeLessThanOrEqual(scrollTop);
  }
  expect(rowWindow({ scrollTop: 0, height: 620 }, { rows: 3, rowHeight: 44 })).toEqual({
    from: 0,
    to: 3,
    above: 0,
    below: 0,
  });
});
