import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { expect, inject, test as it } from "vitest";
import { migrateDatabase } from "./migrate.ts";
import { createDatabase } from "../machine/postgres.ts";

it("[DV6] migrations run once, even when two runs begin at the same moment", async () => {
  const adminUrl = inject("postgresUrl");
  const name = `migrate_${randomUUID().replaceAll("-", "")}`;
  await createDatabase(adminUrl, name);
  const url = adminUrl.replace(/\/postgres$/, `/${name}`);
  await Promise.all([migrateDatabase(url), migrateDatabase(url)]);
  const applied = await countApplied(url);
  expect(applied).toBeGreaterThan(0);
  await migrateDatabase(url);
  expect(await countApplied(url)).toBe(applied);
});

async function countApplied(connectionString: string): Promise<number> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ total: number; different: number }>(
    "SELECT count(*)::int AS total, count(DISTINCT hash)::int AS different FROM drizzle.__drizzle_migrations",
  );
  await client.end();
  expect(rows[0]?.total).toBe(rows[0]?.different);
  return rows[0]?.total ?? 0;
}
