import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startBridge } from "./bridge.ts";
import { migrateDatabase } from "./migrate.ts";
import { projectDir, stateDir } from "./paths.ts";
import { createDatabase, endOrphan, startPostgres } from "./postgres.ts";
import { processOf } from "./processes.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server's own database, from which tests make theirs. */
    postgresUrl: string;
    /** Where the Neon bridge listens on 127.0.0.1. */
    bridgePort: number;
    /** A migrated database for the tests inside workerd. */
    workerdDatabaseUrl: string;
  }
}

export const templateDatabase = "template_frontrow";

interface Services {
  postgresUrl: string;
  bridgePort: number;
  workerdDatabaseUrl: string;
  stop(): Promise<void>;
}

// Every project that needs the services calls `setup` in a module of its own: they share one start.
const shared = globalThis as typeof globalThis & {
  frontrowServices?: { started: Promise<Services>; users: number } | undefined;
};

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const services = (shared.frontrowServices ??= { started: startServices(), users: 0 });
  services.users += 1;
  const { postgresUrl, bridgePort, workerdDatabaseUrl, stop } = await services.started;
  project.provide("postgresUrl", postgresUrl);
  project.provide("bridgePort", bridgePort);
  project.provide("workerdDatabaseUrl", workerdDatabaseUrl);
  return async () => {
    services.users -= 1;
    if (services.users > 0) return;
    shared.frontrowServices = undefined;
    await stop();
  };
}

async function startServices(): Promise<Services> {
  const runsDir = join(stateDir, "test-runs");
  // The assets binding of the Worker wants its folder, built or not.
  mkdirSync(join(projectDir, "dist/ui"), { recursive: true });
  mkdirSync(runsDir, { recursive: true });
  await cleanUp(runsDir);
  const runDir = join(runsDir, String(process.pid));
  const postgres = await startPostgres({ dataDir: join(runDir, "postgres"), durable: false });
  const named = (name: string) => postgres.url.replace(/\/postgres$/, `/${name}`);
  await createDatabase(postgres.url, templateDatabase);
  await migrateDatabase(named(templateDatabase));
  await createDatabase(postgres.url, "workerd", templateDatabase);
  const bridge = await startBridge({ postgresUrl: postgres.url });
  const stop = async () => {
    await bridge.stop();
    await postgres.stop("immediate");
    rmSync(runDir, { recursive: true, force: true });
  };
  return {
    postgresUrl: postgres.url,
    bridgePort: bridge.port,
    workerdDatabaseUrl: named("workerd"),
    stop,
  };
}

// A run that was killed leaves its server and its folder, which is named by its process.
async function cleanUp(runsDir: string): Promise<void> {
  for (const name of readdirSync(runsDir)) {
    if (processOf(Number(name)) !== null) continue;
    await endOrphan(join(runsDir, name, "postgres"));
    rmSync(join(runsDir, name), { recursive: true, force: true });
  }
}
