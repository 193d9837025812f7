import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { basename, dirname, join, resolve } from "node:path";
import { bundleWorker, readWorkerConfig, type WorkerConfig } from "../build/bundle.ts";
import { projectDir } from "./paths.ts";
import { freePort, waitFor } from "./ports.ts";
import { endWithUs } from "./processes.ts";
import { workerdConfig } from "./workerd-config.ts";

export interface WorkerdOptions {
  /** Where the objects keep their rows; on tmpfs they cost no fsync. */
  dir: string;
  port?: number;
  /** Variables and secrets, on top of those of wrangler.toml. */
  vars: Record<string, string>;
  /** A bundled Worker; by default the product's own Worker is bundled. */
  script?: string;
  /** The settings of wrangler.toml, unless a test serves a Worker of another shape. */
  config?: WorkerConfig;
  /** More for workerd's command line. */
  flags?: string[];
}

export interface Workerd {
  url: string;
  port: number;
  pid: number;
  stop(): Promise<void>;
  /** Ends it as kill -9 does: no process is warned, nothing is flushed. */
  kill(): Promise<void>;
  /** Starts again on the same rows and port, after it has ended or by ending it. */
  restart(): Promise<Workerd>;
}

/** Serves the built Worker on raw workerd: no `wrangler dev` in the path, and a real disk beneath. */
export async function startWorkerd(options: WorkerdOptions): Promise<Workerd> {
  const script = options.script ?? (await bundleWorker());
  const config = options.config ?? (await readWorkerConfig());
  const port = await freePort(options.port);
  const dir = resolve(options.dir);
  mkdirSync(join(dir, "objects"), { recursive: true });
  const configFile = join(dir, "config.capnp");
  const modules = copyModules(script, dir);
  const vars = { ...config.vars, ...options.vars };
  const served = { modules, config: { ...config, vars }, port, objectsDir: join(dir, "objects") };
  writeFileSync(configFile, workerdConfig(served));
  const logFile = join(dir, "workerd.log");
  const log = openSync(logFile, "a");
  const program = join(projectDir, "node_modules/workerd/bin/workerd");
  const child = spawn(program, ["serve", configFile, ...(options.flags ?? [])], {
    stdio: ["ignore", log, log],
  });
  endWithUs(child);
  const isUp = async () => (child.exitCode === null ? (await answers(port)) || null : false);
  if (child.pid === undefined || !(await waitFor("workerd", 20_000, isUp))) {
    throw new Error(`workerd did not start:\n${readFileSync(logFile, "utf8").slice(-3_000)}`);
  }
  const end = (signal: NodeJS.Signals) => endChild(child, signal);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    restart: async () => {
      await end("SIGTERM");
      return startWorkerd({ ...options, script, config, port });
    },
  };
}

// The entry first, then the modules bundled with it.
function copyModules(script: string, to: string): string[] {
  const wasm = readdirSync(dirname(script)).filter((name) => name.endsWith(".wasm"));
  const names = [basename(script), ...wasm];
  for (const name of names) cpSync(join(dirname(script), name), join(to, name));
  return names;
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => done(true)).once("error", () => done(false));
    socket.once("connect", () => socket.destroy());
  });
}

async function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill(signal);
  await ended;
}
