import { neon, neonConfig, Pool } from "@neondatabase/serverless";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test as it } from "vitest";
import WebSocket from "ws";
import { type Bridge, startBridge } from "./bridge.ts";
import { freshDatabase, type TestDatabase } from "../../testing/test-database.ts";
import type { Fault } from "./faults.ts";

let database: TestDatabase;
let bridge: Bridge;

beforeAll(async () => {
  database = await freshDatabase();
  bridge = await startBridge({ postgresUrl: database.url, responseBytesMax: 1 << 20 });
  pointDriverAt(bridge);
});

beforeEach(async () => {
  const sql = connect();
  await sql.transaction([
    sql`DROP TABLE IF EXISTS wallet`,
    sql`CREATE TABLE wallet (id bigint CONSTRAINT wallet_id PRIMARY KEY,
          balance bigint NOT NULL CONSTRAINT never_below_zero CHECK (balance >= 0))`,
    sql`INSERT INTO wallet VALUES (1, 100), (2, 100)`,
  ]);
});

afterAll(async () => {
  await bridge.stop();
  await database.drop();
});

describe("values", () => {
  it("[DV1] the bridge passes null, empty and quoted parameters unchanged", async () => {
    const sql = connect();
    const words = ['say "hi"', "back\\slash", "comma, brace}", "", "NULL"];
    const rows =
      await sql`SELECT ${null}::text AS none, ${""}::text AS empty, ${words}::text[] AS words`;
    expect(rows).toEqual([{ none: null, empty: "", words }]);
    expect(await sql.query("SELECT 1 AS one", [])).toEqual([{ one: 1 }]);
  });

  it("[DV31] every type comes back as the driver returns it over Neon", async () => {
    const sql = connect();
    const moment = new Date("2026-11-20T12:34:56.789Z");
    const bytes = Buffer.from([0, 1, 254, 255]);
    const [row] =
      await sql`SELECT ${2n ** 60n}::bigint AS big, ${{ a: [1, null, "x"] }}::jsonb AS json,
      ${bytes}::bytea AS bytes, ${moment}::timestamptz AS moment, ${[1, 2, null]}::int[] AS list,
      ${true}::bool AS flag, 12.50::numeric AS price`;
    // If another test has loaded Drizzle, the driver is set to leave times as text.
    expect({ ...row, moment: new Date(row?.["moment"] as string | Date) }).toEqual({
      big: "1152921504606846976",
      json: { a: [1, null, "x"] },
      bytes,
      moment,
      list: [1, 2, null],
      flag: true,
      price: "12.50",
    });
  });

  it("[DV32] RETURNING gives every row, with its command and count", async () => {
    const sql = neon(database.url, { fullResults: true });
    const result = await sql`INSERT INTO wallet VALUES (7, 1), (8, 2) RETURNING id, balance`;
    expect(result).toMatchObject({ command: "INSERT", rowCount: 2, rowAsArray: false });
    expect(result.rows).toEqual([
      { id: "7", balance: "1" },
      { id: "8", balance: "2" },
    ]);
    expect(result.fields.map((field) => [field.name, field.dataTypeID])).toEqual([
      ["id", 20],
      ["balance", 20],
    ]);
  });

  it("[DV33] array mode gives rows as lists, and keeps two columns of one name apart", async () => {
    const sql = neon(database.url, { arrayMode: true });
    expect(await sql`SELECT 1 AS a, 2 AS a`).toEqual([[1, 2]]);
  });
});

