import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "pg";
import { inject } from "vitest";
import { type Bridge, startBridge } from "../../dev/stand-ins/bridge/bridge.ts";
import { freshDatabase } from "../../dev/testing/test-database.ts";
import { startWorkerd, type Workerd } from "../../dev/machine/workerd.ts";
import { connect } from "../../src/db/connection/connect.ts";
import { Api } from "./api.ts";
import type { Books } from "./books.ts";

export const tokenSecret = "a-secret-for-tests-of-at-least-32-bytes";

/** The product's Worker on raw workerd with a real disk and a separate set of books in real Postgres. */
export interface Server extends Books {
  api: Api;
  /** The address of the Worker. */
  siteUrl: string;
  bridge: Bridge;
  /** The folder of the objects' rows. */
  objectsDir: string;
  /** Ends workerd as kill -9 does. */
  kill(): Promise<void>;
  /** Starts workerd again on the same disk and port. */
  restart(): Promise<void>;
  /** Takes the bridge away, as if the database were down, until the work is done. */
  withoutBooks<T>(work: () => Promise<T>): Promise<T>;
}

export async function openServer(
  socketsMax?: number,
  moreVars: Record<string, string> = {},
): Promise<Server> {
  const dir = mkdtempSync(join(tmpdir(), "frontrow-server-"));
  const { url, drop } = await freshDatabase();
  const pool = new Pool({ connectionString: url, max: 4 });
  // The server reports its end before its connections have ended, so the database is dropped with any that are left.
  pool.on("error", () => {});
  const bridges = { now: await startBridge({ postgresUrl: url }) };
  const proxy = `127.0.0.1:${bridges.now.port}`;
  const vars = {
    DATABASE_URL: url,
    NEON_LOCAL_PROXY: proxy,
    TOKEN_SECRET: tokenSecret,
    // Crowds come from one address here.
    LIMIT_RAISES: "all*1000",
    ...moreVars,
  };
  const built = { script: inject("workerScript"), config: inject("workerConfig") };
  let workerd: Workerd = await startWorkerd({ dir: join(dir, "workerd"), ...built, vars });
  const api = new Api(workerd.port, socketsMax);
  await api.readDocument();
  return {
    api,
    siteUrl: workerd.url,
    get bridge() {
      return bridges.now;
    },
    objectsDir: join(dir, "workerd/objects"),
    db: connect(vars),
    url,
    settings: vars,
    sql: async <Row>(text: string, params: unknown[] = []) =>
      (await pool.query(text, params)).rows as Row[],
    kill: () => workerd.kill(),
    restart: async () => {
      workerd = await workerd.restart();
    },
    withoutBooks: async (work) => {
      const { port } = bridges.now;
      await bridges.now.stop();
      try {
        return await work();
      } finally {
        bridges.now = await startBridge({ postgresUrl: url, port });
      }
    },
    close: async () => {
      api.close();
      await workerd.stop();
      await bridges.now.stop();
      await pool.end();
      await drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
