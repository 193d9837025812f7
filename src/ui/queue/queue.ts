import type { Board, Draw, Turn } from "../../contract/sale/queue.ts";
import type { QueuePageData } from "../../contract/sale/queue-page.ts";
import { Refused, askQueue } from "./ask.ts";
import { createBell } from "./bell.ts";
import { createPace, keptPollMs, pollMs, rankOf, shownOf } from "./line.ts";
import { recall, remember, rememberForServer } from "../state/storage.ts";
import { keepPass } from "../sale/pass.ts";
import { checkPerson } from "./person.ts";
import { shareTabs } from "./tabs.ts";
import { startThemeSwitch } from "./theme-switch.ts";
import { type Seen, body, byId, createView } from "./view.ts";

/** Where no sale checks for robots, the page does without that code (dev/build/page-assets.ts). */
declare const checksPersons: boolean;

const retryMs = { first: 2_000, longest: 15_000 } as const;

const data = JSON.parse(byId("queue-data")?.textContent ?? "{}") as QueuePageData;
const { scheduleId, words } = data;
const ask = askQueue(scheduleId);
const view = createView(data);
const bell = createBell(words.called);
const paceOf = createPace();

const seen: Seen = {
  state: (body.dataset["state"] ?? "join") as Seen["state"],
  isLost: false,
  number: null,
  ahead: 0,
  firstAhead: 0,
  behind: 0,
  perMinute: null,
  untilMs: null,
  syncedAtMs: 0,
  offsetMs: 0,
  problem: null,
  board: null,
  aheadBefore: null,
  why: null,
};
/** How long the page shows the change during a lost connection. */
const returnedMs = 20_000;
let returnedAtMs = 0;
let mine: Turn | null = null;
let draw: Draw | null = null;
let isLive = false;
let isReturning = false;
/** True if the schedule has been asked since the board reached this rank. */
let wasUp = false;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

const tabs = shareTabs<Seen>(`frontrow-queue-${scheduleId}`, {
  onLive: () => {
    isLive = true;
    body.removeAttribute("data-mirror");
    void begin();
  },
  onMirror: () => {
    isLive = false;
    clearTimeout(timer);
    body.setAttribute("data-mirror", "");
  },
  onSeen: (other) => {
    Object.assign(seen, other);
    view.show(seen);
  },
});

function show(change: Partial<Seen>): void {
  const wasCalled = seen.state === "called";
  Object.assign(seen, change);
  view.show(seen);
  tabs.tell(seen);
  if (seen.state === "called" && !wasCalled) bell.ring();
  if (seen.state !== "called" && wasCalled) bell.stop();
}

function later(ms: number, work: () => Promise<void>): void {
  clearTimeout(timer);
  if (isLive) timer = setTimeout(() => void work(), ms);
}

/** A guest sees the sign-in link; everybody else has or gets a place. */
async function begin(): Promise<void> {
  if (data.accountId === null && localStorage.getItem("frontrow.signed-in") !== "yes")
    return show({ state: "guest" });
  await join();
}

async function join(): Promise<void> {
  try {
    // A fan with a place is not checked again, so the token is only requested when needed.
    const { siteKey } = data;
    const turnstile = checksPersons && !mine && siteKey ? await checkPerson(siteKey) : null;
    const shown = { ...(mine ? { place: mine.place } : {}), ...(turnstile ? { turnstile } : {}) };
    await follow(await ask.join(shown));
  } catch (error) {
    refused(error);
  }
}

async function follow(turn: Turn): Promise<void> {
  mine = turn;
  failures = 0;
  if (turn.state === "admitted" && turn.admission) return goInside(turn.admission);
  await look();
}

/** The board shows how far the line has moved. Only a called fan sends more requests. */
async function look(): Promise<void> {
  try {
    const board = await ask.board();
    failures = 0;
    if (board.isDrawn) draw ??= await ask.draw();
    await stand(board);
  } catch (error) {
    refused(error);
  }
}

async function stand(board: Board): Promise<void> {
  if (!mine) return;
  const now = Date.now();
  const serverMs = Date.parse(board.serverTime);
  const { rank, until, ...shown } = shownOf(mine, board, rankOf(mine, board, draw));
  const isCalled = mine.state === "called" || mine.state === "missed";
  const isKept = shown.state === "kept";
  const untilMs = Date.parse(isKept || shown.state === "lobby" ? until : (mine.until ?? ""));
  if (seen.isLost) returnedAtMs = now;
  const aheadLost = seen.isLost && seen.state === "waiting" ? seen.ahead : seen.aheadBefore;
  const isTold = shown.state === "waiting" && now - returnedAtMs < returnedMs;
  const firstAhead = Math.max(firstSeen(), shown.ahead);
  remember(firstName, String(firstAhead));
  show({
    ...shown,
    aheadBefore: isTold && aheadLost !== shown.ahead ? aheadLost : null,
    board,
    isLost: false,
    problem: null,
    number: mine.number,
    firstAhead,
    perMinute: paceOf(board, now),
    untilMs: Number.isNaN(untilMs) ? null : untilMs,
    syncedAtMs: now,
    offsetMs: serverMs - now,
  });
  if (shown.state === "over") return;
  if (isKept) return later(keptPollMs(Math.random()), look);
  const isLapsed =
    isCalled && shown.state !== "paused" && Date.parse(mine.until ?? "") < now + seen.offsetMs;
  const isUp = rank !== null && rank <= board.nowServing && board.state !== "paused";
  // A fan who was passed over is not called by the board's number: the schedule said how soon to ask again.
  const isPassed = isUp && wasUp && !isCalled;
  wasUp = isUp;
  if (isLapsed || (isUp && !isCalled && !isReturning))
    return later(isPassed ? mine.nextPollMs : pollMs(0, 0) / 4, join);
  // A fan back from a missed call enters as soon as there is room; asking takes the room.
  if (isUp && isReturning) return later(pollMs(0, Math.random()), enter);
  later(pollMs(shown.ahead, Math.random()), look);
}

