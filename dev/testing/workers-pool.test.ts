import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { projectDir } from "../machine/paths.ts";

const root = mkdtempSync(join(tmpdir(), "frontrow-pool-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const hostile = `VERSION="hostile"
DATABASE_URL="postgresql://hostile"
MAIL_FROM="hostile@frontrow.test"
`;
const files = {
  "wrangler.toml": `name = "frontrow"
main = "src/worker/index.ts"
compatibility_date = "2026-11-01"
compatibility_flags = ["nodejs_compat"]

[vars]
VERSION = "dev"
`,
  ".dev.vars": hostile,
  ".dev.vars.test": hostile,
  ".env": hostile,
  ".env.local": hostile,
  "src/worker/index.ts": "export default { fetch: () => new Response() };",
  "src/a.test.ts": `import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
it("sees no variable but its own", () => {
  const { VERSION, DATABASE_URL, MAIL_FROM } = env;
  expect({ VERSION, DATABASE_URL, MAIL_FROM }).toEqual({ VERSION: "dev" });
});
`,
  // As vitest.config.ts has it for the tests inside workerd.
  "vitest.config.mts": `import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { testWorkerConfig } from "${projectDir}/dev/testing/worker-config.ts";
const configPath = testWorkerConfig("${root}", "${root}/tests");
export default defineConfig({
  plugins: [cloudflareTest({ wrangler: { configPath } })],
});
`,
};

it("[DV19] a test inside workerd runs as ever beside a hostile .dev.vars", async () => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  symlinkSync(join(projectDir, "node_modules"), join(root, "node_modules"));
  const vitest = join(projectDir, "node_modules/vitest/vitest.mjs");
  const report = join(root, "report.json");
  const args = [vitest, "run", "--reporter=json", `--outputFile=${report}`];
  // A run with a failed test is refused here, and its report says what the test saw.
  await promisify(execFile)(process.execPath, args, { cwd: root }).catch(() => {});
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, "utf8")) as {
    numPassedTests: number;
    testResults: object[];
  };
  expect({ numPassedTests, testResults }).toMatchObject({ numPassedTests: 1 });
}, 60_000);
