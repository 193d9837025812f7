import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCommandLine } from "../machine/command-line.ts";
import { projectDir, stateDir } from "../machine/paths.ts";
import { startPostgres } from "../machine/postgres.ts";
import { showError } from "../machine/progress.ts";
import { renderSchema } from "../schema/rendering.ts";
import { migrateDatabase } from "./migrate.ts";

const usage = `npm run schema    writes docs/schema from what the migrations make of an empty database`;

export const schemaDir = join(projectDir, "docs/schema");

async function main(): Promise<void> {
  const runDir = join(stateDir, `schema-${process.pid}`);
  const postgres = await startPostgres({ dataDir: join(runDir, "postgres"), durable: false });
  try {
    await migrateDatabase(postgres.url);
    const files = await renderSchema(postgres.url);
    rmSync(schemaDir, { recursive: true, force: true });
    mkdirSync(schemaDir);
    for (const [name, text] of files) writeFileSync(join(schemaDir, name), text);
    console.log(`Wrote ${files.size} files into docs/schema.`);
  } finally {
    await postgres.stop("immediate");
    rmSync(runDir, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  readCommandLine({ usage, options: {} });
  await main().catch((error: unknown) => (process.exitCode = showError(error)));
}
