import { expect, it } from "vitest";
import type { Board } from "../../../contract/sale/queue.ts";
import type { QueuePage } from "./page-parts.ts";
import { queuePage } from "./page.ts";
import { pageWords } from "./page-words.ts";

const at = "2027-01-16T09:00:00Z";
const money = (amount: number) => ({ amount, currency: "KRW" as const });
const zone = (id: string, color: number) => ({
  id,
  name: { ko: `${id}석`, en: id },
  color,
  price: money(1_000),
  fee: money(0),
});
const board: Board = {
  scheduleId: "s",
  state: "open",
  order: "fifo",
  isDrawn: false,
  presales: [],
  nowServing: 10,
  lastNumber: 30,
  shoppers: 5,
  shoppersMax: 5,
  admitPerMinute: 60,
  seatsLeft: 31,
  zones: [
    { zoneId: "R", left: 30, total: 120 },
    { zoneId: "S", left: 1, total: 4_000 },
    { zoneId: "A", left: 0, total: 10 },
  ],
  lobbyOpensAt: at,
  saleOpensAt: at,
  notice: null,
  serverTime: at,
  nextPollMs: 2_000,
};

function drawn(
  change: Partial<Board>,
  state: QueuePage["view"]["state"] = "waiting",
  until: string | null = null,
  why: QueuePage["view"]["why"] = null,
  more: Partial<QueuePage> = {},
): string {
  return queuePage({
    scheduleId: "s",
    address: "https://frontrow.test/queue/s",
    language: "en",
    accountId: null,
    siteKey: null,
    isInApp: false,
    hasMoreTime: false,
    facts: {
      concert: { id: "c", title: { ko: "가", en: "Show" }, poster: "/posters/p.svg" },
      venue: {
        name: { ko: "나", en: "Hall" },
        address: { ko: "나길 1", en: "1 Na-gil" },
        timeZone: "Asia/Seoul",
      },
      startsAt: at,
      doorsAt: null,
      isMoved: false,
      zones: [zone("R", 1), zone("S", 2), zone("A", 3)],
    },
    board: { ...board, ...change },
    view: { state, number: 20, ahead: 9, behind: 10, nextPollMs: 4_000, until, why },
    ...more,
  });
}

it("[QH19] a page with three zones has at most 30 kB in both languages", () => {
  const id = crypto.randomUUID();
  const address = `https://tickets.frontrow.test/queue/${id}`;
  for (const language of ["ko", "en"] as const) {
    const more = { language, scheduleId: id, accountId: id, address };
    const page = drawn({ order: "lottery" }, "waiting", null, null, more);
    expect(page.length).toBeGreaterThan(20_000);
    expect(new TextEncoder().encode(page).length).toBeLessThanOrEqual(30_000);
  }
});

it("[QH54] the top of the page names the year of a show that is not in this year", () => {
  const top = (serverTime: string) => /<header>.*?<\/header>/s.exec(drawn({ serverTime }))?.[0];
  expect(top("2026-12-20T09:00:00Z")).toContain("Sat, January 16, 2027");
  expect(top("2027-01-02T09:00:00Z")).toContain("Sat, January 16 at");
  const korean = drawn({ serverTime: "2026-12-20T09:00:00Z" }, "waiting", null, null, {
    language: "ko",
  });
  expect(korean).toContain("2027년 1월 16일 (토) 18:00");
});

/** The visible parts of the page, and those hidden until their state. */
const isHidden = (page: string, id: string) =>
  new RegExp(`<p [^>]*id="${id}"[^>]* hidden>|<p id="${id}" hidden>`).test(page);

it("[V350] each zone shows its share of free seats, and never shows zero while a seat is free", () => {
  const page = drawn({});
  const shares = [...page.matchAll(/data-zone="(\w)"[^>]*--left:(\d+)%/g)].map(([, id, share]) => [
    id,
    share,
  ]);
  expect(shares).toEqual([
    ["R", "25"],
    ["S", "1"],
    ["A", "0"],
  ]);
  expect(page).toMatch(new RegExp(`>${pageWords.en.asOf.replace("{n}", "6:00:00\\sPM")}<`));
});

