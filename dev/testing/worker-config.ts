import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { projectDir, stateDir } from "../machine/paths.ts";

/**
 * Writes wrangler.toml into a folder of the tests and gives its path there. Wrangler takes a `.dev.vars` or an `.env`
 * that stands beside its configuration for variables of the Worker, and a developer's must not reach a test.
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
  // Several runs may begin at the same moment, and none may read half a file.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, config);
  renameSync(draft, path);
  return path;
}
