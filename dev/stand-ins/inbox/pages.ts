import type { Received } from "./mails.ts";

/** All mails, newest first; the page checks for new ones automatically. */
export function listPage(mails: Received[], to: string | null): string {
  const rows = mails.map(
    ({ number, subject, to, receivedAt }) =>
      `<li><a href="/mails/${number}"><b>${escape(subject)}</b><span>${escape(to.join(", "))} · ${timeOf(receivedAt)}</span></a></li>`,
  );
  const filter = `<form method="get" action="/"><label>받는 사람 · To <input name="to" type="search" value="${escape(to ?? "")}" placeholder="fan@frontrow.test"></label> <button>찾기 · Find</button></form>`;
  return page(
    `${mails.length} · 받은 메일 · Mail`,
    `<main class="narrow"><h1>받은 메일 · Mail</h1>${filter}${rows.length > 0 ? `<ul>${rows.join("")}</ul>` : "<p>아직 없습니다 · None yet</p>"}<p class="quiet">이 컴퓨터에서 보낸 메일은 밖으로 나가지 않고 여기에 모입니다.<br>Mail sent on this machine goes nowhere else.</p></main>`,
    '<meta http-equiv="refresh" content="5">',
  );
}

/** One mail: its headers, the HTML in a sandboxed frame, the text, and the attachments. */
export function mailPage(mail: Received): string {
  const { number, subject, from, to, receivedAt, headers = {}, text = "", attachments = [] } = mail;
  const facts = [
    ["From", `${from.name ?? ""} <${from.address}>`],
    ["To", to.join(", ")],
    ["Date", timeOf(receivedAt)],
    ...Object.entries(headers),
  ].map(([name, value]) => `<dt>${escape(name ?? "")}</dt><dd>${escape(value ?? "")}</dd>`);
  const files = attachments.map(
    ({ filename, type, content }) =>
      `<a download="${escape(filename)}" href="data:${escape(type)};base64,${escape(content)}">${escape(filename)}</a>`,
  );
  return page(
    subject,
    `<main><p><a href="/">← 받은 메일 · Mail</a></p><h1>${escape(subject)}</h1><dl>${facts.join("")}</dl>${files.length > 0 ? `<p>첨부 · Attached: ${files.join(", ")}</p>` : ""}
<h2>HTML</h2><iframe title="HTML" sandbox="allow-popups" src="/mails/${number}/html"></iframe><h2>Text</h2><pre>${escape(text)}</pre></main>`,
  );
}

/** The HTML of a mail with its attached pictures in place. */
export function pictured({ html = "", attachments = [] }: Received): string {
  return attachments.reduce(
    (text, { content_id: id, type, content }) =>
      id === undefined ? text : text.replaceAll(`cid:${id}`, `data:${type};base64,${content}`),
    html,
  );
}

function page(title: string, body: string, head = ""): string {
  return `<!doctype html><html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${head}<title>${escape(title)}</title><style>
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1.25rem; } main.narrow { max-width: 40rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; } h2 { font-size: 1rem; }
ul { list-style: none; padding: 0; } li a { display: block; min-height: 3rem; padding: 0.75rem 0; color: inherit; text-decoration: none; border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); overflow-wrap: anywhere; }
li span, .quiet, dt { display: block; opacity: 0.7; font-size: 0.875rem; }
input { font: inherit; min-height: 2.5rem; } button { font: inherit; min-height: 2.75rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; font-size: 0.875rem; } dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 48rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 0.5rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border-radius: 0.5rem; background: color-mix(in srgb, currentColor 8%, transparent); }</style></head><body>${body}</body></html>`;
}

/** In this machine's local time. Swedish writes dates as 2026-11-30. */
const timeOf = (time: string) => new Date(time).toLocaleString("sv-SE");

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
