import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyFont } from "./fonts.ts";
import { projectDir } from "../machine/paths.ts";
import { PlainError } from "../machine/progress.ts";
import { drawSocialPictures } from "../screens/social-pictures.ts";

const sources = [
  "src/ui",
  "src/contract",
  "dev/screens/social-pictures.ts",
  "vite.config.ts",
  "package-lock.json",
];
const outDir = join(projectDir, "dist/ui");
const hashFile = join(projectDir, "dist/screen.hash");

/** True if the built screen matches the sources. */
export function isScreenBuilt(): boolean {
  if (!existsSync(join(outDir, "index.html")) || !existsSync(hashFile)) return false;
  return readFileSync(hashFile, "utf8") === hashSources();
}

/** Builds the screen with Vite into `dist/ui`, with everything else that is served from there. */
export async function buildScreen(): Promise<void> {
  const hash = hashSources();
  const vite = join(projectDir, "node_modules/.bin/vite");
  const done = spawnSync(vite, ["build", "--logLevel", "warn"], {
    cwd: projectDir,
    encoding: "utf8",
  });
  if (done.status !== 0) {
    throw new PlainError(`The screen could not be built:\n${done.stdout}${done.stderr}`);
  }
  copyFont(outDir);
  await drawSocialPictures(outDir);
  writeFileSync(hashFile, hash);
}

function hashSources(): string {
  const hash = createHash("sha256");
  for (const path of sources.flatMap(filesIn).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(projectDir, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesIn(path: string): string[] {
  const full = join(projectDir, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(projectDir.length + 1));
}
