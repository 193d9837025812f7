import { join } from "node:path";
import { type Options, readOptions } from "../machine/options.ts";
import { stateDir } from "../machine/paths.ts";

/** Each run of the browser tests has a folder here, named after its process. */
export const runsDir = join(stateDir, "e2e-runs");

/** The box office of the browser tests: it shares nothing with the one that a developer has open in the same folder. */
export function testSystemOptions(pid: number, port: number): Options {
  const dataDir = join(runsDir, String(pid));
  const options = readOptions(["--data", dataDir, "--port", String(port)]);
  return { ...options, hasUsualPorts: false, isDurable: false };
}
