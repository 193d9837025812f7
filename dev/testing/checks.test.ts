import { expect, test as it } from "vitest";
import { countReport } from "./checks.ts";

it("[DV9] a test file that cannot be loaded counts as a failure", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{}, {}] },
    { status: "passed", assertionResults: [{}] },
  ];
  const report = { numPassedTests: 2, numFailedTests: 1, testResults };
  expect(countReport(JSON.stringify(report))).toEqual({ passed: 2, failed: 2 });
});
