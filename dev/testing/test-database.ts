import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import { createDatabase, templateDatabase } from "../machine/postgres.ts";

export interface TestDatabase {
  /** For `pg`, and for the Neon driver by way of the bridge. */
  url: string;
  /** The bridge as the Worker's NEON_LOCAL_PROXY wants it. */
  proxy: string;
  drop(): Promise<void>;
}

/** A fresh database with every migration. Use one for each test file. */
export async function freshDatabase(): Promise<TestDatabase> {
  const adminUrl = inject("postgresUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await createDatabase(adminUrl, name, templateDatabase);
  const drop = async () => {
    const client = new Client({ connectionString: adminUrl });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await client.end();
  };
  const url = adminUrl.replace(/\/postgres$/, `/${name}`);
  return { url, proxy: `127.0.0.1:${inject("bridgePort")}`, drop };
}
