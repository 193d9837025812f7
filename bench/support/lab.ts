import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { connect } from "../../src/db/connection/connect.ts";
import type { Database } from "../../src/db/connection/database.ts";
import { bundleWorker, readWorkerConfig, type WorkerConfig } from "../../dev/build/bundle.ts";
import { migrateDatabase } from "../../dev/commands/migrate.ts";
import { projectDir, stateDir } from "../../dev/machine/paths.ts";
import { removeData, startPostgres } from "../../dev/machine/postgres.ts";
import { step } from "../../dev/machine/progress.ts";
import { RunFile } from "../../dev/machine/run-file.ts";
import { startWorkerd, type Workerd } from "../../dev/machine/workerd.ts";
import { probeDisk, type Probe } from "./probe.ts";

/** Everything that measurements need: real durable Postgres, the bridge, and Workers on raw workerd. */
export interface Lab {
  db: Database;
  sql: Client;
  tokenSecret: string;
  probe: () => Probe;
  gateway: GatewayProcess;
  /** The product's Worker, with objects that begin empty. */
  openProduct(storage: Storage, flags?: string[]): Promise<Workerd>;
  /** The least Worker that could answer. */
  openPeer(): Promise<Workerd>;
  /** Where the objects of a product's workerd keep their rows. */
  objectsDir(product: Workerd): string;
}

/** The gateway's stand-in. */
export interface GatewayProcess {
  url: string;
  secret: string;
}

export type Storage = "disk" | "memory";

const labDir = join(stateDir, "bench");
const tmpfs = "/dev/shm";
// All checkouts of a machine share the in-memory file system, and none may remove another's objects.
const checkout = createHash("sha256").update(labDir).digest("hex").slice(0, 12);
const memoryDir = join(tmpfs, `frontrow-bench-${checkout}`);
const tokenSecret = "a-secret-of-the-bench-with-more-than-32-bytes";

/** True if this machine has an in-memory file system for the objects. */
export const hasTmpfs = (): boolean => existsSync(tmpfs);

export async function openLab(stack: AsyncDisposableStack): Promise<Lab> {
  const runFile = await RunFile.claim(labDir);
  stack.defer(() => runFile.release());
  const postgresDir = join(labDir, "postgres");
  await removeData(postgresDir);
  clearObjects();
  stack.defer(clearObjects);
  const postgres = await step("Starting Postgres, durable", () =>
    startPostgres({ dataDir: postgresDir, database: "bench" }),
  );
  stack.defer(() => postgres.stop());
  await step("Migrating the database", () => migrateDatabase(postgres.url));
  const bridgePort = await startProcess<number>(
    "bench/server/bridge-process.ts",
    [postgres.url],
    stack,
  );
  const gateway = await startProcess<GatewayProcess>("bench/server/gateway-process.ts", [], stack);
  const sql = new Client({ connectionString: postgres.url });
  await sql.connect();
  stack.defer(() => sql.end());
  const product = await step("Bundling the Worker", () => bundle("worker", "wrangler.toml"));
  const peer = await bundle("peer", "bench/peer/wrangler.toml");
  const settings = {
    DATABASE_URL: postgres.url,
    NEON_LOCAL_PROXY: `127.0.0.1:${bridgePort}`,
    TOKEN_SECRET: tokenSecret,
    // Every fan of a measurement comes from this machine.
    LIMIT_RAISES: "all*1000",
    PAYMENT_GATEWAY_URL: gateway.url,
    PAYMENT_GATEWAY_SECRET: gateway.secret,
    PAYMENT_CHECKOUT_URL: `${gateway.url}/checkout`,
  };
  const dirs = new Map<number, string>();
  let opened = 0;
  const open = async (what: Bundled, storage: Storage, flags: string[] = []) => {
    const dir = join(storage === "disk" ? labDir : memoryDir, "objects", String(opened++));
    const workerd = await startWorkerd({ dir, vars: settings, flags, ...what });
    stack.defer(() => workerd.stop());
    dirs.set(workerd.port, dir);
    return workerd;
  };
  return {
    db: connect(settings),
    sql,
    tokenSecret,
    gateway,
    probe: () => probeDisk(labDir),
    openProduct: (storage, flags) => open(product, storage, flags),
    openPeer: () => open(peer, "disk"),
    objectsDir: ({ port }) => join(dirs.get(port) ?? "", "objects"),
  };
}

type Bundled = { script: string; config: WorkerConfig };

async function bundle(name: string, configFile: string): Promise<Bundled> {
  const path = join(projectDir, configFile);
  const script = await bundleWorker(join(labDir, "bundles", name), path);
  return { script, config: await readWorkerConfig(path) };
}

function clearObjects(): void {
  rmSync(join(labDir, "objects"), { recursive: true, force: true });
  rmSync(memoryDir, { recursive: true, force: true });
  mkdirSync(labDir, { recursive: true });
}

/** Forks one of the bench's helpers and returns its first message. */
async function startProcess<T>(file: string, args: string[], stack: AsyncDisposableStack) {
  const child = fork(join(projectDir, file), args, {
    stdio: "inherit",
    execArgv: [],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  stack.defer(() => {
    if (child.connected) child.disconnect();
    return ended;
  });
  return new Promise<T>((resolve, reject) => {
    child.once("message", (said) => resolve(said as T));
    child.once("exit", () => reject(new Error(`${file} did not start; see above.`)));
  });
}
