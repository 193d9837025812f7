import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "../machine/browser.ts";
import { readDevVars } from "../machine/dev-vars.ts";
import { openBoxOffice } from "../machine/box-office.ts";
import { nextFreePort } from "../machine/ports.ts";
import { removeData } from "../machine/postgres.ts";
import { processOf } from "../machine/processes.ts";
import { RunFile } from "../machine/run-file.ts";
import { aborted } from "../machine/stopping.ts";
import { runUntilStopped } from "../commands/services.ts";
import { runsDir, testSystemOptions } from "./test-system-options.ts";

export interface SystemAddresses {
  siteUrl: string;
  browserPath: string;
  siteDatabaseUrl: string;
  siteBridgePort: number;
  siteTokenSecret: string;
}

// Far from the usual port and different for each process, since two that start at once would find the same port free.
const port = await nextFreePort(10_000 + (process.pid % 20_000));
const options = testSystemOptions(process.pid, port);
const { dataDir } = options;

await runUntilStopped(async (stack, stopping) => {
  const browserPath = findBrowser();
  mkdirSync(dataDir, { recursive: true });
  await cleanUp();
  stack.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const office = await openBoxOffice(options, stack, stopping);
  const gone = new Promise<void>((resolve) => process.once("disconnect", () => resolve()));
  const addresses: SystemAddresses = {
    siteUrl: office.wrangler.url,
    browserPath,
    siteDatabaseUrl: office.services.postgres.url,
    siteBridgePort: office.services.bridge.port,
    siteTokenSecret: readDevVars(options.devVarsFile)["TOKEN_SECRET"] ?? "",
  };
  process.send?.(addresses);
  await Promise.race([gone, aborted(stopping)]);
});

// A killed run leaves its processes and its folder, which is named after its process.
async function cleanUp(): Promise<void> {
  for (const name of readdirSync(runsDir)) {
    if (processOf(Number(name)) !== null) continue;
    const left = join(runsDir, name);
    (await RunFile.claim(left)).release();
    await removeData(join(left, "postgres"));
    rmSync(left, { recursive: true, force: true });
  }
}
