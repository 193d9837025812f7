import {
  type ChildProcess,
  execFileSync,
  spawn,
  type ExecFileSyncOptionsWithStringEncoding,
} from "node:child_process";
import { readFileSync } from "node:fs";
import { waitFor } from "./ports.ts";

/** A process, identified so that a later process with the same number is not mistaken for it. */
export interface ProcessId {
  pid: number;
  startedAt: string;
}

/** The process with this number, or null when there is none. */
export function processOf(pid: number): ProcessId | null {
  const startedAt = startOf(pid);
  return startedAt === null ? null : { pid, startedAt };
}

export function isAlive(process: ProcessId): boolean {
  return startOf(process.pid) === process.startedAt;
}

/** The command line of a process, or an empty text when there is none. */
export function commandOf(pid: number): string {
  if (process.platform !== "linux") return ps("command=", pid);
  return readOrNull(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ").trim() ?? "";
}

/** The process group of a process; null when there is none. */
export function groupOf(pid: number): number | null {
  if (process.platform !== "linux") return Number(ps("pgid=", pid)) || null;
  const fields = statOf(pid);
  return fields === null ? null : Number(fields[2]);
}

/** Sends the signals one after the other until the process is gone. */
export async function endProcess(
  target: ProcessId,
  signals: NodeJS.Signals[] = ["SIGTERM", "SIGKILL"],
  patienceMs = 5_000,
): Promise<void> {
  for (const signal of signals) {
    if (!isAlive(target)) return;
    trySignal(target.pid, signal);
    const gone = () => (isAlive(target) ? null : true);
    await waitFor(`The end of process ${target.pid}`, patienceMs, gone).catch(() => false);
  }
}

/** Signals a process, or a whole group if the number is negative; a process that has ended is no error. */
export function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended on its own.
  }
}

/** Ends a child when we are gone, even by kill -9: the pipe between us and the shell that waits at it closes then. */
export function endWithUs(child: ChildProcess): void {
  const watch = spawn("/bin/sh", ["-c", `read -r _; kill -9 ${child.pid}`], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.once("exit", () => watch.kill("SIGKILL"));
}

function startOf(pid: number): string | null {
  if (process.platform !== "linux") return ps("lstart=", pid) || null;
  const fields = statOf(pid);
  return fields === null || fields[0] === "Z" ? null : (fields[19] ?? null);
}

/**
 * The fields of /proc/PID/stat from the state on; null when there is no such process. The name before them is in
 * parentheses and may contain spaces, so they are counted from its end.
 */
export function statOf(pid: number): string[] | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function ps(field: string, pid: number): string {
  try {
    const options: ExecFileSyncOptionsWithStringEncoding = {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    };
    return execFileSync("ps", ["-o", field, "-p", String(pid)], options).trim();
  } catch {
    return "";
  }
}
