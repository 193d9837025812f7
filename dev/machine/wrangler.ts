import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "./paths.ts";
import { waitFor } from "./ports.ts";
import { PlainError } from "./progress.ts";
import { endGroup, type RunFile } from "./run-file.ts";

export interface WranglerOptions {
  port: number;
  dataDir: string;
  devVarsFile: string;
  isVerbose: boolean;
  runFile: RunFile;
  stopping: AbortSignal;
}

export interface Wrangler {
  url: string;
  /** Resolves when `wrangler dev` ends for any reason. */
  ended: Promise<void>;
  /** The last lines of its output. */
  said(): string;
  stop(): Promise<void>;
}

/** The command line's own file: its `bin` would put one more process between it and us. */
export const wranglerCli = join(projectDir, "node_modules/wrangler/wrangler-dist/cli.js");

/** Runs `wrangler dev` and waits until the Worker and everything behind it are healthy. */
export async function startWrangler(options: WranglerOptions): Promise<Wrangler> {
  const logFile = join(options.dataDir, "wrangler.log");
  const child = spawn(process.execPath, ["--no-warnings", wranglerCli, ...wranglerArgs(options)], {
    cwd: projectDir,
    // A separate process group: Ctrl-C reaches only this process, which ends it before the services it depends on.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: "false",
      // The location of a request is always made up locally, so wrangler need not ask for it outside.
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      WRANGLER_LOG_PATH: join(options.dataDir, "logs"),
      FORCE_COLOR: "0",
    },
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error("wrangler could not be started.");
  options.runFile.addGroup(pid);
  keepOutput(child, logFile, options.isVerbose);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const wrangler = {
    url: `http://localhost:${options.port}`,
    ended,
    said: () => readFileSync(logFile, "utf8").slice(-4_000),
    stop: () => endGroup(pid),
  };
  await waitUntilHealthy(wrangler, child, options.stopping);
  return wrangler;
}

async function waitUntilHealthy(wrangler: Wrangler, child: ChildProcess, stopping: AbortSignal) {
  let last = "no answer";
  const ask = async () => {
    if (child.exitCode !== null || stopping.aborted) return false;
    try {
      const options = { signal: AbortSignal.timeout(2_000) };
      const response = await fetch(`${wrangler.url}/api/v1/health`, options);
      last = `${response.status} ${(await response.text()).slice(0, 500)}`;
      return response.ok ? true : null;
    } catch {
      return null;
    }
  };
  const isHealthy = await waitFor("Health", 60_000, ask).catch(() => false);
  if (isHealthy || stopping.aborted) return;
  await wrangler.stop();
  throw new PlainError(`The Worker did not become well (${last}). It said:\n\n${wrangler.said()}`);
}

function wranglerArgs(options: WranglerOptions): string[] {
  return [
    "dev",
    "--port",
    String(options.port),
    // Any port: several Workers on one machine must not fight over the debugger's.
    "--inspector-port",
    "0",
    "--persist-to",
    join(options.dataDir, "wrangler"),
    "--env-file",
    options.devVarsFile,
    "--show-interactive-dev-session=false",
  ];
}

// Its output goes to a file. Only code errors and the Worker's own errors are shown.
function keepOutput(child: ChildProcess, logFile: string, isVerbose: boolean): void {
  const log = createWriteStream(logFile);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      log.write(text);
      if (isVerbose || /✘|\[ERROR\]|Uncaught|Error:/.test(text)) process.stderr.write(text);
    });
  }
}
