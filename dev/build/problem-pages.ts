import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { marked } from "marked";
import { problems } from "../../src/contract/problems.ts";

const root = join(import.meta.dirname, "../..");
const target = join(root, "src/worker/pages/problem-pages.json");

const remedy = /^\*\*What to do\.\*\* (.+)$/m;

/** The pages of docs/problems as the Worker carries them, by code: the HTML, and the advice. */
export function problemPages(): string {
  const pages = Object.keys(problems).map((code) => {
    const markdown = readFileSync(join(root, "docs/problems", `${code}.md`), "utf8");
    const html = marked.parse(markdown, { async: false }).trim();
    return [code, { html, remedy: remedy.exec(markdown)?.[1] ?? "" }];
  });
  return `${JSON.stringify(Object.fromEntries(pages), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(target, problemPages());
