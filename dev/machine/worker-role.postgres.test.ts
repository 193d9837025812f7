import { afterAll, beforeAll, expect, it } from "vitest";
import { Client } from "pg";
import {
  type Books,
  newFan,
  newSchedule,
  openBooks,
  purchaseOf,
} from "../../test/support/books.ts";
import { connect } from "../../src/db/connection/connect.ts";
import { purchase } from "../../src/db/money/purchase.ts";
import { sweep } from "../../src/db/service/sweeping.ts";
import { migrateDatabase } from "../commands/migrate.ts";
import { workerRole, workerUrl } from "./worker-role.ts";

let books: Books;
let worker: Client;
beforeAll(async () => {
  books = await openBooks();
  worker = new Client({ connectionString: workerUrl(books.url) });
  await worker.connect();
});
afterAll(async () => {
  await worker.end();
  await books.close();
});

const codeOf = (error: unknown) => (error as { code?: string }).code;

it("[WB50] the Worker's role buys and sweeps, and owns nothing", async () => {
  const fan = await newFan(books, 11_000);
  const { scheduleId } = await newSchedule(books);
  const db = connect({ ...books.settings, DATABASE_URL: workerUrl(books.url) });
  expect((await purchase(db, purchaseOf(fan, scheduleId, 0))).ok).toBe(true);
  await sweep(db, { limit: 10 });
  const owned = await books.sql(
    `SELECT relname FROM pg_class WHERE relowner = '${workerRole}'::regrole
     UNION ALL SELECT proname FROM pg_proc WHERE proowner = '${workerRole}'::regrole`,
  );
  expect(owned).toEqual([]);
  const [role] = await books.sql(
    `SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication FROM pg_roles WHERE rolname = '${workerRole}'`,
  );
  expect(Object.values(role ?? {})).toEqual([false, false, false, false, false]);
});

it("[WB51] the Worker's role can neither change a table, a trigger or a function, nor the ledger or the audit log", async () => {
  const refused = [
    "ALTER TABLE transfer DISABLE TRIGGER ALL",
    "ALTER TABLE account ADD COLUMN x int",
    "DROP TRIGGER transfer_stays ON transfer",
    "DROP TABLE wish",
    "TRUNCATE audit_log",
    "CREATE TABLE mine (id int)",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql RETURN 1",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "SET session_replication_role = replica",
    "SET ROLE frontrow",
    "UPDATE transfer SET amount_minor = 0",
    "DELETE FROM transfer",
    "UPDATE audit_log SET action = 'x'",
    "DELETE FROM audit_log",
    "UPDATE seat_plan SET hash = hash",
    "UPDATE payment_event SET status = 'paid'",
  ];
  for (const statement of refused) {
    const code = await worker.query(statement).then(() => "done", codeOf);
    expect([statement, code]).toEqual([statement, "42501"]);
  }
});

it("[WB52] a migration gives the grants again, and every table has them", async () => {
  await books.sql(`REVOKE ALL ON account FROM ${workerRole}`);
  await migrateDatabase(books.url);
  const bare = await books.sql(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'p')
       AND NOT (has_table_privilege('${workerRole}', oid, 'SELECT') AND has_table_privilege('${workerRole}', oid, 'INSERT'))`,
  );
  expect(bare).toEqual([]);
  const fixed = await books.sql<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND NOT has_table_privilege('${workerRole}', oid, 'UPDATE') ORDER BY relname`,
  );
  expect(fixed.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["audit_log", "payment_event", "seat_plan", "transfer"]),
  );
});
