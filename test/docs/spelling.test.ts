import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const british = new RegExp(
  [
    "behaviour|colour|neighbour|favour|honour|labour|grey\\b|licence|centre\\b|(?<!kilo|para)metres?\\b|programme\\b",
    "organis(?:e|er|ing|ation)|initialis|normalis|recognis|summaris|minimis|optimis|serialis|authoris|analyse",
    "travell|whilst|learnt|judgement|catalogue",
  ].join("|"),
  "i",
);
// The page that lists these words, the test of them, and a column's name from a migration that has landed.
const exceptions = new RegExp(
  'glossary\\.(md|test)|spelling\\.test|CHANGELOG|\\.organiser|"organiser"|notice, organiser',
);

it("[R33] the code and the documents use American spelling", () => {
  const files = globSync([
    "*.md",
    "docs/**/*.{md,yaml}",
    "{src,dev,bench,test}/**/*.{ts,tsx,css,html,mjs}",
  ]);
  expect(files.length).toBeGreaterThan(800);
  const wrong = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => british.test(line) && !exceptions.test(`${file}: ${line}`))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(wrong).toEqual([]);
});
