import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const sources = globSync("{bench,dev,src,test}/**/*.{ts,tsx,mjs}");
/** A whole string that looks like a source file's path from the project's folder. */
const namedFile = /(["'`])((?:bench|dev|src|test)\/[\w./-]+\.(?:ts|tsx|mjs|sql|css))\1/g;
const examples = ["src/a.test.ts"];

it("[R34] a source file that the code names by its path exists", () => {
  const missing = sources.flatMap((source) =>
    [...readFileSync(source, "utf8").matchAll(namedFile)]
      .map(([, , path = ""]) => path)
      .filter((path) => !existsSync(path) && !examples.includes(path))
      .map((path) => `${source}: ${path}`),
  );
  expect(missing).toEqual([]);
});
