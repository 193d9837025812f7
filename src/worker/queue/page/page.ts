import {
  type QueuePageData,
  type QueueWords,
  queueWordNames,
} from "../../../contract/sale/queue-page.ts";
import { daysTo, momentText } from "../../../contract/sale/queue-times.ts";
import assets from "../../pages/page-assets.json";
import { escapeHtml } from "../../pages/page.ts";
import { type QueuePage, hasPlace, hidden, icon, onlyIn } from "./page-parts.ts";
import { closing, meanwhile, stock } from "./page-side.ts";
import { pageTop } from "./page-top.ts";
import { type PageWords, pageWords } from "./page-words.ts";

/** The queue page: one self-contained document that works without its script. */
export function queuePage(page: QueuePage): string {
  const { language, facts, view, scheduleId } = page;
  const w = pageWords[language];
  const refresh =
    view.nextPollMs === null
      ? ""
      : `<noscript><meta http-equiv="refresh" content="${Math.ceil(view.nextPollMs / 1_000)}"></noscript>`;
  const top = pageTop({
    language,
    href: `/schedules/${scheduleId}`,
    title: facts.concert.title[language],
    about: [facts.venue.name[language], showTime(page)],
    w,
  });
  return `<!doctype html><html lang="${language}"><head><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><title>${escapeHtml(headingOf(page, w))} · Frontrow</title>${refresh}<script>${assets.theme.text}</script><style>${styleOf(page)}</style></head><body data-state="${view.state}"${daysOf(page) === null ? "" : " data-far"}><a class="skip" href="#main">${w.skip}</a>${top}<main id="main" class="wrap"><div class="part">${hero(page, w)}${acts(page, w)}${pace(page, w)}${time(page, w)}</div><div class="part side">${stock(page, w)}${meanwhile(page, w)}</div></main><script type="application/json" id="queue-data">${dataOf(page, w)}</script><script>${(page.siteKey === null ? assets.queue : assets.checkedQueue).text}</script></body></html>`;
}

/** The date and hour of the show, with its year unless that is the current one. */
function showTime({ language, facts, board }: QueuePage): string {
  const { timeZone } = facts.venue;
  const yearOf = (time: string) =>
    new Date(time).toLocaleString("en", { timeZone, year: "numeric" });
  const isThisYear = yearOf(facts.startsAt) === yearOf(board.serverTime);
  // With a year, Korean formats lose the brackets around the weekday.
  const year = isThisYear || language === "en" ? "" : `${yearOf(facts.startsAt)}년 `;
  const text = new Date(facts.startsAt).toLocaleString(language, {
    timeZone,
    ...(isThisYear || year !== "" ? {} : { year: "numeric" as const }),
    month: "long",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "2-digit",
    ...(language === "ko" ? { hourCycle: "h23" as const } : {}),
  });
  return year + text;
}

/** The number of days until the awaited time; null if the hours count. */
const daysOf = ({ view, board, language, facts: { venue } }: QueuePage) =>
  daysTo(Date.parse(view.until ?? ""), Date.parse(board.serverTime), language, venue.timeZone);

/** Without the colors of zones that the show does not have. */
const styleOf = ({ facts: { zones } }: QueuePage) =>
  assets.style.text.replaceAll(/\.z(\d)\{--zone[^}]*\}/g, (rule, color) =>
    zones.some((zone) => String(zone.color) === color) ? rule : "",
  );

const headingOf = ({ board, view }: QueuePage, w: PageWords) =>
  w[board.state === "cancelled" ? board.state : view.state];

const lobbyText = ({ board }: QueuePage, w: PageWords) =>
  board.order === "lottery" ? w.drawText : w.lobbyText;

/** True if the page has a form for the code of a presale. */
const hasPresale = ({ board, view }: QueuePage) =>
  board.presales.length > 0 || view.state === "presale";

/** Only the words that the script can use on this page. */
function dataOf(page: QueuePage, w: PageWords): string {
  const { scheduleId, language, accountId, siteKey, facts } = page;
  const names = queueWordNames.filter((name) => name !== "wrongCode" || hasPresale(page));
  const words = Object.fromEntries(names.map((name) => [name, w[name]])) as QueueWords;
  const { timeZone } = facts.venue;
  const data: QueuePageData = { scheduleId, language, accountId, siteKey, timeZone, words };
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}

const signs = [
  ["people", "waiting"],
  ["clock", "early lobby"],
  ["pause", "paused missed"],
  ["bell", "called"],
] as const;

