import { existsSync, globSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";

const scripts = (JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object }).scripts;
const documents = [
  ...globSync("*.md"),
  ...globSync("docs/**/*.md"),
  ...globSync(".github/**/*.{md,yml}"),
];
// Records of the past may name things that no longer exist.
const current = documents.filter((file) => file !== "CHANGELOG.md");

it("[R29] every path that a document names exists", () => {
  expect(documents.length).toBeGreaterThan(60);
  const paths = /(?<![\w./@-])(?:src|dev|test|bench|docs|migrations)\/[\w./*-]*[\w*]/g;
  const gone = current.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(paths)]
      .map(([path]) => path)
      .filter((path) => !existsSync(path) && globSync(path).length === 0)
      .map((path) => `${file}: ${path}`),
  );
  expect(gone).toEqual([]);
});

it("[R30] every link between documents leads to a file", () => {
  const gone = documents.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, link = ""]) => normalize(join(dirname(file), link)))
      .filter((path) => !existsSync(path))
      .map((path) => `${file}: ${path}`),
  );
  expect(gone).toEqual([]);
});

it("[R31] every npm script that a document names exists", () => {
  const gone = current.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/npm run ([\w:]+)/g)]
      .filter(([, name = ""]) => !(name in scripts))
      .map(([command]) => `${file}: ${command}`),
  );
  expect(gone).toEqual([]);
});

it("[R32] the index of decisions has every record with its title, its date and its status", () => {
  const index = readFileSync("docs/decisions/README.md", "utf8");
  const records = readdirSync("docs/decisions").filter((file) => /^\d/.test(file));
  const missing = records.filter((file) => {
    const [, number, title] =
      /^# (\d+)\. (.+)\n/.exec(readFileSync(join("docs/decisions", file), "utf8")) ?? [];
    const [line = ""] = index
      .split("\n")
      .filter((row) => row.startsWith(`| ${number} | [${title}](${file}) |`));
    return !/\| \d{4}-\d\d-\d\d \| \S.* \|$/.test(line);
  });
  expect(missing).toEqual([]);
});
