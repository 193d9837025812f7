import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { adminActs as english } from "./words-en.ts";
import { adminActs as korean } from "./words-ko.ts";

const name = /'([a-z]+(?:-[a-z]+)*\.[a-z-]+)'/g;

/** Every act that a statement of the source or a function of the schema writes to the log. */
function written(): Set<string> {
  const sources = globSync(["src/{db,worker}/**/*.ts", "docs/schema/*.sql"]);
  const texts = sources
    .filter((file) => !file.includes(".test."))
    .map((file) => readFileSync(file, "utf8"));
  const inserts = texts.flatMap((text) => text.match(/INSERT INTO audit_log[^;`]*/g) ?? []);
  const named = texts.flatMap((text) => [...text.matchAll(/\baction: "([a-z-]+\.[a-z-]+)"/g)]);
  const functions = texts
    .flatMap((text) => text.split("CREATE FUNCTION"))
    .filter((text) => text.includes("INSERT INTO audit_log"));
  const all = [...[...inserts, ...functions].flatMap((text) => [...text.matchAll(name)]), ...named];
  // A function may also write messages, whose topics look alike.
  const topics = readFileSync("src/db/schema/operations.ts", "utf8");
  return new Set(all.flatMap(([, each = ""]) => (topics.includes(`"${each}"`) ? [] : each)));
}

it("[AD96] the log has words for every act that is written to it", () => {
  const actions = written();
  expect(actions.size).toBeGreaterThan(60);
  for (const { action } of [korean, english])
    expect([...actions].filter((each) => !Object.hasOwn(action, each))).toEqual([]);
});
