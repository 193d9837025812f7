import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { inject, it, expect } from "vitest";
import { migrateDatabase } from "../../../dev/commands/migrate.ts";
import { createDatabase } from "../../../dev/machine/postgres.ts";
import { migrationsDir } from "../../../dev/machine/paths.ts";
import { connect } from "../connection/connect.ts";
import { sweep } from "./sweeping.ts";

type Journal = { entries: { idx: number }[] };

/** Brings a database up to a migration, as a deploy of that time did. */
async function migrateTo(url: string, last: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "frontrow-migrations-"));
  try {
    cpSync(migrationsDir, folder, { recursive: true });
    const path = join(folder, "meta/_journal.json");
    const journal = JSON.parse(readFileSync(path, "utf8")) as Journal;
    const entries = journal.entries.filter(({ idx }) => idx <= last);
    writeFileSync(path, JSON.stringify({ ...journal, entries }));
    await migrateDatabase(url, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it("[SW9] the sweep works on books that were migrated step by step with rows of every age in them", async () => {
  const adminUrl = inject("postgresUrl");
  const name = `old_${randomUUID().replaceAll("-", "")}`;
  await createDatabase(adminUrl, name);
  const url = adminUrl.replace(/\/postgres$/, `/${name}`);
  const client = new Client({ connectionString: url });
  try {
    await migrateTo(url, 8);
    await client.connect();
    const [account, payment] = [randomUUID(), randomUUID()];
    await client.query(
      `INSERT INTO account (id, email, password_hash, name, role, locale) VALUES ($1, 'a@b.test', '-', 'A', 'fan', 'ko')`,
      [account],
    );
    await client.query(
      `INSERT INTO payment (id, account_id, purpose, amount_minor, currency, provider, status, created_at, settled_at)
      VALUES ($1, $2, 'top-up', 1, 'KRW', 'test', 'refused', now() - interval '3 years', now() - interval '3 years')`,
      [payment, account],
    );
    // An id of two years ago beside a time of today, as from a clock that was wrong or a copy that was restored.
    const event = `INSERT INTO payment_event (id, payment_id, at, status)
      VALUES (uuidv7(interval '-2 years'), $1, now() - $2 * interval '1 day', 'ready')`;
    for (const days of [730, 731, 0]) await client.query(event, [payment, days]);
    for (const step of [17, 28, 33, Infinity]) await migrateTo(url, step);
    const port: number = inject("bridgePort");
    const db = connect({ DATABASE_URL: url, NEON_LOCAL_PROXY: `127.0.0.1:${port}` });
    expect(await sweep(db, { limit: 100 })).toMatchObject({ events: 2, attempts: 1 });
    expect(await sweep(db, { limit: 100 })).toMatchObject({ events: 0, attempts: 0 });
    const { rows } = await client.query("SELECT FROM payment_event");
    expect(rows).toHaveLength(2);
  } finally {
    await client.end();
    const admin = new Client({ connectionString: adminUrl });
    await admin.connect();
    await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
    await admin.end();
  }
});
