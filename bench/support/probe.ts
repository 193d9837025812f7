import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { median } from "./figures.ts";

export interface Probe {
  p50Ms: number;
}

const page = Buffer.alloc(4_096, 1);
const writes = 100;

/** How long the disk takes to keep one page for good. */
export function probeDisk(dir: string): Probe {
  const path = join(dir, "probe");
  const file = openSync(path, "w");
  const timesMs: number[] = [];
  for (let write = 0; write < writes; write++) {
    const before = performance.now();
    writeSync(file, page, 0, page.length, 0);
    fdatasyncSync(file);
    timesMs.push(performance.now() - before);
  }
  closeSync(file);
  rmSync(path);
  return { p50Ms: median(timesMs) };
}

/** The machine in one line, since figures depend on it. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown CPU";
  return `${cpus().length} × ${model}, load average ${loadLine()}`;
}

export const loadLine = (): string =>
  loadavg()
    .map((load) => load.toFixed(2))
    .join(" ");

/** The memory of a process that is in RAM, in megabytes; null where the system does not say. */
export function residentMb(pid: number): number | null {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return line ? Number(line[1]) / 1_024 : null;
  } catch {
    return null;
  }
}
