import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import { testWorkerConfig } from "./worker-config.ts";

let root = "";

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "frontrow-hermetic-"));
  writeFileSync(
    join(root, "wrangler.toml"),
    `name = "frontrow"
main = "src/worker/index.ts"
compatibility_date = "2026-11-01"

[assets]
directory = "dist/ui"
binding = "ASSETS"

[vars]
VERSION = "dev"
`,
  );
  // The worst case of what `npm start` leaves behind: each line would redirect a test.
  const hostile = `VERSION="hostile"
DATABASE_URL="postgresql://hostile"
MAIL_FROM="hostile@frontrow.test"
`;
  for (const name of [".dev.vars", ".dev.vars.test", ".env", ".env.local"])
    writeFileSync(join(root, name), hostile);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const bindingsOf = (configPath: string) => workerOptionsOf(configPath).workerOptions.bindings;

it("[DV19] no variable of a developer's .dev.vars or .env reaches the Worker under test", () => {
  expect(bindingsOf(join(root, "wrangler.toml"))).toMatchObject({
    MAIL_FROM: "hostile@frontrow.test",
  });
  const config = testWorkerConfig(root, join(root, "tests"));
  expect(bindingsOf(config)).toEqual({ VERSION: "dev" });
  expect(workerOptionsOf(config)).toMatchObject({
    main: join(root, "src/worker/index.ts"),
    workerOptions: { assets: { directory: join(root, "dist/ui") } },
  });
});
