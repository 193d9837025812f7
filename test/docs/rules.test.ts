import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const page = readFileSync("docs/rules.md", "utf8");
const stated = [...page.matchAll(/^- \*\*([A-Z]+\d+)\*\* ?(.*)$/gm)].map(
  ([, id = "", text = ""]) => ({
    id,
    text,
  }),
);
const rules = stated.map(({ id }) => id);

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

it("[R23] every rule is one sentence that starts with its subject, without a colon, a semicolon or an ellipsis", () => {
  const malformed = stated.filter(({ text }) => !isRule(text));
  expect(malformed.map(({ id, text }) => `${id} ${text}`)).toEqual([]);
  const leftovers = [
    "?.",
    "…: nobody overtakes.",
    "Each step is done once: ….",
    "One thing; another.",
  ];
  expect([...leftovers, "Who waits is told.", "", "No end"].filter(isRule)).toEqual([]);
});

it("[R24] the ids of a section are in order", () => {
  const sections = page.split(/^## /m).map((section) => section.match(/^- \*\*[A-Z]+\d+/gm) ?? []);
  const unordered = sections.flatMap((ids) => ids.filter((id, at) => isBefore(id, ids[at - 1])));
  expect(unordered).toEqual([]);
});

function isRule(text: string): boolean {
  const hasSubject = !/^(who|what|whoever|nobody)\b/i.test(text);
  return hasSubject && /^[A-Z`].*[^.?]\.$/.test(text) && !/:(?!\d)|[;…?]|\. [A-Z]/.test(text);
}

function isBefore(id: string, other = ""): boolean {
  const [prefix, otherPrefix] = [id, other].map((text) => text.replace(/\d+$/, ""));
  const number = (text: string) => Number(/\d+$/.exec(text)?.[0]);
  return prefix === otherPrefix && number(id) <= number(other);
}
