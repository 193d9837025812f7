import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandOf, endProcess, groupOf, isAlive, type ProcessId, processOf } from "./processes.ts";
import { PlainError } from "./progress.ts";

interface Run {
  owner: ProcessId;
  /** Leaders of the process groups that this run has started. */
  groups: number[];
  /** Where it answers; null until it does. */
  url: string | null;
}

/** Notes which processes run on a state folder, so that a later start can clean up after a killed one. */
export class RunFile {
  #path: string;
  #run: Run;

  private constructor(path: string, run: Run) {
    this.#path = path;
    this.#run = run;
  }

  static async claim(dir: string): Promise<RunFile> {
    mkdirSync(dir, { recursive: true });
    const path = join(dir, "run.json");
    const left = read(path);
    if (left !== null) {
      if (isAlive(left.owner)) {
        const where = left.url === null ? "here" : `at ${left.url} on this data`;
        const who = `process ${left.owner.pid}`;
        throw new PlainError(
          `Frontrow already runs ${where} (${who}). Stop it first, or use --data DIR.`,
        );
      }
      for (const group of left.groups) await endGroup(group);
      rmSync(path, { force: true });
    }
    const owner = processOf(process.pid);
    if (owner === null) throw new Error("This process does not find itself.");
    const file = new RunFile(path, { owner, groups: [], url: null });
    file.#write("wx");
    return file;
  }

  addGroup(pid: number): void {
    this.#run.groups.push(pid);
    this.#write("w");
  }

  setUrl(url: string): void {
    this.#run.url = url;
    this.#write("w");
  }

  release(): void {
    rmSync(this.#path, { force: true });
  }

  #write(flag: "w" | "wx"): void {
    writeFileSync(this.#path, JSON.stringify(this.#run), { flag });
  }
}

// The programs that our process groups run. Any other program got the group's number after we ended.
const programs = /wrangler|workerd|esbuild/;

/** Ends the remaining processes of a group that a run has started. */
export async function endGroup(leader: number): Promise<void> {
  const ours = membersOf(leader).filter(({ pid }) => programs.test(commandOf(pid)));
  await Promise.all(ours.map((each) => endProcess(each, ["SIGTERM", "SIGKILL"], 3_000)));
}

function membersOf(leader: number): ProcessId[] {
  // Only Linux lists its processes as files; elsewhere the leader alone is looked at.
  const pids = process.platform === "linux" ? readdirSync("/proc").map(Number) : [leader];
  return pids
    .filter((pid) => pid > 0 && groupOf(pid) === leader)
    .map(processOf)
    .filter((found) => found !== null);
}

function read(path: string): Run | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Run;
  } catch {
    return null;
  }
}
