import { expect, test as it } from "vitest";
import { countReport, slowestTen } from "./checks.ts";

const report = (testResults: { status: string; assertionResults: object[] }[]) =>
  JSON.stringify({
    numPassedTests: 2,
    numFailedTests: 1,
    testResults: testResults.map((each) => ({ name: `${process.cwd()}/src/a.test.ts`, ...each })),
  });

it("[DV9] a test file that cannot be loaded counts as a failure", () => {
  const text = report([
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{}, {}] },
    { status: "passed", assertionResults: [{}] },
  ]);
  expect(countReport(text)).toMatchObject({ passed: 2, failed: 2 });
});

it("[DV20] a run lists its ten slowest tests with their files, slowest first", () => {
  const assertionResults = Array.from({ length: 12 }, (_, index) => ({
    title: `test ${index}`,
    duration: index * 1_000,
  }));
  const { tests } = countReport(report([{ status: "passed", assertionResults }]));
  const lines = slowestTen(tests);
  expect(lines).toHaveLength(10);
  expect(lines[0]).toBe("  11.0 s  src/a.test.ts  test 11");
  expect(lines[9]).toBe("   2.0 s  src/a.test.ts  test 2");
});
