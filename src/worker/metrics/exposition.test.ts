import { expect, it } from "vitest";
import { metricsText } from "./exposition.ts";
import { metricsOf, withoutBooks } from "./business-metrics.ts";
import { facts } from "../../../test/support/worker/metric-facts.ts";

it("[AD17] metrics are text that Prometheus reads, with any characters in a name", () => {
  const text = metricsText(metricsOf(facts));
  const line = /^([a-z_]+)(\{([a-z]+="(\\.|[^"\\])*",?)+\})? -?\d+(\.\d+)?(e[+-]?\d+)?$/;
  const lines = text.trimEnd().split("\n");
  expect(lines.filter((one) => !one.startsWith("# ") && !line.test(one))).toEqual([]);
  expect(lines).toContain(
    String.raw`frontrow_sale_waiting{schedule="s1",concert="Say \"hi\"\\\n"} 5`,
  );
  expect(lines).toContain("frontrow_reconciliation_findings 3");
  expect(lines).toContain('frontrow_payments_open{status="unknown"} 1');
  expect(text.endsWith("\n")).toBe(true);
});

it("[AD43] for a sale that does not answer, metrics report only that", () => {
  const silent = metricsText(metricsOf(facts))
    .split("\n")
    .filter((line) => line.includes('"s2"'));
  expect(silent.map((line) => line.split("{")[0])).toEqual([
    "frontrow_sale_up",
    "frontrow_sale_seats",
  ]);
  expect(silent[0]).toMatch(/ 0$/);
  expect(metricsText(withoutBooks(facts))).toContain("frontrow_books_up 0\n");
});
