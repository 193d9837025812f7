import { join, resolve } from "node:path";
import { readCommandLine } from "./command-line.ts";
import { projectDir, stateDir } from "./paths.ts";
import { PlainError } from "./progress.ts";

/** The options of `npm start` and `npm run services`. */
export interface Options {
  /** The requested port; undefined for any free one. */
  port: number | undefined;
  dataDir: string;
  /** Where the Worker's local variables are written. */
  devVarsFile: string;
  isVerbose: boolean;
  isReset: boolean;
  /** Whether the services listen on their usual ports; tests leave those to developers. */
  hasUsualPorts: boolean;
  /** Whether the books outlive a power cut; those of tests need not. */
  isDurable: boolean;
}

/** The Worker's port, unless another is requested or this one is taken. */
export const usualPort = 8787;

const usage = `npm start [-- OPTIONS]           the whole box office on this machine
npm run services [-- OPTIONS]    all of it but the Worker, for \`npx wrangler dev\`
npm run seed [-- --data DIR]     fills empty books of running services, as the first start does

  --port NUMBER   where it answers; else $PORT, else ${usualPort} or the next one that is free
  --data DIR      where its data stays; else .frontrow in the project
  --reset         forgets all local data first
  --verbose       shows what wrangler says
  --help          shows this`;

const flag = { type: "boolean", default: false } as const;
const text = { type: "string" } as const;
const options = { port: text, data: text, verbose: flag, reset: flag };

export function readOptions(args = process.argv.slice(2)): Options {
  const { values } = readCommandLine({ usage, options }, args);
  const dataDir = values.data === undefined ? stateDir : resolve(values.data);
  // The default state writes the file that `wrangler dev` reads automatically.
  const isDefault = dataDir === stateDir;
  return {
    port: readPort(values.port ?? process.env["PORT"]),
    dataDir,
    devVarsFile: isDefault ? join(projectDir, ".dev.vars") : join(dataDir, "dev.vars"),
    isVerbose: values.verbose,
    isReset: values.reset,
    hasUsualPorts: true,
    isDurable: true,
  };
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new PlainError(`${text} is not a port; it must be a number from 1 to 65535.`);
}
