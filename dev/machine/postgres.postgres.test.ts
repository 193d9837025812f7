import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, expect, test as it } from "vitest";
import { projectDir } from "./paths.ts";
import { removeData, startPostgres } from "./postgres.ts";
import { trySignal } from "./processes.ts";

const parent = mkdtempSync(join(tmpdir(), "frontrow-postgres-"));
const dataDir = join(parent, "postgres");

afterEach(() => removeData(dataDir));

it("[DV5] a start after kill -9 of the last run finds the data and stops the server that was left running", async () => {
  const { child, url } = await startElsewhere();
  await run(url, "CREATE TABLE kept AS SELECT 42 AS answer");
  child.kill("SIGKILL");
  const again = await startPostgres({ dataDir, durable: false });
  expect(await run(again.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  await expect(run(url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
  await again.stop();
});

it("[DV47] a start after kill -9 of the server itself recovers", async () => {
  const first = await startPostgres({ dataDir, durable: true });
  await run(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  trySignal(first.pid, "SIGKILL");
  const again = await startPostgres({ dataDir, durable: true });
  expect(await run(again.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  await again.stop();
});

it("[DV48] a second start leaves a running server alone, and says so", async () => {
  const { child, url } = await startElsewhere();
  await expect(startPostgres({ dataDir, durable: false })).rejects.toThrow(`process ${child.pid}`);
  expect(await run(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
});

it("[DV49] a program never takes over a port in use", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const postgres = await startPostgres({ dataDir, durable: false, port });
  expect(postgres.port).not.toBe(port);
  await postgres.stop();
  other.close();
  rmSync(parent, { recursive: true, force: true });
});

async function startElsewhere(): Promise<{ child: ChildProcess; url: string }> {
  const script = `
    import { startPostgres } from "${projectDir}/dev/machine/postgres.ts";
    const { url } = await startPostgres({ dataDir: "${dataDir}", durable: false });
    process.send(url);
    setInterval(() => {}, 1_000);`;
  const execPath = join(projectDir, "node_modules/.bin/node");
  const execArgv = ["--input-type=module", "--eval", script];
  const child = fork("unused", { execPath, execArgv });
  const url = await new Promise<string>((resolve) =>
    child.once("message", (sent: string) => resolve(sent)),
  );
  return { child, url };
}

async function run(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
