import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test as it } from "vitest";
import { countReport, slowestTen } from "./checks.ts";
import { ProcessorTime, processorLine } from "./processor-time.ts";

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

it("[DV21] a run ends with the time of the processor, in all and by program", () => {
  const used = [
    { program: "vitest", seconds: 61.2 },
    { program: "pages", seconds: 50 },
    { program: "pages", seconds: 30.4 },
    { program: "others", seconds: 0.2 },
  ];
  expect(processorLine(used)).toBe("Processor: 142 s (pages 80, vitest 61)");
});

it("[DV21] what a child's child has used counts, and stays counted when both have ended", async () => {
  const processor = new ProcessorTime(100);
  const work = "while (process.cpuUsage().user < 150_000);";
  const start = `require("node:child_process").execFileSync(process.execPath, ["-e", "${work}"])`;
  await promisify(execFile)(process.execPath, ["-e", start]);
  const busiest = Math.max(
    0,
    ...processor.stop().flatMap(({ program, seconds }) => (program === "services" ? seconds : [])),
  );
  // Other systems do not tell.
  if (process.platform === "linux") expect(busiest).toBeGreaterThan(0.1);
});
