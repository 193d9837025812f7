import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const scripts = (
  JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> }
).scripts;

/** The file behind each npm script that is ours; `generate` and `format` are tools of others. */
const files = Object.values(scripts).flatMap((line) => {
  const name = /^node dev\/run\.mjs (\S+)$/.exec(line)?.[1];
  if (name === undefined) return [];
  const places = [`dev/commands/${name}.ts`, `bench/${name.replace("bench:", "")}.ts`];
  return places.filter((file) => existsSync(file));
});

function run(command: string, word: string) {
  // The environment has no credentials, in case the argument is ignored and the command does its work.
  const env = { PATH: process.env["PATH"] };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dev/run.mjs", command, word], {
    encoding: "utf8",
    env,
  });
  return { status, stdout, stderr };
}

describe("the outcome of a command", () => {
  it.each(["deploy", "test", "simulate"])(
    "[DV15] an unknown word ends a command before it has done anything: %s",
    (command) => {
      const { status, stdout, stderr } = run(command, "--bogus");
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toMatch(/^Unknown option '--bogus'\.\n\nnpm .*\n/);
      expect(stderr).not.toContain("    at ");
    },
  );

  it("[DV16] with --help a command prints its options, and does nothing else", () => {
    const { status, stdout, stderr } = run("deploy", "--help");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^npm run deploy /);
  });

  it("[DV17] every command reads its command line", () => {
    expect(files).toHaveLength(
      Object.values(scripts).filter((line) => line.includes("run.mjs")).length,
    );
    const deaf = files.filter(
      (file) => !/read(CommandLine|Options|BenchOptions)\(/.test(readFileSync(file, "utf8")),
    );
    expect(deaf).toEqual([]);
  });
});
