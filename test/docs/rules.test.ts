import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const rules = [...readFileSync("docs/rules.md", "utf8").matchAll(/^- \*\*([A-Z]+\d+)\*\*/gm)].map(
  ([, id]) => id ?? "",
);

const tests = ["src", "dev", "bench", "test"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => readFileSync(join(folder, file), "utf8")),
);
const borne = new Set(
  tests.flatMap((text) =>
    [...text.matchAll(/["'`]((?:\[[A-Z]+\d+\])+)/g)].flatMap(([, ids]) =>
      [...(ids ?? "").matchAll(/[A-Z]+\d+/g)].map(([id]) => id),
    ),
  ),
);

it("[R7] every rule has a test that bears its id, and every id in a test is a rule", () => {
  expect(rules.filter((id) => !borne.has(id))).toEqual([]);
  expect([...borne].filter((id) => !rules.includes(id))).toEqual([]);
});

it("[R8] no id stands for two rules", () => {
  expect(rules.filter((id, at) => rules.indexOf(id) !== at)).toEqual([]);
});
