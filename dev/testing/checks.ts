import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { projectDir, stateDir } from "../machine/paths.ts";
import { seconds } from "../machine/progress.ts";

/** How many checks and tests have passed and failed; a check counts as one. */
export interface Count {
  passed: number;
  failed: number;
}

/** Runs a tool quietly; its output is shown in full when it fails. */
export async function runCheck(title: string, tool: string, args: string[]): Promise<Count> {
  const before = performance.now();
  const { code, said } = await runTool(tool, args, "pipe");
  const time = seconds(performance.now() - before);
  console.log(`  ${title}: ${code === 0 ? `passed (${time})` : `FAILED (${time})\n\n${said}`}`);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Types, lint and format. */
export async function runStaticChecks(): Promise<Count> {
  const projects = ["tsconfig.json", "src/ui/tsconfig.json", "dev/tsconfig.json"];
  const counts: Count[] = [];
  for (const project of projects.filter((path) => existsSync(join(projectDir, path)))) {
    counts.push(await runCheck(`Types of ${project}`, "tsc", ["-p", project]));
  }
  counts.push(await runCheck("Lint", "oxlint", ["--type-aware", "--quiet"]));
  counts.push(await runCheck("Format", "oxfmt", ["--check"]));
  return sum(counts);
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
  const count = existsSync(report)
    ? countReport(readFileSync(report, "utf8"))
    : { passed: 0, failed: 0 };
  rmSync(report, { force: true });
  // An error outside any test, say in a setup, fails the run too.
  if (code !== 0 && count.failed === 0) count.failed = 1;
  return count;
}

export function sum(counts: Count[]): Count {
  return {
    passed: counts.reduce((total, { passed }) => total + passed, 0),
    failed: counts.reduce((total, { failed }) => total + failed, 0),
  };
}

/** Prints the result as the last line and sets the exit code. */
export function conclude({ passed, failed }: Count): void {
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** Reads vitest's report. A file that could not be loaded counts as one failed test. */
export function countReport(text: string): Count {
  const report = JSON.parse(text) as Report;
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

async function runTool(tool: string, args: string[], output: "pipe" | "inherit") {
  const program = join(projectDir, "node_modules/.bin", tool);
  const child = spawn(program, args, { cwd: projectDir, stdio: ["ignore", output, output] });
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
