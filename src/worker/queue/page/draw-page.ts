import type { LocalText } from "../../../contract/money/money.ts";
import { type Span, sizeOf } from "../../../contract/sale/draw.ts";
import type { Draw } from "../../../contract/sale/queue.ts";
import assets from "../../pages/page-assets.json";
import { escapeHtml } from "../../pages/page.ts";
import { pageTop } from "./page-top.ts";
import { pageWords } from "./page-words.ts";

const ko = {
  title: "추첨 확인",
  how: "추첨 전에 시드(seed)의 SHA-256 해시를 먼저 공개하고, 추첨할 때 시드를 공개해요. 그래서 순서를 나중에 고를 수 없고, 누구나 다시 계산할 수 있어요.",
  commitment: "미리 공개한 값",
  seed: "시드",
  drawn: "추첨한 번호",
  notYet: "아직 추첨하지 않았어요.",
  aside: "선예매에서 순번을 맡아 둔 번호가 앞에 서고, 나머지는 온 순서 그대로예요.",
  fifo: "이 예매는 추첨 없이 온 순서대로예요. 번호가 곧 순서예요.",
  number: "내 번호",
  rank: "{n}번째 순서예요.",
  seedIs: "시드가 미리 공개한 값과 맞아요.",
  seedIsNot: "시드가 미리 공개한 값과 달라요!",
};
const en: typeof ko = {
  title: "Check the draw",
  how: "We publish the SHA-256 hash of the seed before the draw, and the seed itself with the draw. That way the order can't be chosen afterwards, and anyone can check it.",
  commitment: "Published in advance",
  seed: "Seed",
  drawn: "Numbers drawn",
  notYet: "The draw has not been held yet.",
  aside: "Numbers that were kept from a presale come first, and the others follow in their order.",
  fifo: "This sale has no draw. Your number is your place in line.",
  number: "Your number",
  rank: "Place {n} in line.",
  seedIs: "The seed matches the hash published in advance.",
  seedIsNot: "The seed does not match the hash published in advance!",
};
const words: Record<keyof LocalText, typeof ko> = { ko, en };

/** A long list of numbers is cut short; the page works out every rank all the same. */
function drawnText(w: typeof ko, spans: readonly Span[]): string {
  const texts = spans.slice(0, 20).map(({ from, through }) => `${from} – ${through}`);
  const more = spans.length > texts.length ? " …" : "";
  return `<dl><div><dt>${w.drawn}</dt><dd class="num">${texts.join(", ")}${more}</dd></div></dl>`;
}

/** The page on which anybody can enter a number and see its rank, computed in their own browser. */
export function drawPage(language: keyof LocalText, draw: Draw): string {
  const w = words[language];
  const { seed, after, count, aside, commitment, order } = draw;
  const state = order === "fifo" ? w.fifo : w.notYet;
  const rest = after === null || count === null ? null : after + count - sizeOf(aside);
  const body =
    after === null || rest === null
      ? `<p class="note">${state}</p>`
      : `${drawnText(w, [...aside, ...(rest > after ? [{ from: after + 1, through: rest }] : [])])}${seed === null ? `<p class="note">${w.aside}</p>` : `<div class="stack"><h2>${w.seed}</h2><code>${escapeHtml(seed)}</code><p role="status" id="seed-check"></p></div>`}<div class="stack"><label for="number">${w.number}</label><input id="number" inputmode="numeric" autocomplete="off"></div><p class="state num" role="status" id="rank"></p>`;
  const top = pageTop({
    language,
    href: "/",
    title: "Frontrow",
    about: [w.title],
    w: pageWords[language],
  });
  const data = JSON.stringify({ draw, rank: w.rank, seedIs: w.seedIs, seedIsNot: w.seedIsNot });
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${w.title} · Frontrow</title><script>${assets.theme.text}</script><style>${assets.style.text}</style></head><body>${top}<main class="wrap"><div class="part"><h1><span class="state">${w.title}</span></h1><p>${w.how}</p><div class="stack"><h2>${w.commitment}</h2><code>${escapeHtml(commitment)}</code></div>${body}</div></main><script type="application/json" id="draw-data">${data.replaceAll("<", "\\u003c")}</script><script>${assets.draw.text}</script></body></html>`;
}