/** The first position, so that the progress bar survives a reload. */
const firstName = `queue-first.${scheduleId}`;
const firstSeen = () => Math.max(seen.firstAhead, Number(recall(firstName) ?? 0));

async function enter(): Promise<void> {
  if (!mine) return;
  clearTimeout(timer);
  try {
    isReturning ||= mine.state === "missed";
    await follow(await ask.enter(mine.place));
  } catch (error) {
    refused(error);
  }
}

function goInside(pass: NonNullable<Turn["admission"]>): void {
  bell.stop();
  remember(firstName, null);
  // Without storage the seats' page asks for the pass again.
  keepPass(scheduleId, data.accountId ?? "", pass);
  location.assign(`/schedules/${scheduleId}`);
}

/** An answer that gives no place. */
const say = (state: Seen["state"], problem = seen.problem) =>
  show({ state, problem, isLost: false });

/** Without an answer the page keeps its state and keeps asking. */
function refused(error: unknown): void {
  if (!(error instanceof Refused)) throw error;
  switch (error.code) {
    case "unauthenticated":
    case "session-ended":
      return say("guest");
    case "place-moved":
      return say("moved");
    case "presale-only":
      say("presale");
      // A page from before the presale was added has no form. The next one may lack it too, so no fan asks often.
      if (!byId("presale-form"))
        later(retryMs.longest * (1 + Math.random()), async () => location.reload());
      return;
    case "place-spent":
      isReturning = false;
      return later(retryMs.first, join);
    case "lobby-not-open":
      return void early();
    case "sale-not-open":
    case "not-found":
      return say("over");
    case "bot-check-failed":
      return say("trouble", words.robot);
  }
  failures++;
  const backoffMs = Math.min(retryMs.longest, retryMs.first * 2 ** Math.min(4, failures - 1));
  show({ isLost: true });
  later(Math.max(error.retryAfterMs, backoffMs) * (0.9 + Math.random() * 0.4), mine ? look : join);
}

/** Before the lobby opens: a clock, and then a place without a press in time. Chance spreads the crowd. */
async function early(): Promise<void> {
  try {
    const board = await ask.board();
    const untilMs = Date.parse(board.lobbyOpensAt);
    const offsetMs = Date.parse(board.serverTime) - Date.now();
    show({ state: "early", board, untilMs, offsetMs, syncedAtMs: Date.now(), isLost: false });
    const waitMs = untilMs - Date.now() - offsetMs;
    later(Math.min(60_000, Math.max(1_000, waitMs) + Math.random() * 3_000), join);
  } catch (error) {
    refused(error);
  }
}

const on = (id: string, work: (event: Event) => void) =>
  byId(id)?.addEventListener("click", (event) => {
    event.preventDefault();
    work(event);
  });
for (const id of ["take", "here", "retry"]) on(id, () => void join());
for (const id of ["enter", "back"]) on(id, () => void enter());
on("mirror-here", () => tabs.takeOver());
on("listen", () => {
  view.sayNow(seen);
  const spoken = new SpeechSynthesisUtterance(view.sentence(seen));
  spoken.lang = data.language;
  speechSynthesis.speak(spoken);
});
on("sound", ({ currentTarget }) => {
  if (!(currentTarget instanceof HTMLElement)) return;
  const isOn = currentTarget.getAttribute("aria-pressed") !== "true";
  currentTarget.setAttribute("aria-pressed", String(isOn));
  bell.setSound(isOn);
});
byId("presale-form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const { value } = byId("code") as HTMLInputElement;
  ask.verify(value).then(join, (error: unknown) => {
    const isWrong = error instanceof Refused && error.code?.startsWith("code-");
    show({ problem: isWrong ? words.wrongCode : words.failed });
  });
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && isLive && mine && seen.state !== "over")
    void look();
});
byId("more-time")?.addEventListener("change", ({ currentTarget }) => {
  const isWanted = currentTarget instanceof HTMLInputElement && currentTarget.checked;
  rememberForServer("more-time", isWanted ? "yes" : "no");
});
startThemeSwitch();
setInterval(() => view.tick(seen), 1_000);
