import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { freePort, waitFor } from "./ports.ts";
import { commandOf, endProcess, isAlive, type ProcessId, processOf } from "./processes.ts";
import { giveDataDir, type PostgresUser, postgresUser } from "./postgres-user.ts";

// The server listens only on loopback, so its password protects nothing and need not be secret.
const account = "frontrow";

/** The migrated database that tests copy. */
export const templateDatabase = "template_frontrow";

export interface PostgresOptions {
  dataDir: string;
  /** The preferred port; any free one when it is taken. */
  port?: number;
  /** False gives up safety against power cuts for speed: for tests only. */
  durable?: boolean;
  database?: string;
  /** How much memory its cache may take; little if left out. */
  memory?: string;
}

export interface Postgres {
  url: string;
  port: number;
  pid: number;
  /** Ends the server; "immediate" ends it as a crash would. */
  stop(mode?: "fast" | "immediate"): Promise<void>;
}

/** Starts Postgres on a data folder, which it makes if missing, and cleans up after a killed run. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const user = await postgresUser(resolve(options.dataDir));
  const { dataDir } = user;
  await endOrphan(dataDir);
  if (existsSync(join(dataDir, "PG_VERSION"))) giveDataDir(user);
  else initialize(user, options.durable ?? true);
  const server = await launch(user, options, 3);
  const url = (name: string) =>
    `postgresql://${account}:${account}@127.0.0.1:${server.port}/${name}`;
  const stop = async (mode: "fast" | "immediate" = "fast") => {
    await endProcess(server.process, mode === "fast" ? ["SIGINT", "SIGQUIT"] : ["SIGQUIT"], 10_000);
    if (!isAlive(server.process)) rmSync(ownerFile(dataDir), { force: true });
  };
  const postgres = { port: server.port, pid: server.process.pid, stop };
  if (options.database === undefined) return { url: url("postgres"), ...postgres };
  await createDatabase(url("postgres"), options.database);
  return { url: url(options.database), ...postgres };
}

/** Removes all data of a folder, and ends a server that a killed run left on it. */
export async function removeData(dataDir: string): Promise<void> {
  const user = await postgresUser(resolve(dataDir));
  await endOrphan(user.dataDir);
  rmSync(user.dataDir, { recursive: true, force: true });
}

/** Makes a database unless it exists. */
export async function createDatabase(adminUrl: string, name: string, template?: string) {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const from = template === undefined ? "" : ` TEMPLATE "${template}" STRATEGY FILE_COPY`;
    await client.query(`CREATE DATABASE "${name}"${from}`);
  } catch (error) {
    if ((error as { code?: string }).code !== "42P04") throw error;
  } finally {
    await client.end();
  }
}

function initialize(user: PostgresUser, isDurable: boolean): void {
  const passwordFile = `${user.dataDir}.password`;
  mkdirSync(dirname(passwordFile), { recursive: true });
  writeFileSync(passwordFile, `${account}\n`, { mode: 0o644 });
  // initdb refuses a folder that a killed run left half made, so start with an empty one.
  rmSync(user.dataDir, { recursive: true, force: true });
  giveDataDir(user);
  const [command, args] = user.command("initdb", [
    `--pgdata=${user.dataDir}`,
    `--username=${account}`,
    `--pwfile=${passwordFile}`,
    // The Neon driver sends a plain password first by default, which saves it a round trip.
    "--auth=password",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    ...(isDurable ? [] : ["--no-sync"]),
  ]);
  const done = spawnSync(command, args, { encoding: "utf8", ...identity(user) });
  rmSync(passwordFile, { force: true });
  if (done.status === 0) return;
  rmSync(user.dataDir, { recursive: true, force: true });
  throw new Error(`Postgres could not make its data folder: ${done.stderr || String(done.error)}`);
}

interface Launched {
  port: number;
  process: ProcessId;
}

async function launch(
  user: PostgresUser,
  options: PostgresOptions,
  tries: number,
): Promise<Launched> {
  const port = await freePort(options.port);
  const logFile = `${user.dataDir}.log`;
  const log = openSync(logFile, "w");
  const [command, args] = user.command("postgres", serverArgs(user.dataDir, port, options));
  // Its own group: Ctrl-C in the terminal reaches us, and we end the server after its last client.
  const child = spawn(command, args, {
    detached: true,
    stdio: ["ignore", log, log],
    ...identity(user),
  });
  let hasEnded = false;
  child.once("error", () => (hasEnded = true)).once("exit", () => (hasEnded = true));
  const isReady = () => hasEnded || readPidFile(user.dataDir)?.status === "ready" || null;
  await waitFor("Postgres", 60_000, isReady);
  const process = hasEnded ? null : processOf(readPidFile(user.dataDir)?.pid ?? 0);
  if (process !== null) {
    child.unref();
    writeOwner(user.dataDir);
    return { port, process };
  }
  // Another program may have taken the port, or a killed server's children still hold its memory.
  if (tries > 1) return sleep(500).then(() => launch(user, options, tries - 1));
  throw new Error(`Postgres did not start:\n${readFileSync(logFile, "utf8").slice(-2_000)}`);
}

function serverArgs(dataDir: string, port: number, options: PostgresOptions): string[] {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "300",
    shared_buffers: options.memory ?? "128MB",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    jit: "off",
    ...(options.durable === false
      ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }
      : { fsync: "on", synchronous_commit: "on" }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", dataDir, "-p", String(port), ...flags];
}

/** Ends a server that outlived its run on this data folder; refuses while that run is alive. */
export async function endOrphan(dataDir: string): Promise<void> {
  const left = readPidFile(dataDir);
  if (left === null) return;
  const server = processOf(left.pid);
  const isOurs =
    server !== null && /\bpostgres\b/.test(commandOf(server.pid)) && left.dataDir === dataDir;
  if (!isOurs) return rmSync(pidFile(dataDir), { force: true });
  const owner = readOwner(dataDir);
  if (owner !== null && owner.pid !== process.pid && isAlive(owner)) {
    throw new Error(
      `Postgres already runs on ${dataDir} for process ${owner.pid}: stop that one first.`,
    );
  }
  await endProcess(server, ["SIGINT", "SIGQUIT", "SIGKILL"], 10_000);
}

const pidFile = (dataDir: string) => join(dataDir, "postmaster.pid");
const ownerFile = (dataDir: string) => `${dataDir}.owner.json`;

function readPidFile(dataDir: string) {
  if (!existsSync(pidFile(dataDir))) return null;
  const lines = readFileSync(pidFile(dataDir), "utf8").split("\n");
  return { pid: Number(lines[0]), dataDir: lines[1], status: lines[7]?.trim() };
}

function writeOwner(dataDir: string): void {
  writeFileSync(ownerFile(dataDir), JSON.stringify(processOf(process.pid)));
}

function readOwner(dataDir: string): ProcessId | null {
  try {
    return JSON.parse(readFileSync(ownerFile(dataDir), "utf8")) as ProcessId;
  } catch {
    return null;
  }
}

function identity(user: PostgresUser): { uid?: number; gid?: number } {
  return user.uid === undefined ? {} : { uid: user.uid, gid: user.uid };
}
