import { escapeHtml } from "../pages/page.ts";
import type { Statement } from "./statement.ts";

const style = `:root{font:15px/1.6 system-ui,sans-serif;color:#111;background:#fff}
body{max-width:48rem;margin:0 auto;padding:2.5rem 1.25rem}h1{font-size:1.5rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}dt{color:#555}dd{margin:0}
table{width:100%;border-collapse:collapse;margin:1.5rem 0}th,td{padding:.5rem .5rem .5rem 0;text-align:left;border-bottom:1px solid #ddd}
.sums{justify-content:end}.sums dd{text-align:right;font-variant-numeric:tabular-nums}footer{margin-top:2rem;color:#555}`;

/** The statement as a page that prints well. */
export function statementPage({ language, title, facts, tables, sums, note }: Statement): string {
  const list = (lines: [string, string][], name = "") =>
    `<dl${name}>${lines.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>`;
  const cells = (tag: string, texts: string[]) =>
    texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join("");
  const drawn = tables.map(
    ({ head, rows }) =>
      `<table><thead><tr>${cells("th", head)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("")}</tbody></table>`,
  );
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)} · Frontrow</title><style>${style}</style></head><body><main><h1>${escapeHtml(title)}</h1>${list(facts)}${drawn.join("")}${list(sums, ' class="sums"')}</main><footer>Frontrow · ${escapeHtml(note)}</footer></body></html>`;
}
