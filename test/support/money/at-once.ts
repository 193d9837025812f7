import type { NeonQueryFunction } from "@neondatabase/serverless";
import { drizzle } from "drizzle-orm/neon-http";
import { Client } from "pg";
import { expect } from "vitest";
import type { Database } from "../../../src/db/connection/database.ts";
import type { Books } from "../books.ts";
import { eventually } from "../eventually.ts";

/** The books over one connection, so that all their questions are part of its transaction. */
function over(connection: Client): Database {
  const query = (text: string, params: unknown[]) => connection.query(text, params);
  // Drizzle uses nothing else of a driver.
  const driver = { query } as unknown as NeonQueryFunction<false, false>;
  return drizzle({ client: driver, casing: "snake_case" });
}

/** Leaves the earlier act uncommitted until the later one waits for it, or has its answer without waiting. */
export async function atOnce<Earlier, Later>(
  books: Pick<Books, "db" | "url" | "sql">,
  earlier: (db: Database) => Promise<Earlier>,
  later: (db: Database) => Promise<Later>,
) {
  const connection = new Client({ connectionString: books.url });
  await connection.connect();
  try {
    const { rows } = await connection.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    await connection.query("BEGIN");
    const first = await earlier(over(connection));
    let isAnswered = false;
    const answer = later(books.db).finally(() => (isAnswered = true));
    const waiting = "SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))";
    await eventually(async () => {
      const waiters = await books.sql(waiting, [rows[0]?.pid]);
      expect(isAnswered || waiters.length > 0).toBe(true);
    });
    const hasWaited = !isAnswered;
    await connection.query("COMMIT");
    return { earlier: first, later: await answer, hasWaited };
  } finally {
    await connection.end();
  }
}
