import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { projectDir, stateDir } from "../machine/paths.ts";
import { seconds } from "../machine/progress.ts";
import { processorLine, type Used } from "./processor-time.ts";

/** How many checks and tests have passed and failed, and how long each test took; a check counts as one. */
export interface Count {
  passed: number;
  failed: number;
  tests: TimedTest[];
}

export interface TimedTest {
  title: string;
  /** Its path in the project. */
  file: string;
  ms: number;
}

/** Runs a tool quietly; its output is shown in full when it fails. */
export async function runCheck(title: string, tool: string, args: string[]): Promise<Count> {
  const before = performance.now();
  const { code, said } = await runTool(tool, args, "pipe");
  const time = seconds(performance.now() - before);
  console.log(`  ${title}: ${code === 0 ? `passed (${time})` : `FAILED (${time})\n\n${said}`}`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, tests: [] };
}

/** Types, lint and format. */
export async function runStaticChecks(): Promise<Count> {
  const projects = ["tsconfig.json", "src/ui/tsconfig.json", "dev/tsconfig.json"];
  const counts: Count[] = [];
  for (const project of projects.filter((path) => existsSync(join(projectDir, path)))) {
    counts.push(
      await runCheck(`Types of ${project}`, "tsc", ["-p", project, ...remembered(project)]),
    );
  }
  counts.push(await runCheck("Lint", "oxlint", ["--type-aware", "--quiet"]));
  counts.push(await runCheck("Format", "oxfmt", ["--check"]));
  return sum(counts);
}

/** The compiler looks again at what has changed since the last run, and at all that depends on it. */
function remembered(project: string): string[] {
  const file = join(stateDir, "types", `${project.replaceAll("/", "-")}.tsbuildinfo`);
  return ["--incremental", "--tsBuildInfoFile", file];
}

export interface TestRun {
  projects: string[];
  /** Runs only the tests in these files; undefined for all. */
  files?: string[];
  /** Shows the report in one piece at the end rather than as tests finish. */
  isShownAtEnd?: boolean;
}

/** Runs some of the tests. A run without tests fails, since the file name was probably mistyped. */
export async function runTests({ projects, files = [], isShownAtEnd }: TestRun): Promise<Count> {
  mkdirSync(stateDir, { recursive: true });
  const report = join(stateDir, `report-${process.pid}-${projects[0]}.json`);
  const chosen = projects.flatMap((project) => ["--project", project]);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = ["run", ...chosen, ...reporters, ...files];
  const { code, said } = await runTool("vitest", args, isShownAtEnd ? "pipe" : "inherit");
  process.stdout.write(said);
  const count = existsSync(report) ? countReport(readFileSync(report, "utf8")) : sum([]);
  rmSync(report, { force: true });
  // An error outside any test, say in a setup, fails the run too.
  if (code !== 0 && count.failed === 0) count.failed = 1;
  return count;
}

export function sum(counts: Count[]): Count {
  return {
    passed: counts.reduce((total, { passed }) => total + passed, 0),
    failed: counts.reduce((total, { failed }) => total + failed, 0),
    tests: counts.flatMap(({ tests }) => tests),
  };
}

/** Prints the slowest tests and the processor's time, then the result as the last line, and sets the exit code. */
export function conclude({ passed, failed, tests }: Count, used: Used[] = []): void {
  if (tests.length > 1) console.log(`\nThe slowest tests:\n${slowestTen(tests).join("\n")}`);
  if (used.length > 0) console.log(`\n${processorLine(used)}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** A line for each of the ten slowest tests, the slowest first. */
export function slowestTen(tests: TimedTest[]): string[] {
  const slowest = tests.toSorted((one, other) => other.ms - one.ms).slice(0, 10);
  return slowest.map(({ title, file, ms }) => `${seconds(ms).padStart(8)}  ${file}  ${title}`);
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { title: string; duration?: number | null }[];
  }[];
}

/** Reads vitest's report. A file that could not be loaded counts as one failed test. */
export function countReport(text: string): Count {
  const report = JSON.parse(text) as Report;
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, duration }) => ({
      title,
      file: relative(projectDir, name),
      ms: duration ?? 0,
    })),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length, tests };
}

async function runTool(tool: string, args: string[], output: "pipe" | "inherit") {
  const program = join(projectDir, "node_modules/.bin", tool);
  // What Node has compiled once, it takes from there in each further process.
  const env = { NODE_COMPILE_CACHE: join(stateDir, "compiled"), ...process.env };
  const child = spawn(program, args, { cwd: projectDir, stdio: ["ignore", output, output], env });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => (said += text));
  }
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", pass).on("SIGTERM", pass).on("SIGHUP", pass);
  const code = await new Promise<number>((resolve) => {
    child.once("error", () => resolve(1)).once("close", (status) => resolve(status ?? 1));
  });
  process.off("SIGINT", pass).off("SIGTERM", pass).off("SIGHUP", pass);
  return { code, said };
}
