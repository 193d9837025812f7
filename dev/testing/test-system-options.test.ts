import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { unstable_getVarsForDev as varsForDev } from "wrangler";
import { readOptions } from "../machine/options.ts";
import { RunFile } from "../machine/run-file.ts";
import { writeDevVars } from "../machine/dev-vars.ts";
import { testSystemOptions } from "./test-system-options.ts";

const root = mkdtempSync(join(tmpdir(), "frontrow-both-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("[DV22] the browser tests share no port, data or variable with a box office that is running in the same folder", async () => {
  const [start, tests] = [readOptions([]), testSystemOptions(4_711, 10_001)];
  // A start takes the ports that its documents name; a test takes any that are free.
  expect([start.hasUsualPorts, tests.hasUsualPorts]).toEqual([true, false]);
  expect(tests.dataDir).not.toBe(start.dataDir);
  expect(tests.devVarsFile).not.toBe(start.devVarsFile);
  expect(testSystemOptions(4_712, 10_001).dataDir).not.toBe(tests.dataDir);

  // The same two folders, at another place.
  const moved = (path: string) => path.replace(start.dataDir, root);
  const open = await RunFile.claim(moved(start.dataDir));
  const run = await RunFile.claim(moved(tests.dataDir));
  writeFileSync(join(root, "wrangler.toml"), 'compatibility_date = "2026-11-01"\n');
  writeDevVars(join(root, ".dev.vars"), { DATABASE_URL: "of the open box office", MORE: "more" });
  mkdirSync(moved(tests.dataDir), { recursive: true });
  writeDevVars(moved(tests.devVarsFile), { DATABASE_URL: "of the tests" });
  // As `wrangler dev --env-file` reads them.
  const vars = varsForDev(join(root, "wrangler.toml"), [moved(tests.devVarsFile)], {}, undefined);
  expect(vars).toMatchObject({ DATABASE_URL: { value: "of the tests" } });
  expect(vars).not.toHaveProperty("MORE");
  for (const each of [open, run]) each.release();
});
