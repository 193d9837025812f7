import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { migrateDatabase } from "../../dev/commands/migrate.ts";
import { projectDir, stateDir } from "../../dev/machine/paths.ts";
import { removeData, startPostgres } from "../../dev/machine/postgres.ts";
import { step } from "../../dev/machine/progress.ts";
import { RunFile } from "../../dev/machine/run-file.ts";

/** Books with many orders, in a Postgres of their own. */
export interface BigBooks {
  url: string;
  sql: Client;
}

const booksDir = join(stateDir, "big-books");
const script = readFileSync(join(projectDir, "bench/books/big-books.sql"), "utf8");

/**
 * Opens books with so many orders. They stay on the disk for the next time, as making them takes minutes, and get the
 * migrations that are new by then. Another size or another script makes them anew.
 */
export async function openBigBooks(stack: AsyncDisposableStack, orders: number): Promise<BigBooks> {
  const runFile = await RunFile.claim(booksDir);
  stack.defer(() => runFile.release());
  const kind = createHash("sha256").update(`${orders} ${script}`).digest("hex").slice(0, 12);
  const dataDir = join(booksDir, "postgres");
  const start = () => startPostgres({ dataDir, database: "books" });
  let postgres = await step("Starting the Postgres of the big books", start);
  if ((await kindOf(postgres.url)) !== kind) {
    await postgres.stop();
    await removeData(dataDir);
    postgres = await start();
  }
  stack.defer(() => postgres.stop());
  await step("Migrating the big books", () => migrateDatabase(postgres.url));
  const sql = new Client({ connectionString: postgres.url });
  await sql.connect();
  stack.defer(() => sql.end());
  if ((await kindOf(postgres.url)) === null)
    await step(`Writing ${orders.toLocaleString("en")} orders`, () => fillBooks(sql, orders, kind));
  return { url: postgres.url, sql };
}

/** Fills empty, migrated books with so many orders. */
export async function fillBooks(sql: Client, orders: number, kind = ""): Promise<void> {
  await sql.query(`SET books.orders = ${orders}`);
  await sql.query(script);
  await sql.query("VACUUM ANALYZE");
  // A crash empties tables that are not logged: this one too, so that the next run makes the books anew.
  await sql.query(
    `CREATE UNLOGGED TABLE big_books AS SELECT '${kind}' AS kind, ${orders} AS orders`,
  );
}

/** Which books they are; null for empty ones. */
async function kindOf(url: string): Promise<string | null> {
  const sql = new Client({ connectionString: url });
  await sql.connect();
  try {
    const { rows } = await sql.query<{ made: boolean }>(
      "SELECT to_regclass('big_books') IS NOT NULL AS made",
    );
    if (rows[0]?.made !== true) return null;
    const found = await sql.query<{ kind: string }>("SELECT kind FROM big_books");
    return found.rows[0]?.kind ?? null;
  } finally {
    await sql.end();
  }
}
