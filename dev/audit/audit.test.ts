import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { filesInTree } from "./tree.ts";
import { type Locked, lockfileFaults } from "./lockfile.ts";
import { secretsIn } from "./secrets.ts";

const read = <T>(file: string) => JSON.parse(readFileSync(file, "utf8")) as T;

it("[DV70] every package comes from npm with a checksum, on terms of the list, and runs no script unasked", () => {
  const { packages } = read<{ packages: Record<string, Locked> }>("package-lock.json");
  const { allowScripts } = read<{ allowScripts: Record<string, boolean> }>("package.json");
  expect(lockfileFaults(packages, Object.keys(allowScripts))).toEqual([]);
  const sound: Locked = { version: "1.0.0", integrity: "sha512-abc=", license: "MIT" };
  const faultsOf = (change: Locked) =>
    lockfileFaults({ "": {}, "node_modules/a": { ...sound, ...change } }, ["node"]);
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({ license: "(MIT OR GPL-3.0)" })).toEqual([]);
  expect(faultsOf({ license: "MPL-2.0", dev: true })).toEqual([]);
  const faulty: Locked[] = [
    { license: "MPL-2.0" },
    { license: "GPL-3.0" },
    { license: "MIT AND GPL-3.0" },
    { integrity: "sha1-abc=" },
    { resolved: "git+ssh://git@github.com/a/a.git#1" },
    { resolved: "https://registry.npmjs.org.evil.test/a.tgz" },
    { hasInstallScript: true },
  ];
  for (const change of faulty) expect([change, faultsOf(change).length]).toEqual([change, 1]);
});

it("[DV71] no file of the project has anything that looks like a secret", () => {
  const found = filesInTree().flatMap(({ file, text }) =>
    secretsIn(text).map(({ kind, line }) => `${file}:${line} ${kind}`),
  );
  expect(found).toEqual([]);
});

it("[DV72] secrets are told by their form, and shown to nobody", () => {
  const of = (...parts: string[]) => parts.join("");
  const samples = [
    of("-----BEGIN ", "PRIVATE KEY-----"),
    of("AKIA", "ABCDEFGHIJKLMNOP"),
    of("ghp_", "a1".repeat(18)),
    of("npm_", "a1".repeat(18)),
    of("live_gsk_", "a1".repeat(12)),
    of("postgres://me:", "s3cr3t-and-long", "@ep-1.neon.tech/x"),
    of("TOKEN_SECRET", "=", "a1b2".repeat(10)),
    of("eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiJhIn0aaaa", ".", "a1".repeat(16)),
  ];
  for (const sample of samples) {
    const found = secretsIn(`first line\nconst a = "${sample}";`);
    expect([sample, found.length]).toEqual([sample, 1]);
    expect(found[0]?.line).toBe(2);
    expect(JSON.stringify(found)).not.toContain(sample);
  }
  expect(secretsIn("postgres://…:…@host, TOKEN_SECRET, test_sk_frontrow_local")).toEqual([]);
});