function hero(page: QueuePage, w: PageWords): string {
  const { view, board, language, facts, isInApp } = page;
  const only = onlyIn(view.state);
  const count = new Intl.NumberFormat(language);
  const fill = (text: string, n: number) => text.replace("{n}", count.format(n));
  const { timeZone } = facts.venue;
  const untilMs = Date.parse(view.until ?? "");
  const isTold = view.until !== null;
  const opening = isTold ? momentText(untilMs, language, timeZone) : "";
  const hour = () =>
    new Date(untilMs).toLocaleTimeString(language === "en" ? language : "en-GB", {
      timeZone,
      timeStyle: "short",
    });
  const clock = daysOf(page) ?? (isTold ? hour() : "");
  const notice = board.notice?.[language] ?? "";
  const icons = signs.map(([name, states]) => icon(name, only(states))).join("");
  return `${isInApp ? `<p class="note warn">${w.inApp}</p>` : ""}<p class="note if-mirror"><b>${w.mirror}</b> <button class="btn" type="button" id="mirror-here">${w.mirrorHere}</button></p>
<h1><span class="state">${icons}<span id="state">${headingOf(page, w)}</span></span><span ${only("waiting paused")}>${w.ahead}<span class="big num"><span id="ahead">${count.format(view.ahead)}</span><small>${w.people}</small></span></span><span ${only("early")}>${w.lobbyIn}</span><span ${only("lobby kept")}>${w.opensIn}</span><span ${only("called")}>${w.calledIn}</span><span ${only("missed")}>${w.missedIn}</span><span class="big num" id="clock" role="timer" ${only("early lobby kept called missed")}>${clock}</span></h1>
<p class="semi" id="opening" ${only("early lobby kept")}>${opening}</p><p class="note warn" ${only("kept")}><span><b id="kept">${view.why === null ? "" : w[view.why]}</b> ${w.keptText}</span></p><p class="note far" ${only("early lobby kept")}>${w.away}</p>
<div ${only("waiting paused")}><div class="bar" id="bar" role="progressbar" aria-label="${w.progress}"><i></i></div><p class="ends num"><span id="number">${view.number === null ? "" : fill(w.number, view.number)}</span><span id="behind">${fill(w.behind, view.behind)}</span></p></div>
<p id="spoken" class="sr" role="status"></p><p id="problem" class="note danger" role="alert" hidden></p>
<p class="note danger if-lost">${icon("offline")}<span><b>${w.lostTitle}</b> ${w.lostText}</span></p><p class="note" id="returned" hidden></p>
<p class="note" ${only("lobby drawing")}><span>${lobbyText(page, w).replace("{n}", `<span id="present">${count.format(board.lastNumber - board.nowServing)}</span>`)}</span></p>
<p class="note near" ${only("early lobby kept")}>${w.stay}</p>
<div class="note warn" id="notice-box"${hidden(notice === "" && view.state !== "paused")}><div><p><b id="notice">${escapeHtml(notice)}</b></p><p ${only("paused")}>${w.pausedText}</p></div></div>${closing(page, w)}`;
}

/** The action of each state, as a form, so that it works without script. */
function acts(page: QueuePage, w: PageWords): string {
  const { scheduleId, board, view, siteKey } = page;
  const only = onlyIn(view.state);
  const here = `/queue/${scheduleId}`;
  const inside = `action="${here}/enter" `;
  // A form without an action posts to its own page.
  const act = (id: string, states: string, action: string, label: string, text: string) =>
    `<form method="post" ${action}id="${id}-form" ${only(states)}><button class="btn main" id="${id}">${label}</button>${text === "" ? "" : `<p>${text}</p>`}</form>`;
  const isCancelled = board.state === "cancelled";
  const isUnplaced = view.state === "lobby" && view.number === null;
  const take = isUnplaced
    ? `<noscript>${act("take-now", "lobby", `action="${here}" `, w.take, w.joinText)}</noscript>`
    : "";
  return `${take}<div class="stack" ${only("guest")}><a class="btn main" href="/sign-in?next=${encodeURIComponent(here)}">${w.signIn}</a><p>${w.signInText}</p></div>${act("take", "join", "", w.take, w.joinText)}${act("enter", "called", inside, w.enter, w.enterText)}${act("back", "missed", inside, w.back, w.backText)}${act("here", "moved", "", w.here, w.movedText)}${act("retry", "trouble", "", w.retry, "")}${hasPresale(page) ? presaleForm(view, w) : ""}<div class="stack" ${only("over")}><p id="closed"${hidden(isCancelled)}>${w.overText}</p><p id="cancelled"${hidden(!isCancelled)}>${w.cancelledText} <a href="/me">${w.toTickets}</a></p><a class="btn main" href="/concerts">${w.toConcerts}</a></div>${siteKey === null ? "" : `<div id="turnstile"></div>`}`;
}

const presaleForm = ({ state }: QueuePage["view"], w: PageWords) =>
  `<form id="presale-form" method="post" ${onlyIn(state)("presale")}><p>${w.presaleText}</p><label for="code">${w.code}</label><input id="code" name="code" autocomplete="off" autocapitalize="characters"><button class="btn main">${w.verify}</button></form>`;

function pace({ board, language, view, address }: QueuePage, w: PageWords): string {
  const only = onlyIn(view.state);
  const isFull = board.shoppers >= Math.min(board.shoppersMax, board.seatsLeft);
  const perMinute = view.state === "paused" ? 0 : board.admitPerMinute;
  const rate =
    isFull || board.state === "draining"
      ? "–"
      : w.perMinute.replace("{n}", new Intl.NumberFormat(language).format(perMinute));
  return `<dl class="num" ${only("waiting paused")}><div><dt>${w.left}</dt><dd id="eta">–</dd></div><div><dt>${w.pace}</dt><dd id="rate">${rate}</dd></div><div><dt>${w.updated}</dt><dd id="age">${w.seconds.replace("{n}", "0")}</dd></div></dl>
<div class="part" ${only(hasPlace)}><p class="note" id="stays">${icon("lock")}<span><b>${w.stays}</b> ${w.staysText}</span></p>
<div class="row needs-script"><button class="btn" type="button" id="listen">${icon("sound")}${w.listen}</button><button class="btn" type="button" id="sound" aria-pressed="false">${icon("bell")}${w.sound}</button></div><details><summary>${w.device}</summary><p>${w.deviceText}</p><p><code>${escapeHtml(address)}</code></p></details></div>`;
}

/** Asked before the seats, so that asking costs no time inside. */
function time({ scheduleId, hasMoreTime, view }: QueuePage, w: PageWords): string {
  const only = onlyIn(view.state);
  return `<form id="time-form" method="post" action="/queue/${scheduleId}/time" ${only(`join early ${hasPlace}`)}><label class="check"><input type="checkbox" id="more-time" name="more-time" value="yes"${hasMoreTime ? " checked" : ""}> <b>${w.time}</b></label><p>${w.timeText}</p><noscript><button class="btn">${w.keep}</button></noscript></form>`;
}
