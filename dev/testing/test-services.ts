import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import type { TestAddresses } from "./test-services-process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server's own database, from which tests make theirs. */
    postgresUrl: string;
    /** Where the Neon bridge listens on 127.0.0.1. */
    bridgePort: number;
    /** A migrated database for the tests inside workerd. */
    workerdDatabaseUrl: string;
    /** The payment gateway's stand-in, with controls for faults. */
    gatewayUrl: string;
    /** The mail inbox's address for the Worker; the mails it has received are at `/api/mails` of its host. */
    mailApiUrl: string;
    /** The push services' stand-in, which also creates simulated browsers. */
    pushUrl: string;
    /** The stand-in for the providers of sign-ins. */
    socialUrl: string;
  }
}

interface Services {
  addresses: TestAddresses;
  stop: () => Promise<void>;
}

// Every project that needs the services calls `setup` in its own module, and they share one start.
const shared = globalThis as typeof globalThis & {
  frontrowServices?: { started: Promise<Services>; users: number } | undefined;
};

/** Starts Postgres and the bridge once for a run of the tests, and passes their addresses to the tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const services = (shared.frontrowServices ??= { started: startServices(), users: 0 });
  services.users += 1;
  const { addresses, stop } = await services.started;
  project.provide("postgresUrl", addresses.postgresUrl);
  project.provide("bridgePort", addresses.bridgePort);
  project.provide("workerdDatabaseUrl", addresses.workerdDatabaseUrl);
  project.provide("gatewayUrl", addresses.gatewayUrl);
  project.provide("mailApiUrl", addresses.mailApiUrl);
  project.provide("pushUrl", addresses.pushUrl);
  project.provide("socialUrl", addresses.socialUrl);
  return async () => {
    services.users -= 1;
    if (services.users > 0) return;
    shared.frontrowServices = undefined;
    await stop();
  };
}

// A separate process: the workerd project would load the services as for a browser. When a run is killed the channel
// closes, and the services end.
function startServices(): Promise<Services> {
  const file = fileURLToPath(new URL("./test-services-process.ts", import.meta.url));
  // The project's own Node, since vitest itself may have been started with an older one.
  const execPath = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));
  const child = fork(file, { stdio: "inherit", execPath, execArgv: [] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = () => {
    if (child.connected) child.disconnect();
    return ended;
  };
  return new Promise((resolve, reject) => {
    child.once("message", (addresses: TestAddresses) => resolve({ addresses, stop }));
    child.once("exit", (code) =>
      reject(new Error(`The services of the tests ended with ${code}.`)),
    );
  });
}
