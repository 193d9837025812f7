import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { copyFont } from "../build/fonts.ts";
import { startBridge } from "../stand-ins/bridge/bridge.ts";
import { startGateway } from "../stand-ins/gateway/gateway.ts";
import { startInbox } from "../stand-ins/inbox/inbox.ts";
import { startSocial } from "../stand-ins/social/social.ts";
import { startPushService } from "../stand-ins/push-service/push-service.ts";
import { migrateDatabase } from "../commands/migrate.ts";
import { projectDir, stateDir } from "../machine/paths.ts";
import { createDatabase, endOrphan, startPostgres, templateDatabase } from "../machine/postgres.ts";
import { processOf } from "../machine/processes.ts";
import { workerUrl } from "../machine/worker-role.ts";

export interface TestAddresses {
  postgresUrl: string;
  bridgePort: number;
  workerdDatabaseUrl: string;
  gatewayUrl: string;
  mailApiUrl: string;
  pushUrl: string;
  socialUrl: string;
}

const runsDir = join(stateDir, "test-runs");
const runDir = join(runsDir, String(process.pid));

// Ctrl-C reaches every process at once. The services end only when the tests' process has ended.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
const gone = new Promise<void>((resolve) => process.once("disconnect", () => resolve()));

// The assets binding of the Worker wants its folder, built or not.
mkdirSync(join(projectDir, "dist/ui"), { recursive: true });
copyFont();
mkdirSync(runsDir, { recursive: true });
await cleanUp();
const postgres = await startPostgres({ dataDir: join(runDir, "postgres"), durable: false });
const workerdDatabaseUrl = await makeDatabases();
const bridge = await startBridge({ postgresUrl: postgres.url });
const gateway = await startGateway({ port: 0 });
const inbox = await startInbox({ port: 0 });
const push = await startPushService({ port: 0 });
const social = await startSocial();
const addresses: TestAddresses = {
  postgresUrl: postgres.url,
  bridgePort: bridge.port,
  workerdDatabaseUrl,
  gatewayUrl: gateway.url,
  mailApiUrl: inbox.apiUrl,
  pushUrl: push.url,
  socialUrl: social.url,
};
if (process.connected) {
  process.send?.(addresses);
  await gone;
}
await postgres.stop("immediate");
rmSync(runDir, { recursive: true, force: true });
process.exit(0);

async function makeDatabases(): Promise<string> {
  const named = (name: string) => postgres.url.replace(/\/postgres$/, `/${name}`);
  await createDatabase(postgres.url, templateDatabase);
  await migrateDatabase(named(templateDatabase));
  await createDatabase(postgres.url, "workerd", templateDatabase);
  return workerUrl(named("workerd"));
}

// A killed run leaves its server and its folder, which is named after its process.
async function cleanUp(): Promise<void> {
  for (const name of readdirSync(runsDir)) {
    if (processOf(Number(name)) !== null) continue;
    await endOrphan(join(runsDir, name, "postgres"));
    rmSync(join(runsDir, name), { recursive: true, force: true });
  }
}
