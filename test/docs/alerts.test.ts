import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { metricsOf } from "../../src/worker/metrics/business-metrics.ts";
import { facts } from "../support/worker/metric-facts.ts";

it("[AD18] the suggested alerts use only metrics that exist", () => {
  const known = new Set(metricsOf(facts).map(({ name }) => name));
  const asked = readFileSync("docs/alerts.yaml", "utf8").match(/\bfrontrow_[a-z_]+/g) ?? [];
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.filter((name) => !known.has(name))).toEqual([]);
});
