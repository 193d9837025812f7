import { escapeHtml } from "../pages/page.ts";
import type { Block, Frame, Letter, Line } from "./letter.ts";

// Mail programs support tables and inline styles. Some support a dark theme by media queries. Others invert colors on
// their own, and the mail stays readable there, since only the button has a background color.
const font =
  "font-family:Pretendard,-apple-system,BlinkMacSystemFont,'Apple SD Gothic Neo','Noto Sans KR','Malgun Gothic','Segoe UI',Roboto,sans-serif";
const dark = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.bg{background:#0e1014!important}.card{background:#171a20!important;border-color:#2a2f39!important}
.t1,.t1 a{color:#f2f4f7!important}.t2,.t2 a{color:#b8c0cc!important}.rule{border-color:#2a2f39!important}.show{background:#1f232b!important;border-color:#8f86ff!important}
.btn{background:#8f86ff!important}.btn a{color:#0e1014!important}.brand{color:#a59eff!important}}
@media (max-width:480px){.pad{padding:24px 20px!important}}`;

const p = (text: string, style: string, name = "t1") =>
  `<p class="${name}" style="margin:0 0 16px;text-wrap:pretty;word-break:keep-all;overflow-wrap:anywhere;${style}">${escapeHtml(text)}</p>`;
const size = {
  body: "font-size:16px;line-height:26px;color:#14171c",
  small: "font-size:14px;line-height:22px;color:#4a5261",
};

/** A mail's content as HTML. */
export function letterHtml(letter: Letter, frame: Frame): string {
  const { language, siteUrl, footer, off } = frame;
  const { title, preview, blocks } = letter;
  const foot = footer.map((line) => p(line, `${size.small};margin-bottom:4px`, "t2")).join("");
  const unsubscribe = off
    ? `<p class="t2" style="margin:8px 0 0;${size.small}"><a href="${escapeHtml(off.url)}" style="color:#4a5261">${escapeHtml(off.label)}</a></p>`
    : "";
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no"><title>${escapeHtml(letter.subject)}</title><style>${dark}</style></head>
<body class="bg" style="margin:0;padding:0;background:#f5f6f8;${font};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;opacity:0">${escapeHtml(preview)}</div>
<table role="presentation" class="bg" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f5f6f8"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td style="padding:0 4px 16px"><a class="brand" href="${escapeHtml(siteUrl)}/" style="font-size:20px;line-height:28px;font-weight:700;color:#4034c4;text-decoration:none">Frontrow</a></td></tr>
<tr><td class="card pad" style="padding:32px;background:#ffffff;border:1px solid #e0e3e9;border-radius:16px">
<h1 class="t1" style="margin:0 0 16px;font-size:24px;line-height:32px;font-weight:700;color:#14171c;text-wrap:balance;word-break:keep-all;overflow-wrap:anywhere">${escapeHtml(title)}</h1>
${blocks.map((block) => htmlOf(block, siteUrl)).join("\n")}
</td></tr>
<tr><td style="padding:20px 4px 0">${foot}${unsubscribe}</td></tr>
</table></td></tr></table></body></html>`;
}

function htmlOf(block: Block, siteUrl: string): string {
  const link = (path: string) => escapeHtml(`${siteUrl}${path}`);
  switch (block.kind) {
    case "text":
      return p(block.text, size.body);
    case "note":
      return p(block.text, size.small, "t2");
    case "show":
      return showHtml(block.title, block.lines);
    case "facts":
      return tableHtml(block.lines, false);
    case "sums":
      return tableHtml(block.lines, true);
    case "codes":
      return codesHtml(block.tickets);
    case "button":
      return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px"><tr><td class="btn" style="background:#4b3fd6;border-radius:10px"><a href="${link(block.path)}" style="display:block;padding:14px 24px;font-size:16px;line-height:24px;font-weight:600;color:#ffffff;text-decoration:none">${escapeHtml(block.label)}</a></td></tr></table>`;
    case "links":
      return `<p class="t2" style="margin:0 0 16px;${size.small}">${block.links
        .map(
          ({ label, path }) =>
            `<a href="${link(path)}" style="display:inline-block;padding:6px 16px 6px 0;color:#4a5261">${escapeHtml(label)}</a>`,
        )
        .join(" ")}</p>`;
  }
}

/** The name by which the HTML finds the picture of a ticket. */
export const codeId = (at: number) => `ticket-${at + 1}@frontrow`;

function codesHtml(tickets: { label: string }[]): string {
  const codes = tickets.map(
    ({ label }, at) =>
      `<div style="display:inline-block;vertical-align:top;width:220px;margin:0 16px 20px 0"><img src="cid:${codeId(at)}" width="220" height="220" alt="${escapeHtml(label)}" style="display:block;width:220px;height:220px;border:0;background:#ffffff"><span class="t2" style="${size.small}">${escapeHtml(label)}</span></div>`,
  );
  return `<div style="margin:0 0 8px">${codes.join("")}</div>`;
}

function showHtml(title: string, lines: string[]): string {
  const below = lines.map(
    (line) => `<br><span class="t2" style="${size.small}">${escapeHtml(line)}</span>`,
  );
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px"><tr><td class="show" style="word-break:keep-all;padding:16px 18px;background:#f5f6f8;border-left:4px solid #4b3fd6;border-radius:6px"><b class="t1" style="font-size:18px;line-height:26px;color:#14171c;overflow-wrap:anywhere">${escapeHtml(title)}</b>${below.join("")}</td></tr></table>`;
}

function tableHtml(lines: Line[], hasTotal: boolean): string {
  const cell = "padding:10px 0;vertical-align:top;font-size:15px;line-height:22px";
  const rows = lines.map(([label, value], at) => {
    const isTotal = hasTotal && at === lines.length - 1;
    const rule = at === 0 ? "" : "border-top:1px solid #e0e3e9;";
    return `<tr><th class="t2 rule" scope="row" align="left" style="${rule}${cell};padding-right:16px;font-weight:400;color:#4a5261;white-space:nowrap">${escapeHtml(label)}</th><td class="t1 rule" align="right" style="${rule}${cell};color:#14171c;overflow-wrap:anywhere${isTotal ? ";font-size:18px;font-weight:700" : ""}">${escapeHtml(value)}</td></tr>`;
  });
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;border-collapse:collapse">${rows.join("")}</table>`;
}
