import type { LocalText } from "../../contract/money.ts";
import type { QueuePageData } from "../../contract/queue-page.ts";
import type { Board } from "../../contract/queue.ts";
import type { ShowFacts } from "../buying/show-facts.ts";
import assets from "../pages/page-assets.json";
import { escapeHtml } from "../pages/page.ts";
import type { PageView } from "./page-state.ts";
import { pageWords } from "./page-words.ts";

export type QueuePage = {
  scheduleId: string;
  language: keyof LocalText;
  accountId: string | null;
  siteKey: string | null;
  /** A browser inside another app. */
  isInApp: boolean;
  /** Has asked for more time to choose and to pay. */
  hasMoreTime: boolean;
  facts: ShowFacts;
  board: Board;
  view: PageView;
};
type Words = (typeof pageWords)["ko"];

/** The queue's page: one document with all that it needs, and of use without its script. */
export function queuePage(page: QueuePage): string {
  const { language, facts, view, board } = page;
  const w = pageWords[language];
  const title = escapeHtml(facts.concert.title[language]);
  const when = new Intl.DateTimeFormat(language, {
    timeZone: facts.venue.timeZone,
    month: "long",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
    ...(language === "ko" ? { hourCycle: "h23" as const } : {}),
  }).format(new Date(facts.startsAt));
  const refresh =
    view.nextPollMs === null
      ? ""
      : `<noscript><meta http-equiv="refresh" content="${Math.ceil(view.nextPollMs / 1_000)}"></noscript>`;
  const data: QueuePageData = {
    scheduleId: page.scheduleId,
    language,
    accountId: page.accountId,
    siteKey: page.siteKey,
    words: w,
  };
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><meta name="robots" content="noindex"><title>${escapeHtml(w[view.state])} · Frontrow</title>${refresh}<script>${assets.theme.text}</script><style>${assets.style.text}</style></head><body data-state="${view.state}"><a class="skip" href="#main">${w.skip}</a><header><div class="wrap"><a href="/schedules/${page.scheduleId}"><b>${title}</b><small class="num">${escapeHtml(facts.venue.name[language])} · ${escapeHtml(when)}</small></a></div></header><main id="main" class="wrap"><div class="part">${hero(page, w)}${acts(page, w)}${time(page, w)}${pace(page, w)}</div><div class="part side">${stock(page, w)}${meanwhile(board, w, page.scheduleId)}</div></main><script type="application/json" id="queue-data">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script><script>${assets.queue.text}</script></body></html>`;
}

const only = (states: string) => `data-only="${states}"`;
const inLine = "waiting paused drawing";
/** As long as there is something to wait for. */
const beforeIn = `guest join early lobby called missed moved presale trouble ${inLine}`;
const icon = (path: string) =>
  `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;

function hero({ view, board, language, facts, isInApp }: QueuePage, w: Words): string {
  const count = new Intl.NumberFormat(language);
  const fill = (text: string, n: number) => text.replace("{n}", count.format(n));
  const clock =
    view.until === null
      ? ""
      : new Intl.DateTimeFormat(language, {
          timeZone: facts.venue.timeZone,
          timeStyle: "short",
        }).format(new Date(view.until));
  const lobbyText = board.order === "lottery" ? w.drawText : w.lobbyText;
  const notice = board.notice?.[language] ?? "";
  const hidden = (isHidden: boolean) => (isHidden ? " hidden" : "");
  return `${isInApp ? `<p class="note warn">${w.inApp}</p>` : ""}<p class="note if-mirror"><b>${w.mirror}</b> <button class="btn" type="button" id="mirror-here">${w.mirrorHere}</button></p>
<h1><span class="state" id="state">${w[view.state]}</span><span ${only("waiting paused")}>${w.ahead}<span class="big num"><span id="ahead">${count.format(view.ahead)}</span><small>${w.people}</small></span></span><span ${only("early")}>${w.lobbyIn}</span><span ${only("lobby")}>${w.opensIn}</span><span ${only("called")}>${w.calledIn}</span><span ${only("missed")}>${w.missedIn}</span><span class="big num" id="clock" role="timer" ${only("early lobby called missed")}>${clock}</span></h1>
<div ${only("waiting paused")}><div class="bar" id="bar" role="progressbar" aria-label="${w.progress}" aria-valuemin="0" aria-valuemax="100" aria-valuenow="0"><i></i></div><p class="ends num"><span id="number">${view.number === null ? "" : fill(w.number, view.number)}</span><span id="behind">${fill(w.behind, view.behind)}</span></p></div>
<p id="spoken" class="sr" role="status"></p><p id="problem" class="danger" role="alert" hidden></p>
<p class="note danger if-lost"><b>${w.lostTitle}</b> ${w.lostText}</p>
<p class="note" id="lobby-text" ${only("early lobby drawing")}>${fill(lobbyText, board.lastNumber - board.nowServing)}</p>
<div class="note warn" id="notice-box"${hidden(notice === "" && view.state !== "paused")}><p><b id="notice">${escapeHtml(notice)}</b></p><p ${only("paused")}>${w.pausedText}</p></div>`;
}

/** What can be done in each state. Each is a form, so that it works without script as well. */
function acts({ scheduleId, view }: QueuePage, w: Words): string {
  const here = `/queue/${scheduleId}`;
  const act = (id: string, states: string, path: string, label: string, text: string) =>
    `<form method="post" action="${path}" id="${id}-form" ${only(states)}><button class="btn main" id="${id}">${label}</button><p>${text}</p></form>`;
  const isUnplaced = view.state === "lobby" && view.number === null;
  const take = isUnplaced
    ? `<noscript>${act("take-now", "lobby", here, w.take, w.joinText)}</noscript>`
    : "";
  return `${take}<div class="stack" ${only("guest")}><a class="btn main" href="/sign-in?next=${encodeURIComponent(here)}">${w.signIn}</a><p>${w.signInText}</p></div>${act("take", "join", here, w.take, w.joinText)}${act("enter", "called", `${here}/enter`, w.enter, w.enterText)}${act("back", "missed", `${here}/enter`, w.back, w.backText)}${act("here", "moved", here, w.here, w.movedText)}${act("retry", "trouble", here, w.retry, "")}<form id="presale-form" method="post" action="${here}" ${only("presale")}><p>${w.presaleText}</p><label for="code">${w.code}</label><input id="code" name="code" autocomplete="off" autocapitalize="characters"><button class="btn">${w.verify}</button></form><div class="stack" ${only("over")}><p>${w.overText}</p><a class="btn" href="/">${w.toConcerts}</a></div><div id="turnstile"></div>`;
}

/** Asked before the seats, so that it costs no time inside. */
function time({ scheduleId, hasMoreTime }: QueuePage, w: Words): string {
  const states = `join early lobby called missed ${inLine}`;
  return `<form id="time-form" method="post" action="/queue/${scheduleId}/time" ${only(states)}><label class="check"><input type="checkbox" id="more-time" name="more-time" value="yes"${hasMoreTime ? " checked" : ""}> <b>${w.time}</b></label><p>${w.timeText}</p><noscript><button class="btn">${w.keep}</button></noscript></form>`;
}

function pace({ board, language, view, scheduleId }: QueuePage, w: Words): string {
  const isFull = board.shoppers >= Math.min(board.shoppersMax, board.seatsLeft);
  const perMinute = view.state === "paused" ? 0 : board.admitPerMinute;
  const rate = isFull
    ? "–"
    : w.perMinute.replace("{n}", new Intl.NumberFormat(language).format(perMinute));
  return `<dl class="num" ${only(inLine)}><div><dt>${w.left}</dt><dd id="eta">–</dd></div><div><dt>${w.pace}</dt><dd id="rate">${rate}</dd></div><div><dt>${w.updated}</dt><dd id="age">${w.seconds.replace("{n}", "0")}</dd></div></dl>
<p class="note" ${only(`${inLine} lobby called missed`)}><b>${w.kept}</b> ${w.keptText}</p>
<div class="stack" ${only(`${inLine} lobby called missed`)}><div class="row"><button class="btn" type="button" id="listen">${icon("M4 9.5v5h3.5L12 18V6L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11")}${w.listen}</button><button class="btn" type="button" id="sound" aria-pressed="false">${icon("M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0")}${w.sound}</button></div><details><summary>${w.device}</summary><p>${w.deviceText}</p><p><code>/queue/${scheduleId}</code></p></details></div>`;
}

function stock({ facts, board, language, view }: QueuePage, w: Words): string {
  const count = new Intl.NumberFormat(language);
  const lines = facts.zones.map(({ id, name, color }) => {
    const left = board.zones.find(({ zoneId }) => zoneId === id)?.left ?? 0;
    const text = left === 0 ? w.soldOut : w.seatsLeft.replace("{n}", count.format(left));
    return `<li data-zone="${escapeHtml(id)}"${left === 0 ? " data-out" : ""}><i class="z${color}" style="--zone:var(--z${color})" aria-hidden="true">${escapeHtml([...name[language]][0] ?? "")}</i><span class="semi">${escapeHtml(name[language])}</span><b>${text}</b></li>`;
  });
  const isScarce = view.state === "waiting" && view.ahead >= board.seatsLeft;
  return `<section class="stack" aria-labelledby="stock" ${only(beforeIn)}><h2 id="stock">${w.stock}</h2><ul class="stock num">${lines.join("")}</ul><p class="note warn" id="scarce"${isScarce ? "" : " hidden"}><b>${w.scarce}</b> ${w.scarceText}</p></section>`;
}

function meanwhile(board: Board, w: Words, scheduleId: string): string {
  const draw =
    board.order === "lottery" ? `<li><a href="/draw/${scheduleId}">${w.draw}</a></li>` : "";
  return `<section class="stack" ${only(beforeIn)}><h2>${w.meanwhile}</h2><ul class="stack"><li><a href="/wallet" target="_blank">${w.wallet}</a></li><li><a href="/profile" target="_blank">${w.profile}</a></li>${draw}</ul></section>`;
}
