import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { projectDir, stateDir } from "../machine/paths.ts";

/**
 * Writes wrangler.toml into a folder of the tests and returns its path. Wrangler reads a `.dev.vars` or `.env` next
 * to its configuration as variables of the Worker, and a developer's own must not reach a test.
 */
export function testWorkerConfig(
  root = projectDir,
  folder = join(stateDir, "test-worker"),
): string {
  const text = readFileSync(join(root, "wrangler.toml"), "utf8");
  const config = text.replaceAll(
    /^(main|directory) = "([^"]+)"$/gm,
    (_, name: string, path: string) => `${name} = ${JSON.stringify(resolve(root, path))}`,
  );
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "wrangler.toml");
  // Several runs may begin at the same moment, and none may read a partly written file.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, config);
  renameSync(draft, path);
  return path;
}
