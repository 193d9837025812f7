import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../dev/testing/test-database.ts";
import { connect } from "../../src/db/connection/connect.ts";
import { bookFindings } from "../../src/db/admin/book-findings.ts";
import { fillBooks } from "./big-books.ts";

let database: TestDatabase;
let sql: Client;
beforeAll(async () => {
  database = await freshDatabase();
  sql = new Client({ connectionString: database.url });
  await sql.connect();
  await fillBooks(database.url, 2_000);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

it("[BN7] the big books have so many orders, and nothing in them contradicts", async () => {
  const { rows } = await sql.query<{ orders: number; perOrder: number }>(
    `SELECT count(*)::int AS orders, (SELECT count(*) FROM order_seat)::float / count(*) AS "perOrder"
    FROM customer_order`,
  );
  expect(rows[0]?.orders).toBe(2_000);
  expect(rows[0]?.perOrder).toBeCloseTo(2.5, 1);
  const db = connect({ DATABASE_URL: database.url, NEON_LOCAL_PROXY: database.proxy });
  expect(await bookFindings(db, { since: 0, now: Date.now() })).toEqual([]);
});
