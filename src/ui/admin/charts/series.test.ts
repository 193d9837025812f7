import { expect, it } from "vitest";
import { areaPath, linePath, roundTop, scaleOf, sparkPath } from "./chart-shape.ts";
import { type Census, extendSeries, nearest, pausesIn, perMinute, rowsOf } from "./series.ts";

const startMs = Date.parse("2027-01-16T20:00:00Z");
const census = (second: number, more: Partial<Census> = {}): Census => ({
  at: new Date(startMs + second * 1_000).toISOString(),
  state: "open",
  given: 0,
  called: 0,
  waiting: 0,
  entered: 0,
  missed: 0,
  returning: 0,
  shoppers: 0,
  holds: 0,
  paying: 0,
  sold: 0,
  seatsLeft: 0,
  ...more,
});

it("[AD8] a speed is measured over the last minute, and returned seats do not count as sales", () => {
  const series = [0, 10, 20, 30, 60, 70].map((second) => census(second, { entered: second * 5 }));
  expect(perMinute(series, "entered")).toEqual([0, 300, 300, 300, 300, 300]);
  expect(perMinute([census(0, { sold: 9 }), census(60, { sold: 4 })], "sold")).toEqual([0, 0]);
});

it("[AD37] a curve gets newer points, has each moment once, and drops points that are too old", () => {
  const series = [census(0), census(10), census(20)];
  const longer = extendSeries(series, [census(20), census(30)], startMs + 10_000);
  expect(longer.map(({ at }) => at)).toEqual([10, 20, 30].map((second) => census(second).at));
});

it("[AD38] a pause is drawn from its first sample to its last, or to now", () => {
  const paused = { state: "paused" } as const;
  const series = [
    census(0),
    census(10, paused),
    census(20, paused),
    census(30),
    census(40, paused),
  ];
  expect(pausesIn([...series, census(50, paused)])).toEqual([
    { fromMs: startMs + 10_000, untilMs: startMs + 30_000 },
    { fromMs: startMs + 40_000, untilMs: startMs + 50_000 },
  ]);
});

it("[AD39] a line has a gap where nothing was recorded, and the grid has round numbers", () => {
  const scale = scaleOf({ fromMs: 0, toMs: 100 }, 10);
  const points = [0, 10, 90].map((ms) => ({ ms, value: 0 }));
  expect(linePath(points, scale, 50).match(/[ML]/g)).toEqual(["M", "L", "M"]);
  expect([0, 4, 7, 41, 1_200, 23_000].map(roundTop)).toEqual([4, 4, 8, 60, 1_200, 24_000]);
  expect(rowsOf([1, 2, 3, 4, 5], 3)).toEqual([5, 3, 1]);
});

it("[AD31] the area under a line has the same gaps as the line, and a sparkline spans from its minimum to its maximum", () => {
  const scale = scaleOf({ fromMs: 0, toMs: 100 }, 10);
  const points = [0, 10, 40, 90].map((ms) => ({ ms, value: 5 }));
  const [first, second, ...rest] = areaPath(points, scale, 35).split("Z");
  expect(rest).toEqual([]);
  // Down to nothing at its last moment, and back to its first one; a moment alone has no area.
  expect(first).toMatch(new RegExp(`V${scale.y(0).toFixed(1)}H${scale.x(0).toFixed(1)}$`));
  expect([first?.match(/L/g)?.length, second]).toEqual([2, ""]);
  expect(sparkPath([3, 9, 3])).toBe("M0.0 18.0L32.0 2.0L64.0 18.0");
  expect(sparkPath([4, 4])).toBe("M0.0 10.0L64.0 10.0");
});

it("[CK27] the pointer finds the nearest moment of a chart, also beyond its ends", () => {
  const times = [0, 10, 40];
  expect([-5, 4, 6, 24, 26, 99].map((ms) => nearest(times, ms))).toEqual([0, 0, 1, 1, 2, 2]);
});
