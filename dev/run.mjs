// The first step of every npm script. It runs on any Node from 20 with nothing installed: it brings the
// dependencies, the project's own Node among them, and hands over to it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync, unlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const projectDir = fileURLToPath(new URL("..", import.meta.url));
const commands = [
  "start",
  "services",
  "test",
  "check",
  "bench",
  "bench:ui",
  "simulate",
  "build",
  "seed",
  "migrate",
  "owner",
  "rotate",
  "audit",
  "schema",
  "deploy",
  "draw",
  "plan",
  "screens",
];
const [command, ...args] = process.argv.slice(2);

main();

function main() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) return fail(`Frontrow needs Node 20 or newer; this is ${process.version}.`);
  if (!commands.includes(command)) return fail(`Say one of: ${commands.join(", ")}.`);
  if (!isInstalled()) install();
  const benches = { bench: "bench/bench.ts", "bench:ui": "bench/ui.ts" };
  const file = benches[command] ?? `dev/commands/${command}.ts`;
  if (!existsSync(join(projectDir, file))) return fail(`There is no ${file}.`);
  handOver(file);
}

/** True if node_modules has every package at the lock file's version. */
function isInstalled() {
  try {
    const wanted = packagesOf("package-lock.json");
    const found = packagesOf("node_modules/.package-lock.json");
    if (!existsSync(join(projectDir, "node_modules/.bin/node"))) return false;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === "" || entry.link) return true;
      return found[path] ? found[path].version === entry.version : entry.optional === true;
    });
  } catch {
    return false;
  }
}

function packagesOf(file) {
  return JSON.parse(readFileSync(join(projectDir, file), "utf8")).packages;
}

function install() {
  console.log(
    "Installing what Frontrow needs (npm ci); the first time this takes a minute or two.",
  );
  const modules = join(projectDir, "node_modules");
  // npm would empty the folder that a link leads to, and another checkout lives from that.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) unlinkSync(modules);
  // The engines of some packages want the Node that is about to be installed: no need to warn.
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  if (npm(["ci", ...quiet])) return;
  console.log(
    "npm ci did not succeed; trying npm install, which takes an incomplete lock file as well.",
  );
  if (!npm(["install", "--no-save", ...quiet]))
    fail("Nor did npm install; see above. Is the network there?");
}

function npm(args) {
  const path = process.env.npm_execpath;
  const [program, first] = path ? [process.execPath, [path]] : ["npm", []];
  const done = spawnSync(program, [...first, ...args], { cwd: projectDir, stdio: "inherit" });
  return done.status === 0;
}

function handOver(file) {
  const bin = join(projectDir, "node_modules/.bin");
  const child = spawn(join(bin, "node"), [file, ...args], {
    cwd: projectDir,
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  // npm's shell does not always pass signals on, so the child ends when the shell is gone.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
  child.on("error", (error) => fail(`The project's Node could not be started: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
