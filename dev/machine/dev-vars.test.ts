import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test as it } from "vitest";
import { readDevVars, writeDevVars } from "./dev-vars.ts";

const dir = mkdtempSync(join(tmpdir(), "frontrow-vars-"));
const file = join(dir, ".dev.vars");

afterAll(() => rmSync(dir, { recursive: true, force: true }));

it("[DV8] local secrets are created once, addresses are updated, and a developer's own lines stay", () => {
  writeDevVars(file, { NEON_LOCAL_PROXY: "127.0.0.1:4444" });
  const first = readDevVars(file);
  expect(Buffer.from(first["TOKEN_SECRET"] ?? "", "base64url")).toHaveLength(32);
  expect(statSync(file).mode & 0o077).toBe(0);
  writeFileSync(file, `${readFileSync(file, "utf8")}# mine\nMY_OWN = 'x=y'\n`);
  writeDevVars(file, { NEON_LOCAL_PROXY: "127.0.0.1:5555" });
  expect(readDevVars(file)).toEqual({
    ...first,
    NEON_LOCAL_PROXY: "127.0.0.1:5555",
    MY_OWN: "x=y",
  });
});
