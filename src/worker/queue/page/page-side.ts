import { clockTime } from "../../../contract/sale/queue-times.ts";
import { escapeHtml } from "../../pages/page.ts";
import { type QueuePage, hidden, onlyIn } from "./page-parts.ts";
import type { PageWords } from "./page-words.ts";

/** No more fans are admitted, though the sale is not over. */
export const closing = ({ board, view, facts }: QueuePage, w: PageWords): string =>
  `<p class="note warn" id="closing"${hidden(board.state !== "draining" || view.state !== "waiting")}><span><b>${w.closing}</b> ${w.closingText} <a href="/concerts/${facts.concert.id}">${w.otherDates}</a></span></p>`;

/** The seats left in each zone, with their share. */
export function stock({ facts, board, language, view }: QueuePage, w: PageWords): string {
  const count = new Intl.NumberFormat(language);
  const lines = facts.zones.map(({ id, name, color }) => {
    const zone = board.zones.find(({ zoneId }) => zoneId === id);
    const left = zone?.left ?? 0;
    const share = Math.ceil((left * 100) / Math.max(1, zone?.total ?? 0));
    const text = left === 0 ? w.soldOut : w.seatsLeft.replace("{n}", count.format(left));
    return `<li data-zone="${escapeHtml(id)}"${left === 0 ? " data-out" : ""} style="--left:${share}%"><i class="z${color}" aria-hidden="true">${escapeHtml([...name[language]][0] ?? "")}</i><span class="semi">${escapeHtml(name[language])}</span><s></s><b>${text}</b></li>`;
  });
  const asOf = clockTime(Date.parse(board.serverTime), language, facts.venue.timeZone);
  const isGone = board.seatsLeft === 0;
  const isScarce = view.state === "waiting" && view.ahead >= board.seatsLeft;
  const concert = `/concerts/${facts.concert.id}`;
  const note = (id: string, isOff: boolean, title: string, text: string, link: string) =>
    `<p class="note warn" id="${id}"${hidden(isOff)}><span><b>${title}</b> ${text} <a href="${concert}" target="_blank">${link}</a></span></p>`;
  return `<section class="stack"><div class="head"><h2>${w.stock}</h2><small class="num" id="as-of">${w.asOf.replace("{n}", asOf)}</small></div><ul class="stock num">${lines.join("")}</ul>${note("scarce", isGone || !isScarce, w.scarce, w.scarceText, w.otherDates)}${note("gone", !isGone || view.state !== "waiting", w.gone, w.goneText, w.toWaitlist)}</section>`;
}

export function meanwhile({ board, view, scheduleId, facts }: QueuePage, w: PageWords): string {
  const line = (href: string, name: string) =>
    `<li><a href="${href}" target="_blank">${name}</a></li>`;
  const draw = board.order === "lottery" ? line(`/draw/${scheduleId}`, w.draw) : "";
  return `<section class="stack" ${onlyIn(view.state)("early lobby drawing waiting paused kept")}><h2>${w.meanwhile}</h2><ul class="todo">${line("/profile", w.profile)}${line("/wallet", w.wallet)}${line(`/concerts/${facts.concert.id}`, w.show)}${draw}</ul></section>`;
}
