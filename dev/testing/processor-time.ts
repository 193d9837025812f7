import { readdirSync } from "node:fs";
import { commandOf, statOf } from "../machine/processes.ts";

/** Linux counts the time of a process in hundredths of a second. */
const ticksPerSecond = 100;

/** The time that one process has used. */
export interface Used {
  program: string;
  seconds: number;
}

/**
 * The processor's time of everything that this process starts. Others start and end most of it, so the time of each
 * process is read while it runs. Only Linux tells.
 */
export class ProcessorTime {
  readonly #used = new Map<string, Used>();
  readonly #timer: NodeJS.Timeout | null;

  constructor(everyMs = 1_000) {
    this.#timer = process.platform === "linux" ? setInterval(() => this.#look(), everyMs) : null;
    this.#timer?.unref();
  }

  /** Ends the count, and gives what each process has used. */
  stop(): Used[] {
    if (this.#timer === null) return [];
    clearInterval(this.#timer);
    this.#look();
    return [...this.#used.values()];
  }

  #look(): void {
    const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
    const stats = new Map(pids.map((pid) => [pid, statOf(pid) ?? []]));
    const childrenOf = Map.groupBy(pids, (pid) => Number(stats.get(pid)?.[1]));
    // A process that has lost its parent is still ours.
    const known = pids.filter((pid) => this.#used.has(keyOf(pid, stats.get(pid) ?? [])));
    const ours = new Set([process.pid, ...known]);
    for (const pid of ours) for (const child of childrenOf.get(pid) ?? []) ours.add(child);
    for (const pid of ours) this.#note(pid, stats.get(pid) ?? []);
  }

  #note(pid: number, stat: string[]): void {
    const seconds = (Number(stat[11]) + Number(stat[12])) / ticksPerSecond;
    if (Number.isNaN(seconds)) return;
    const program = programOf(commandOf(pid));
    const before = this.#used.get(keyOf(pid, stat));
    // A process that is about to end has no command line any more.
    this.#used.set(keyOf(pid, stat), { program: program || before?.program || "others", seconds });
  }
}

const keyOf = (pid: number, stat: string[]) => `${pid} ${stat[19]}`;

const programs: [RegExp, string][] = [
  [/--type=renderer/, "pages"],
  [/chrom/i, "browser"],
  [/^postgres|\/postgres/, "Postgres"],
  [/\/workerd /, "workerd"],
  [/\/(tsc|oxlint|oxfmt|tsgolint)/, "checks"],
  [/vitest/, "vitest"],
  [/node/, "services"],
];

function programOf(command: string): string {
  return programs.find(([pattern]) => pattern.test(command))?.[1] ?? "";
}

/** One line: the sum, then each program's part, the largest first. */
export function processorLine(used: Used[]): string {
  const parts = Map.groupBy(used, ({ program }) => program);
  const sums = [...parts].map(([program, each]) => ({ program, seconds: sum(each) }));
  const line = sums
    .filter(({ seconds }) => seconds >= 0.5)
    .toSorted((one, other) => other.seconds - one.seconds)
    .map(({ program, seconds }) => `${program} ${Math.round(seconds)}`);
  return `Processor: ${Math.round(sum(used))} s (${line.join(", ")})`;
}

const sum = (used: Used[]) => used.reduce((total, { seconds }) => total + seconds, 0);
