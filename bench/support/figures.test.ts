import { expect, it } from "vitest";
import { overLimits } from "./figures.ts";

it("[BN8] the bench ends with an error if a report or a search is over its limit or differs from the ledger", () => {
  const met = { report_worst_p95_ms: 300, order_search_p95_ms: 64, reports_unequal: 0 };
  expect(overLimits(met)).toEqual([]);
  expect(overLimits({ holds_per_s: 9 })).toEqual([]);
  expect(overLimits({ ...met, report_worst_p95_ms: 301, reports_unequal: 1 })).toEqual([
    "report_worst_p95_ms",
    "reports_unequal",
  ]);
  expect(overLimits({ order_search_p95_ms: NaN })).toEqual(["order_search_p95_ms"]);
});
