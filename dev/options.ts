import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { projectDir, stateDir } from "./paths.ts";
import { PlainError } from "./progress.ts";

/** What `npm start` and `npm run services` can be told. */
export interface Options {
  /** The port that was asked for; undefined leaves the choice to us. */
  port: number | undefined;
  dataDir: string;
  /** Where the Worker's local variables are written. */
  devVarsFile: string;
  isVerbose: boolean;
  isReset: boolean;
}

/** Where the Worker answers unless it is told otherwise, or somebody else does. */
export const usualPort = 8787;

export function readOptions(args = process.argv.slice(2)): Options {
  const { values } = parse(args);
  const dataDir = values.data === undefined ? stateDir : resolve(values.data);
  // The default state writes the file that `wrangler dev` reads by itself.
  const isDefault = dataDir === stateDir;
  return {
    port: readPort(values.port ?? process.env["PORT"]),
    dataDir,
    devVarsFile: isDefault ? join(projectDir, ".dev.vars") : join(dataDir, "dev.vars"),
    isVerbose: values.verbose,
    isReset: values.reset,
  };
}

function parse(args: string[]) {
  const flag = { type: "boolean", default: false } as const;
  const text = { type: "string" } as const;
  try {
    return parseArgs({ args, options: { port: text, data: text, verbose: flag, reset: flag } });
  } catch (error) {
    const known = "--port NUMBER, --data DIR, --reset (forgets all local data) and --verbose";
    throw new PlainError(`${(error as Error).message}\nThere are: ${known}.`);
  }
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new PlainError(`${text} is not a port; it must be a number from 1 to 65535.`);
}
