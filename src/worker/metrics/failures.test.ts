import { expect, it } from "vitest";
import { Failures } from "./failures.ts";

const minute = 60_000;

it("[AD30] failed answers are counted by route and status for five minutes, and then discarded", () => {
  const failures = new Failures();
  const hold = { route: "POST /holds", status: 503 };
  const list = { route: "GET /concerts", status: 503 };
  const start = 1_000_000 * minute;
  const seen = (at: number) =>
    failures
      .samples("a1", start + at)
      .map(({ labels, value }) => [labels?.["route"], labels?.["status"], value]);
  failures.count(hold, start);
  failures.count({ ...hold, status: 500 }, start);
  failures.count(hold, start + 2 * minute);
  failures.count(list, start + 4 * minute);
  expect(seen(4 * minute)).toEqual([
    [hold.route, "503", 2],
    [hold.route, "500", 1],
    [list.route, "503", 1],
  ]);
  expect(seen(5 * minute)).toEqual([
    [hold.route, "503", 1],
    [list.route, "503", 1],
  ]);
  expect(failures.samples("a1", start + 8 * minute)[0]?.labels).toEqual({
    isolate: "a1",
    route: list.route,
    status: "503",
  });
  expect(seen(9 * minute)).toEqual([]);
});
