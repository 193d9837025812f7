import { existsSync } from "node:fs";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";
import { readCommandLine } from "../machine/command-line.ts";
import { readDevVars } from "../machine/dev-vars.ts";
import { migrationsDir, projectDir } from "../machine/paths.ts";
import { grantWorker, isLocalDatabase, openWorkerRole, ownerUrl } from "../machine/worker-role.ts";

// Any number will do, as long as every migration of this project asks for the same.
const lockKey = 7_246_001;

/** Brings a database up to the newest migration, and the Worker's role to its grants; two at the same moment wait for one another. */
export async function migrateDatabase(url: string, folder = migrationsDir): Promise<void> {
  if (!existsSync(`${folder}/meta/_journal.json`)) return;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    await migrate(drizzle(client), { migrationsFolder: folder });
    await grantWorker(client);
    if (isLocalDatabase(url)) await openWorkerRole(client);
  } finally {
    // The lock belongs to the connection and goes with it.
    await client.end();
  }
}

const usage = `npm run migrate    brings a database up to the newest migration

$MIGRATION_DATABASE_URL names it, by its direct (unpooled) address and as the role that owns the tables; else it is that of
\`npm run services\`.`;

if (import.meta.main) {
  readCommandLine({ usage, options: {} });
  const known = readDevVars(`${projectDir}/.dev.vars`)["DATABASE_URL"];
  const url = process.env["MIGRATION_DATABASE_URL"] ?? (known && ownerUrl(known));
  if (url === undefined) {
    console.error(
      "Set MIGRATION_DATABASE_URL to the direct (unpooled) address of the database to migrate,",
    );
    console.error("or run `npm run services` for the one on this machine.");
    process.exit(1);
  }
  await migrateDatabase(url);
  console.log("The database has every migration.");
}
