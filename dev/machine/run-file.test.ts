import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test as it } from "vitest";
import { waitFor } from "./ports.ts";
import { isAlive, type ProcessId, processOf } from "./processes.ts";
import { RunFile } from "./run-file.ts";

const dir = mkdtempSync(join(tmpdir(), "frontrow-run-"));

afterAll(() => rmSync(dir, { recursive: true, force: true }));

it("[DV10] a second run on the same data is refused while the first is running", async () => {
  const first = await RunFile.claim(dir);
  await expect(RunFile.claim(dir)).rejects.toThrow(`process ${process.pid}`);
  first.setUrl("http://localhost:8787");
  await expect(RunFile.claim(dir)).rejects.toThrow("runs at http://localhost:8787 ");
  first.release();
  (await RunFile.claim(dir)).release();
});

it("[DV50] after a killed run its own child processes are ended, and no others", async () => {
  const ours = sleeper("workerd-of-a-killed-run");
  const stranger = sleeper("a-program-that-got-the-number");
  const owner = { pid: process.pid, startedAt: "another time" };
  const run = { owner, groups: [ours.pid, stranger.pid], url: null };
  writeFileSync(join(dir, "run.json"), JSON.stringify(run));
  (await RunFile.claim(dir)).release();
  expect([isAlive(ours), isAlive(stranger)]).toEqual([false, true]);
  process.kill(stranger.pid, "SIGKILL");
});

it("[DV18] a child process that should end with its parent ends even if the parent was killed", async () => {
  const parent = `
    import { spawn } from "node:child_process";
    import { endWithUs } from "./dev/machine/processes.ts";
    const child = spawn("sleep", ["60"], { stdio: "ignore" });
    endWithUs(child);
    process.stdout.write(String(child.pid), () => process.kill(process.pid, "SIGKILL"));`;
  const { stdout, signal } = spawnSync(process.execPath, ["--input-type=module", "-e", parent], {
    encoding: "utf8",
  });
  expect(signal).toBe("SIGKILL");
  const hasEnded = () => processOf(Number(stdout)) === null || null;
  expect(Number(stdout)).toBeGreaterThan(0);
  await waitFor("The end of the child", 5_000, hasEnded);
});

function sleeper(name: string): ProcessId {
  const args = ["-e", "setInterval(() => {}, 1000)", name];
  const child = spawn(process.execPath, args, { detached: true, stdio: "ignore" });
  child.unref();
  const found = processOf(child.pid ?? 0);
  if (found === null) throw new Error("The sleeper did not start.");
  return found;
}
