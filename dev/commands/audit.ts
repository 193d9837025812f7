import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Locked, lockfileFaults } from "../audit/lockfile.ts";
import { secretsIn } from "../audit/secrets.ts";
import { filesInTree, linesAdded } from "../audit/tree.ts";
import { readCommandLine } from "../machine/command-line.ts";
import { projectDir, stateDir } from "../machine/paths.ts";
import { PlainError, showError } from "../machine/progress.ts";

const usage = `npm run audit    looks for known vulnerabilities, odd packages and licenses, and secrets; writes .frontrow/sbom.json

  --commits N    how many of the last commits are searched for secrets (200)
  --offline      asks no registry for known vulnerabilities`;

function audit(): void {
  const { values } = readCommandLine({
    usage,
    options: {
      commits: { type: "string", default: "200" },
      offline: { type: "boolean", default: false },
    },
  });
  const commits = Number(values.commits);
  if (!Number.isSafeInteger(commits) || commits < 0) throw new PlainError(usage);
  const faults = [
    ...told("Packages", packageFaults()),
    ...told("Secrets in the files", secretsInFiles()),
    ...told(`Secrets in the last ${commits} commits`, secretsInCommits(commits)),
    ...(values.offline ? [] : vulnerabilities()),
  ];
  writeSbom();
  if (faults.length > 0) throw new PlainError(`\n${faults.join("\n")}`);
}

function told(what: string, faults: string[]): string[] {
  console.log(`${what}: ${faults.length === 0 ? "nothing found" : `${faults.length} found`}`);
  return faults;
}

const read = <T>(file: string) => JSON.parse(readFileSync(join(projectDir, file), "utf8")) as T;

function packageFaults(): string[] {
  const { packages } = read<{ packages: Record<string, Locked> }>("package-lock.json");
  const { allowScripts } = read<{ allowScripts: Record<string, boolean> }>("package.json");
  return lockfileFaults(packages, Object.keys(allowScripts));
}

const secretsInFiles = () =>
  filesInTree().flatMap(({ file, text }) =>
    secretsIn(text).map(({ kind, line }) => `${file}:${line} has ${kind}`),
  );

const secretsInCommits = (commits: number) =>
  linesAdded(commits).flatMap(({ commit, file, text }) =>
    secretsIn(text).map(({ kind }) => `${file} in commit ${commit} has ${kind}`),
  );

type Report = { metadata?: { vulnerabilities?: Record<string, number> } };

/** Known vulnerabilities of level high and above, in what is deployed and in the tools. */
function vulnerabilities(): string[] {
  const { stdout } = npm(["audit", "--json"]);
  const counts = reportIn(stdout)?.metadata?.vulnerabilities;
  if (!counts) {
    console.log("Known vulnerabilities: not asked, since no registry answers that question here");
    return [];
  }
  const severe = (counts["high"] ?? 0) + (counts["critical"] ?? 0);
  console.log(`Known vulnerabilities: ${JSON.stringify(counts)}`);
  return severe > 0 ? [`${severe} packages have severe vulnerabilities: npm audit`] : [];
}

function reportIn(text: string): Report | null {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return null;
  }
}

/** The list of all packages in CycloneDX. */
function writeSbom(): void {
  const made = npm(["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]);
  if (made.status !== 0) throw new PlainError(`npm sbom did not succeed:\n${made.stderr}`);
  mkdirSync(stateDir, { recursive: true });
  const file = join(stateDir, "sbom.json");
  writeFileSync(file, made.stdout);
  const { components } = JSON.parse(made.stdout) as { components: unknown[] };
  console.log(`SBOM: ${components.length} packages in ${file}`);
}

function npm(args: string[]) {
  const options = { cwd: projectDir, encoding: "utf8", maxBuffer: 1 << 28 } as const;
  return spawnSync("npm", args, { ...options, timeout: 120_000 });
}

try {
  audit();
} catch (error) {
  process.exitCode = showError(error);
}
