import type { Message } from "./devices.ts";

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The messages of the pretended devices, and a form to make one for an account. */
export function devicesPage(messages: readonly Message[], said: string | null): string {
  const items = messages.toReversed().map(({ at, text, ttlS }) => {
    const notice = JSON.parse(text) as { title?: string; body?: string; path?: string };
    const lines = `<b>${escaped(notice.title ?? "")}</b><br>${escaped(notice.body ?? "")}`;
    const about = `${escaped(at)} · ${escaped(notice.path ?? "")} · ${ttlS} s`;
    return `<li>${lines}<br><small>${about}</small></li>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Notifications</title>
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="10">
<style>body{font:16px/1.5 system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
li{border:1px solid #8886;border-radius:12px;padding:.75rem 1rem;margin:.5rem 0;list-style:none}ul{padding:0}
input,button{font:inherit;padding:.4rem .6rem}small{opacity:.7}</style>
<h1>Notifications</h1><p>A stand-in for the push services of browsers. Nothing leaves this machine.</p>
<form method="post" action="/devices"><p><label>Account <input name="email" value="fan@frontrow.test"></label>
<label>Password <input name="password" type="password" value="frontrow-fan-1"></label>
<button>Pretend a phone of this account</button></p></form>
${said === null ? "" : `<p role="status">${escaped(said)}</p>`}
<ul>${items.join("") || "<li>Nothing yet.</li>"}</ul></html>`;
}
