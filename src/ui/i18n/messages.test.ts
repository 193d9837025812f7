import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { whole } from "./whole.ts";

const { en, ko } = whole;

/** Every message by its path, as in `home.title`. */
function paths(messages: object, before = ""): string[] {
  return Object.entries(messages).flatMap(([key, value]) => {
    const path = before + key;
    return typeof value === "object" ? paths(value as object, `${path}.`) : [path];
  });
}

const sources = globSync("src/ui/**/*.{ts,tsx}")
  .filter((file) => !/\/i18n\/|words-(ko|en)\.ts$|\.test\./.test(file))
  .map((file) => readFileSync(file, "utf8"));

const partSources = sources.filter((source) => /\bwords: w\b/.test(source));
const sourcesOf = new Map<string, string[]>();

/** The files that name a group of messages; most keys are looked for in few of them. */
function naming(group: string): string[] {
  const known = sourcesOf.get(group);
  if (known) return known;
  const grouped = new RegExp(`\\.${group}\\b|\\{ ${group} \\}`);
  const found = sources.filter((source) => grouped.test(source));
  sourcesOf.set(group, found);
  return found;
}

/**
 * A message is used if one file names its group and its key, reads the group by a key: `problem[error.code]`, or hands
 * the group to a component that reads the key: `words={w.consent}`.
 */
function isUsed(path: string): boolean {
  const [group = "", ...rest] = path.split(".");
  const key = rest.at(-1) ?? "";
  const parent = rest.at(-2) ?? group;
  const byKey = new RegExp(`\\b(${rest.length > 1 ? rest[0] : group}|${parent})\\[`);
  const named = new RegExp(`\\.${key}\\b|\\{ ${key} \\}`);
  const handed = new RegExp(`words=\\{w${parent === group ? "" : `\\.${parent}`}\\}`);
  const near = naming(group);
  if (near.some((source) => byKey.test(source) || named.test(source))) return true;
  return (
    near.some((source) => handed.test(source)) && partSources.some((source) => named.test(source))
  );
}

it("[U12] every message exists in both languages, and none is empty", () => {
  expect(paths(en).sort()).toEqual(paths(ko).sort());
  const said = (messages: object) => JSON.stringify(messages);
  expect(said(en)).not.toContain('""');
  expect(said(ko)).not.toContain('""');
});

it("[U45] every message is still used by the screen", () => {
  expect(paths(ko).filter((path) => !isUsed(path))).toEqual([]);
});

it("[U25] no Korean text leaves the choice of a particle to its reader", () => {
  const texts = globSync("src/**/*words-ko.ts");
  const left = texts.filter((file) =>
    /[은을이과](?:\([는를가와]\))|\(으\)/.test(readFileSync(file, "utf8")),
  );
  expect([texts.length > 20, left]).toEqual([true, []]);
});
