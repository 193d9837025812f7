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
const scripts = ["", "-orders", "-ledger"].map((part) =>
  readFileSync(join(projectDir, `bench/books/big-books${part}.sql`), "utf8"),
);
/** As much of the machine's memory as a server that keeps such books would have. */
const memory = "2GB";
const writersMax = 2;

/**
 * Opens books with so many orders. They stay on the disk for the next time, as making them takes minutes, and get the
 * migrations that are new by then. Another size or another script makes them anew.
 */
export async function openBigBooks(stack: AsyncDisposableStack, orders: number): Promise<BigBooks> {
  const runFile = await RunFile.claim(booksDir);
  stack.defer(() => runFile.release());
  const kind = createHash("sha256")
    .update([orders, ...scripts].join())
    .digest("hex")
    .slice(0, 12);
  const dataDir = join(booksDir, "postgres");
  const start = () => startPostgres({ dataDir, database: "books", memory });
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
    await step(`Writing ${orders.toLocaleString("en")} orders`, () =>
      fillBooks(postgres.url, orders, kind),
    );
  return { url: postgres.url, sql };
}

/** Fills empty, migrated books with so many orders: first their numbers, then the tables, then the indexes. */
export async function fillBooks(url: string, orders: number, kind = ""): Promise<void> {
  const [numbers = "", ...tables] = scripts;
  await inOrder([numbers], url, orders);
  await atOnce(tables, url, orders);
  const made = await inOrder(
    [
      `SELECT made FROM (SELECT of, string_agg(made, ';' ORDER BY made) AS made FROM books.made_later GROUP BY of) m
      ORDER BY pg_relation_size(of::regclass) DESC`,
    ],
    url,
    orders,
  );
  await atOnce(
    made.map(({ made }) => made ?? ""),
    url,
    orders,
  );
  // A crash empties tables that are not logged: this one too, so that the next run makes the books anew.
  const end = [
    "DROP SCHEMA books CASCADE",
    // Later migrations may add tables that refer to accounts, which only a logged table allows.
    "ALTER TABLE account SET LOGGED",
    "VACUUM ANALYZE",
    `CREATE UNLOGGED TABLE big_books AS SELECT '${kind}' AS kind, ${orders} AS orders`,
  ];
  await inOrder(end, url, orders);
}

/** Runs all of them, at most two at the same time. */
async function atOnce(statements: string[], url: string, orders: number): Promise<void> {
  const left = [...statements];
  const write = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift())
      await inOrder([next], url, orders);
  };
  await Promise.all(Array.from({ length: writersMax }, write));
}

/** Runs them one after the other in a session that writes fast and checks nothing, and gives the rows of the last one. */
async function inOrder(
  statements: string[],
  url: string,
  orders: number,
): Promise<Record<string, string>[]> {
  const sql = new Client({ connectionString: url });
  await sql.connect();
  try {
    await sql.query(`SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB';
      SET synchronous_commit = off; SET books.orders = ${orders}`);
    let rows: Record<string, string>[] = [];
    for (const statement of statements) ({ rows } = await sql.query(statement));
    return rows;
  } finally {
    await sql.end();
  }
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
