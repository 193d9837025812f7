import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./browser.ts";
import { openBoxOffice } from "./box-office.ts";
import { readOptions } from "./options.ts";
import { stateDir } from "./paths.ts";
import { aborted } from "./stopping.ts";
import { runUntilStopped } from "./services.ts";

export interface SystemAddresses {
  siteUrl: string;
  browserPath: string;
  siteDatabaseUrl: string;
}

const dataDir = join(stateDir, `e2e-${process.pid}`);

await runUntilStopped(async (stack, stopping) => {
  const browserPath = findBrowser();
  mkdirSync(dataDir, { recursive: true });
  stack.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const office = await openBoxOffice(readOptions(["--data", dataDir]), stack, stopping);
  const gone = new Promise<void>((resolve) => process.once("disconnect", () => resolve()));
  const addresses: SystemAddresses = {
    siteUrl: office.wrangler.url,
    browserPath,
    siteDatabaseUrl: office.services.postgres.url,
  };
  process.send?.(addresses);
  await Promise.race([gone, aborted(stopping)]);
});
