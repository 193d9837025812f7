import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { problemPages } from "./problem-pages.ts";
import { problems } from "../../src/contract/problems.ts";

const root = join(import.meta.dirname, "../..");

it("[P28] every problem has a page, and every page has a problem", () => {
  const pages = readdirSync(join(root, "docs/problems")).map((file) => file.replace(".md", ""));
  expect(pages.sort()).toEqual(Object.keys(problems).sort());
});

it("[P29] the Worker carries the pages exactly as they are in docs/problems (node dev/build/problem-pages.ts)", () => {
  const carried = readFileSync(join(root, "src/worker/pages/problem-pages.json"), "utf8");
  expect(carried).toBe(problemPages());
});

it("[P30] a problem page gives the code, the status and the title of the table, and explains what to do", () => {
  for (const [code, { status, title }] of Object.entries(problems)) {
    const page = readFileSync(join(root, "docs/problems", `${code}.md`), "utf8");
    expect(page.split("\n\n").slice(0, 2)).toEqual([`# ${title}`, `\`${code}\`, HTTP ${status}`]);
    expect(page).toMatch(/^\*\*What to do\.\*\* \S.+[.]$/m);
  }
});
