import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import type { SystemAddresses } from "./test-system-process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the whole system answers, on a fresh database with the seeded catalog. */
    siteUrl: string;
    /** The browser to drive. */
    browserPath: string;
    /** The system's Postgres, for looking behind the screen. */
    siteDatabaseUrl: string;
    /** The bridge in front of it. */
    siteBridgePort: number;
    /** The secret that signs sessions. */
    siteTokenSecret: string;
  }
}

/** Opens a separate box office for the browser tests, just as `npm start` does, and finds a browser. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const file = fileURLToPath(new URL("./test-system-process.ts", import.meta.url));
  const execPath = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));
  const child = fork(file, { stdio: "inherit", execPath, execArgv: [] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const addresses = await new Promise<SystemAddresses>((resolve, reject) => {
    child.once("message", (message: SystemAddresses) => resolve(message));
    child.once("exit", () => reject(new Error("The system did not start; see above.")));
  });
  project.provide("siteUrl", addresses.siteUrl);
  project.provide("browserPath", addresses.browserPath);
  project.provide("siteDatabaseUrl", addresses.siteDatabaseUrl);
  project.provide("siteBridgePort", addresses.siteBridgePort);
  project.provide("siteTokenSecret", addresses.siteTokenSecret);
  return () => {
    if (child.connected) child.disconnect();
    return ended;
  };
}
