import type { Board } from "../../contract/sale/queue.ts";
import type { QueuePageData, QueuePageState } from "../../contract/sale/queue-page.ts";
import type { Kept } from "../../contract/sale/kept-places.ts";
import { clockTime, daysTo, momentText } from "../../contract/sale/queue-times.ts";

/** Everything that the page shows; tabs share it. */
export type Seen = {
  state: QueuePageState;
  isLost: boolean;
  number: number | null;
  ahead: number;
  firstAhead: number;
  behind: number;
  /** Null while it is not known yet. */
  perMinute: number | null;
  /** The countdown's target, on the server's clock. */
  untilMs: number | null;
  syncedAtMs: number;
  offsetMs: number;
  problem: string | null;
  board: Board | null;
  /** The number ahead when the connection was lost, for a while after it is back. */
  aheadBefore: number | null;
  /** Why the place is kept. */
  why: Kept | null;
};

const spokenEveryMs = 60_000;
export const { body } = document;
export const byId = (id: string) => document.getElementById(id);
const hide = (id: string, isHidden: boolean) => byId(id)?.toggleAttribute("hidden", isHidden);

function put(id: string, text: string): void {
  const element = byId(id);
  if (element && element.textContent !== text) element.textContent = text;
}

function putNote(id: string, text: string | number | null): void {
  put(id, String(text ?? ""));
  hide(id, text === null);
}

/** Renders the state. A screen reader hears it at most once a minute, and on every change of state. */
export function createView({ words, language, timeZone }: QueuePageData) {
  const count = new Intl.NumberFormat(language);
  const daysLeft = ({ untilMs, offsetMs }: Seen) =>
    daysTo(untilMs ?? 0, Date.now() + offsetMs, language, timeZone);
  const said = { state: "", atMs: 0 };
  const fill = (text: string, n: number | string, m: number | string = "") =>
    text
      .replace("{n}", typeof n === "number" ? count.format(n) : n)
      .replace("{m}", typeof m === "number" ? count.format(m) : m);

  function show(seen: Seen): void {
    const { state, board } = seen;
    body.dataset["state"] = state;
    body.toggleAttribute("data-lost", seen.isLost);
    for (const part of document.querySelectorAll("[data-in]"))
      part.toggleAttribute("hidden", !part.getAttribute("data-in")?.split(" ").includes(state));
    put("state", seen.isLost ? words.lost : headingOf(seen));
    put("ahead", count.format(seen.ahead));
    put("number", seen.number === null ? "" : fill(words.number, seen.number));
    put("behind", fill(words.behind, seen.behind));
    put("eta", etaOf(seen));
    put("rate", rateOf(seen));
    putNote("problem", seen.problem);
    const { aheadBefore } = seen;
    putNote("returned", aheadBefore && fill(words.returned, aheadBefore, seen.ahead));
    const done = seen.firstAhead === 0 ? 1 : 1 - seen.ahead / seen.firstAhead;
    const bar = byId("bar");
    bar?.setAttribute("aria-valuenow", String(Math.round(done * 100)));
    bar?.style.setProperty("--done", `${Math.max(2, done * 100)}%`);
    if (seen.why) put("kept", words[seen.why]);
    if (board) showBoard(board, seen);
    if (seen.untilMs !== null) put("opening", momentText(seen.untilMs, language, timeZone));
    body.toggleAttribute("data-far", daysLeft(seen) !== null);
    say(seen);
    tick(seen);
  }

  function showBoard(board: Board, { ahead, state }: Seen): void {
    put("notice", board.notice?.[language] ?? "");
    hide("notice-box", board.notice === null && state !== "paused");
    put("present", count.format(board.lastNumber - board.nowServing));
    for (const { zoneId, left, total } of board.zones) {
      const line = document.querySelector<HTMLElement>(`[data-zone="${CSS.escape(zoneId)}"]`);
      const shown = line?.querySelector("b");
      if (!line || !shown) continue;
      line.style.setProperty("--left", `${Math.ceil((left * 100) / Math.max(1, total))}%`);
      shown.textContent = left === 0 ? words.soldOut : fill(words.seatsLeft, left);
      line.toggleAttribute("data-out", left === 0);
    }
    put("as-of", fill(words.asOf, clockTime(Date.parse(board.serverTime), language, timeZone)));
    const isGone = board.seatsLeft === 0;
    hide("scarce", isGone || state !== "waiting" || ahead < board.seatsLeft);
    hide("gone", !isGone || state !== "waiting");
    hide("closing", board.state !== "draining" || state !== "waiting");
    hide("cancelled", board.state !== "cancelled");
    hide("closed", board.state === "cancelled");
  }

  function rateOf({ state, perMinute, board }: Seen): string {
    if (state === "paused") return fill(words.perMinute, 0);
    return perMinute === null || board?.state === "draining"
      ? "–"
      : fill(words.perMinute, Math.round(perMinute));
  }

  /** A wait is a range, since one number would be a promise. */
  function etaOf({ ahead, perMinute, state, board }: Seen): string {
    if (state === "paused") return words.stopped;
    if (perMinute === null || perMinute <= 0 || board?.state === "draining") return "–";
    const minutes = ahead / perMinute;
    const most = Math.ceil(minutes * 1.4);
    return most <= 1 ? words.soon : fill(words.eta, Math.max(1, Math.floor(minutes * 0.8)), most);
  }

  const headingOf = ({ state, board }: Seen) =>
    words[board?.state === "cancelled" ? board.state : state];

  function sentence(seen: Seen): string {
    const { state, ahead, isLost } = seen;
    if (isLost) return words.lost;
    return state === "waiting" ? fill(words.spoken, ahead) : headingOf(seen);
  }

  function say(seen: Seen, isAsked = false): void {
    const state = seen.isLost ? "lost" : seen.state;
    const isDue = Date.now() - said.atMs >= spokenEveryMs;
    if (!isAsked && state === said.state && !isDue) return;
    Object.assign(said, { state, atMs: Date.now() });
    // The same sentence again would not be read: a changed node is.
    byId("spoken")?.replaceChildren(sentence(seen));
  }

  /** Updates every second: the age of the data, and the clock. */
  function tick(seen: Seen): void {
    const { syncedAtMs, untilMs, offsetMs, state, ahead } = seen;
    const now = Date.now();
    put(
      "age",
      fill(
        words.seconds,
        syncedAtMs === 0 ? 0 : Math.max(0, Math.round((now - syncedAtMs) / 1_000)),
      ),
    );
    // Until the first answer, the page's own text shows the moment.
    if (untilMs !== null) put("clock", daysLeft(seen) ?? clockText(untilMs - now - offsetMs));
    if (state === "waiting") document.title = `${fill(words.title, ahead)} · Frontrow`;
  }

  return { show, tick, sayNow: (seen: Seen) => say(seen, true), sentence };
}

function clockText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