describe("errors", () => {
  it("[DV2] an error in a batch undoes the whole batch and names the constraint", async () => {
    const sql = connect();
    const batch = sql.transaction([
      sql`UPDATE wallet SET balance = 60 WHERE id = 1`,
      sql`INSERT INTO wallet VALUES (1, 5)`,
      sql`SELECT 1`,
    ]);
    await expect(batch).rejects.toMatchObject({
      name: "NeonDbError",
      code: "23505",
      severity: "ERROR",
      constraint: "wallet_id",
      table: "wallet",
      schema: "public",
      detail: "Key (id)=(1) already exists.",
      routine: expect.any(String),
    });
    expect(await balances()).toEqual(["100", "100"]);
  });

  it("[DV34] a failed check keeps its code and name, and the connection stays usable", async () => {
    const sql = connect();
    const overdrawn = sql`UPDATE wallet SET balance = balance - 500 WHERE id = 1`;
    await expect(overdrawn).rejects.toMatchObject({
      code: "23514",
      constraint: "never_below_zero",
    });
    await expect(sql`SELEC 1`).rejects.toMatchObject({ code: "42601", position: "1" });
    expect(await balances()).toEqual(["100", "100"]);
  });

  it("[DV35] a second statement behind a semicolon is refused", async () => {
    await expect(connect().query("SELECT 1; SELECT 2")).rejects.toMatchObject({ code: "42601" });
  });

  it("[DV36] of two serializable batches in conflict, one fails with 40001", async () => {
    const blocker = new Client({ connectionString: database.url });
    await blocker.connect();
    await blocker.query("BEGIN");
    await blocker.query("UPDATE wallet SET balance = 1 WHERE id = 1");
    const sql = connect();
    const statements = [sql`UPDATE wallet SET balance = balance + 1 WHERE id = 1`];
    const batch = sql.transaction(statements, { isolationLevel: "Serializable" });
    const outcome = expect(batch).rejects.toMatchObject({ code: "40001", severity: "ERROR" });
    await waitUntilBlocked();
    await blocker.query("COMMIT");
    await outcome;
    await blocker.end();
  });

  it("[DV37] of two batches that lock crosswise, one fails with 40P01", async () => {
    const sql = connect();
    const cross = (first: number, second: number) =>
      sql.transaction([
        sql`UPDATE wallet SET balance = 1 WHERE id = ${first}`,
        sql`SELECT pg_sleep(0.2)`,
        sql`UPDATE wallet SET balance = 2 WHERE id = ${second}`,
      ]);
    const settled = await Promise.allSettled([cross(1, 2), cross(2, 1)]);
    const failed = settled.filter((each) => each.status === "rejected");
    expect(failed.map((each) => each.reason.code)).toEqual(["40P01"]);
  });

  it("[DV38] a read-only batch refuses to write", async () => {
    const sql = connect();
    const statements = [sql`UPDATE wallet SET balance = 1`];
    await expect(sql.transaction(statements, { readOnly: true })).rejects.toMatchObject({
      code: "25006",
    });
  });

  it("[DV39] an answer that is too large is a 507, and its batch is undone", async () => {
    const sql = connect();
    const batch = sql.transaction([
      sql`UPDATE wallet SET balance = 1`,
      sql`SELECT repeat('x', 2000000) AS big`,
    ]);
    await expect(batch).rejects.toThrow("HTTP status 507");
    expect(await balances()).toEqual(["100", "100"]);
  });
});