it("[V351] a waiting fan learns that everything is sold, that admission has ended, or that the date is canceled", () => {
  const shown = (page: string) =>
    ["scarce", "gone", "closing", "closed", "cancelled"].filter((id) => !isHidden(page, id));
  expect(shown(drawn({}))).toEqual(["closed"]);
  expect(shown(drawn({ seatsLeft: 8 }))).toEqual(["scarce", "closed"]);
  expect(shown(drawn({ seatsLeft: 0 }))).toEqual(["gone", "closed"]);
  expect(shown(drawn({ state: "draining" }))).toEqual(["closing", "closed"]);
  const over = drawn({ state: "cancelled" }, "over");
  expect(shown(over)).toEqual(["cancelled"]);
  expect(over).toMatch(/<div class="stack" data-in="over"><p id="closed" hidden>/);
});

it("[V422] a lobby that is days away shows the date, the hour and the number of days, and tells the fan that the page can be closed", () => {
  const far = drawn({ state: "upcoming" }, "early", "2027-01-22T11:00:00Z");
  expect(/id="clock"[^>]*>([^<]*)</.exec(far)?.[1]).toBe("6 days");
  expect(/id="opening"[^>]*>([^<]*)</.exec(far)?.[1]).toBe("Friday, January 22, 2027 at 8:00 PM");
  expect(far).toContain('<body data-state="early" data-far>');
  expect(far).toContain(`<p class="note far" data-in="early lobby kept">${pageWords.en.away}</p>`);
  const lobby = drawn({ state: "lobby" }, "lobby", "2027-01-22T11:00:00Z");
  const present = pageWords.en.lobbyText.replace("{n}", `<span id="present">20</span>`);
  // In one piece, or the parts of the sentence would stand apart.
  expect(lobby).toContain(`<span>${present}</span></p>`);
  expect(lobby).toContain(
    `<p class="note near" data-in="early lobby kept">${pageWords.en.stay}</p>`,
  );
  const near = drawn({ state: "upcoming" }, "early", "2027-01-16T11:00:00Z");
  expect(/id="clock"[^>]*>([^<]*)</.exec(near)?.[1]).toMatch(/^8:00\sPM$/);
  expect(near).toContain('<body data-state="early">');
});

it("[QH42] a fan of a presale that is sold out is told so, that the place is kept, and until when", () => {
  const page = drawn({}, "kept", "2027-01-16T11:00:00Z", "keptSoldOut");
  const { keptSoldOut, keptOver, keptText } = pageWords.en;
  expect(page).toContain(`data-in="kept"><span><b id="kept">${keptSoldOut}</b> ${keptText}</span>`);
  expect(/id="opening"[^>]*>([^<]*)</.exec(page)?.[1]).toBe(
    "Saturday, January 16, 2027 at 8:00 PM",
  );
  expect(page).toContain(JSON.stringify(keptOver));
});

it("[QH50] the page of a canceled date says so in its heading, and leads to the fan's tickets", () => {
  const heading = (page: string) => /id="state">([^<]*)</.exec(page)?.[1];
  const canceled = drawn({ state: "cancelled" }, "over");
  expect(heading(canceled)).toBe(pageWords.en.cancelled);
  expect(canceled).toContain(`<title>${pageWords.en.cancelled} `);
  expect(/<p id="cancelled">.*?<\/p>/.exec(canceled)?.[0]).toContain('<a href="/me">');
  expect(heading(drawn({ state: "closed" }, "over"))).toBe(pageWords.en.over);
});

it("[QH52] a fan who is called, or for whom nothing comes, sees no list of things to do while waiting", () => {
  const isShown = (state: QueuePage["view"]["state"]) => {
    const part = drawn({}, state).split(`<h2>${pageWords.en.meanwhile}`)[0] ?? "";
    return !/<section [^>]* hidden>$/.test(part);
  };
  expect((["early", "lobby", "drawing", "waiting", "paused", "kept"] as const).every(isShown)).toBe(
    true,
  );
  expect((["called", "missed", "moved", "over"] as const).some(isShown)).toBe(false);
});

it("[QH53] after the end of admission the page offers the other dates, and promises no call and no pace", () => {
  const page = drawn({ state: "draining" });
  const note = /<p [^>]*id="closing">.*?<\/p>/.exec(page)?.[0];
  expect(note).toContain(`<a href="/concerts/c">${pageWords.en.otherDates}</a>`);
  expect(page).toContain(":has(#closing:not([hidden])) :is(dl,#stays)");
  expect(page).toContain('<p class="note" id="stays">');
});
