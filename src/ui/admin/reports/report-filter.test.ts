import { expect, it } from "vitest";
import { changeOf, filterAddress, readFilter, spanOf } from "./report-filter.ts";

const today = "2026-11-30";

it("[RP11] the address of a report says all of it, and whatever is not valid there is as usual", () => {
  const usual = readFilter(new URLSearchParams(), today);
  expect(usual).toMatchObject({ report: "days", from: "2026-11-17", to: today, compare: "before" });
  const asked = { ...usual, report: "zones" as const, from: "2026-01-01", channel: "counter" };
  const address = new URL(filterAddress(asked), "http://frontrow.test");
  expect(readFilter(address.searchParams, today)).toEqual(asked);
  const wrong = new URLSearchParams("report=none&from=2026-12-01&to=2026-11-01&compare=never");
  expect(readFilter(wrong, today)).toEqual(usual);
});

it("[RP11] a span ends today, and a change is a share of what was before", () => {
  expect(spanOf("7", today)).toEqual({ from: "2026-11-24", to: today });
  expect(spanOf("year", today)).toEqual({ from: "2026-01-01", to: today });
  expect([changeOf(150, 100), changeOf(50, -100), changeOf(5, 0), changeOf(5, undefined)]).toEqual([
    0.5,
    1.5,
    null,
    null,
  ]);
});