describe("connections", () => {
  it("[DV3] a repeated statement still works after its table has changed", async () => {
    const sql = connect();
    for (let time = 0; time < 4; time++) await sql`SELECT * FROM wallet WHERE id = ${1}`;
    await sql`ALTER TABLE wallet ADD COLUMN note text`;
    const rows = await sql`SELECT * FROM wallet WHERE id = ${1}`;
    expect(rows).toEqual([{ id: "1", balance: "100", note: null }]);
  });

  it("[DV40] a pool over WebSocket holds a row lock over several statements", async () => {
    const pool = new Pool({ connectionString: database.url });
    const client = await pool.connect();
    await client.query("BEGIN");
    const { rows } = await client.query("SELECT balance FROM wallet WHERE id = $1 FOR UPDATE", [1]);
    const other = connect()`UPDATE wallet SET balance = balance + 1 WHERE id = 1`;
    const later = other.then(() => "done");
    await waitUntilBlocked();
    await client.query("UPDATE wallet SET balance = $1 WHERE id = 1", [
      Number(rows[0].balance) - 40,
    ]);
    await client.query("COMMIT");
    expect(await later).toBe("done");
    client.release();
    await pool.end();
    expect(await balances()).toEqual(["100", "61"]);
  });

  it("[DV41] a missing Postgres is an error and never a wait", async () => {
    const lonely = await startBridge({ postgresUrl: "postgresql://x:x@127.0.0.1:9/x" });
    pointDriverAt(lonely);
    await expect(connect()`SELECT 1`).rejects.toThrow("HTTP status 500");
    const pool = new Pool({ connectionString: database.url });
    await expect(pool.query("SELECT 1")).rejects.toBeDefined();
    await lonely.stop();
    pointDriverAt(bridge);
  });

  it("[DV42] a page in a browser can reach neither the database nor the fault controls", async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${bridge.port}/v2`, {
      origin: "https://evil.test",
    });
    await expect(new Promise((_, reject) => socket.once("error", reject))).rejects.toBeDefined();
    const body = JSON.stringify({ kind: "drop-before-send" });
    const response = await fetch(`${bridge.url}/faults`, { method: "POST", body });
    expect(response.status).toBe(415);
    expect(bridge.faults.list()).toEqual([]);
  });
});

describe("faults", () => {
  const debit = () => connect()`UPDATE wallet SET balance = balance - 1 WHERE id = 1`;

  it("[DV4] a request that is dropped before it was sent is unknown to the caller, and is not executed", async () => {
    bridge.faults.add({ kind: "drop-before-send" });
    await expect(debit()).rejects.toHaveProperty("sourceError");
    expect(await balances()).toEqual(["100", "100"]);
  });

  it("[DV43] a request that is dropped after the commit is unknown to the caller, and is executed", async () => {
    bridge.faults.add({ kind: "drop-after-commit" });
    await expect(debit()).rejects.toHaveProperty("sourceError");
    expect(await balances()).toEqual(["100", "99"]);
  });

  it("[DV44] an injected 40001 or 40P01 has its code and executes nothing", async () => {
    for (const kind of ["40001", "40P01"] as const) {
      bridge.faults.add({ kind });
      await expect(debit()).rejects.toMatchObject({ code: kind, severity: "ERROR" });
    }
    expect(await balances()).toEqual(["100", "100"]);
  });

  it("[DV45] an injected delay delays the answer", async () => {
    bridge.faults.add({ kind: "delay", delayMs: 150 });
    const before = performance.now();
    await debit();
    expect(performance.now() - before).toBeGreaterThan(140);
  });

  it("[DV46] a fault hits the planned number of times, and only the SQL that it matches", async () => {
    await post({ kind: "40001", times: 2, match: "UPDATE wallet" });
    expect(await balances()).toEqual(["100", "100"]);
    await expect(debit()).rejects.toMatchObject({ code: "40001" });
    await expect(debit()).rejects.toMatchObject({ code: "40001" });
    await debit();
    await post({ kind: "delay", times: 5, delayMs: 5_000 });
    await fetch(`${bridge.url}/faults`, { method: "DELETE" });
    expect(await balances()).toEqual(["100", "99"]);
  });
});

const connect = () => neon(database.url);

function pointDriverAt({ port }: Bridge): void {
  neonConfig.fetchEndpoint = () => `http://127.0.0.1:${port}/sql`;
  neonConfig.wsProxy = () => `127.0.0.1:${port}/v2`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.webSocketConstructor = WebSocket;
}

/** The balance of wallet 2, then of wallet 1. */
async function balances(): Promise<string[]> {
  const rows = await connect()`SELECT balance FROM wallet ORDER BY id DESC`;
  return rows.map((row) => row["balance"] as string);
}

async function waitUntilBlocked(): Promise<void> {
  const blocked = () =>
    connect()`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  await expect.poll(async () => (await blocked()).length, { timeout: 5_000 }).toBe(1);
}

async function post(fault: Fault): Promise<void> {
  const headers = { "content-type": "application/json" };
  await fetch(`${bridge.url}/faults`, { method: "POST", headers, body: JSON.stringify(fault) });
}
