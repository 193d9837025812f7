import { escapeHtml } from "../pages/page.ts";
import type { Column, Statement } from "./statement.ts";

const style = `:root{font:15px/1.6 system-ui,sans-serif;color:#111;background:#fff}
body{max-width:48rem;margin:0 auto;padding:2.5rem 1.25rem;word-break:keep-all;overflow-wrap:anywhere}h1{font-size:1.5rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}dt{color:#555}dd{margin:0}
table{width:100%;border-collapse:collapse;margin:1.5rem 0}th,td{padding:.5rem .75rem .5rem 0;text-align:left;vertical-align:top;border-bottom:1px solid #ddd}
th{font-weight:400;color:#555}th.sum,td.sum{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.sums{justify-content:end;grid-template-columns:auto max-content}.sums dd{text-align:right;font-variant-numeric:tabular-nums}footer{margin-top:2rem;color:#555}
@media (max-width:40rem){dl{gap:.25rem 1rem}thead{display:none}tbody,tr{display:block}tr{padding:.5rem 0;border-bottom:1px solid #ddd}
td{display:flex;justify-content:space-between;gap:1rem;padding:.125rem 0;border:0;text-align:right}td::before{content:attr(data-name);color:#555;white-space:nowrap;text-align:left}}`;

/** The statement as a printable page; on a phone each row of a table is a list. */
export function statementPage({ language, title, facts, tables, sums, note }: Statement): string {
  const main = [
    `<h1>${escapeHtml(title)}</h1>`,
    listOf(facts),
    ...tables.map(tableOf),
    listOf(sums, ' class="sums"'),
  ];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)} · Frontrow</title><style>${style}</style></head><body><main>${main.join("")}</main><footer>Frontrow · ${escapeHtml(note)}</footer></body></html>`;
}

function listOf(lines: [string, string][], name = ""): string {
  const items = lines.map(
    ([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`,
  );
  return `<dl${name}>${items.join("")}</dl>`;
}

function tableOf({ columns, rows }: Statement["tables"][number]): string {
  const kind = ({ isSum }: Column) => (isSum ? ' class="sum"' : "");
  const head = columns.map(
    (column) => `<th scope="col"${kind(column)}>${escapeHtml(column.name)}</th>`,
  );
  const cells = (texts: string[]) =>
    columns.map((column, at) => {
      const name = escapeHtml(column.name);
      return `<td${kind(column)} data-name="${name}">${escapeHtml(texts[at] ?? "")}</td>`;
    });
  const body = rows.map((row) => `<tr>${cells(row).join("")}</tr>`);
  return `<table><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}
