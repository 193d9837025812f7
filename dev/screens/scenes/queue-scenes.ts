import type { Board, Turn } from "../../../src/contract/sale/queue.ts";
import type { Browser } from "playwright-core";
import type { Schedule } from "../../../src/contract/catalog/concerts.ts";
import { adminPost, scheduleOf, signOut, signUp } from "../people.ts";
import type { Scene, Visit } from "../scene.ts";

const minuteMs = 60_000;
const after = (ms: number) => new Date(Date.now() + ms).toISOString();

type Refusal = { status: number; code: string };
type State = { name: string; board: Partial<Board>; turn: Partial<Turn> | Refusal };

const ahead = { rank: 14_200, number: 14_200 };
const states = (): State[] => [
  {
    name: "lobby",
    board: { state: "lobby", saleOpensAt: after(4 * minuteMs) },
    turn: { state: "lobby" },
  },
  { name: "waiting", board: {}, turn: ahead },
  { name: "scarce", board: { seatsLeft: 900 }, turn: ahead },
  { name: "gone", board: { seatsLeft: 0 }, turn: ahead },
  { name: "closing", board: { state: "draining" }, turn: ahead },
  {
    name: "early",
    board: { state: "upcoming", lobbyOpensAt: after(200 * minuteMs) },
    turn: { status: 409, code: "lobby-not-open" },
  },
  {
    name: "drawing",
    board: { state: "open", order: "lottery", isDrawn: false },
    turn: { ...ahead, rank: null, state: "lobby" },
  },
  { name: "presale", board: {}, turn: { status: 403, code: "presale-only" } },
  { name: "moved", board: {}, turn: { status: 409, code: "place-moved" } },
  { name: "trouble", board: {}, turn: { status: 403, code: "bot-check-failed" } },
  {
    name: "paused",
    board: {
      state: "paused",
      notice: {
        ko: "결제사 점검으로 잠시 멈췄어요. 14:30에 다시 시작할게요.",
        en: "Paused while the payment company recovers. We'll continue at 2:30 PM.",
      },
    },
    turn: ahead,
  },
  {
    name: "called",
    board: { nowServing: 15_000 },
    turn: { ...ahead, state: "called", until: after(94_000) },
  },
  {
    name: "missed",
    board: { nowServing: 15_000 },
    turn: { ...ahead, state: "missed", until: after(252_000) },
  },
  { name: "over", board: { state: "closed" }, turn: ahead },
  { name: "cancelled", board: { state: "cancelled" }, turn: ahead },
];

/** Puts a line of thousands before the page, which no machine of ours has. */
async function inState(visit: Visit, scheduleId: string, { board, turn }: State) {
  const { page } = visit;
  const path = `/api/v1/schedules/${scheduleId}/queue`;
  const real = (await (await page.request.get(path)).json()) as Board;
  const shown: Board = {
    ...real,
    state: "open",
    nowServing: 1_855,
    lastNumber: 22_610,
    seatsLeft: 20_755,
    admitPerMinute: 1_200,
    ...board,
    zones: real.zones.map(({ zoneId }, index) => ({
      zoneId,
      left: board.seatsLeft === 0 ? 0 : ([0, 120, 3_400][index] ?? 17_235),
      total: [2_400, 4_000, 5_200][index] ?? 20_000,
    })),
    serverTime: new Date().toISOString(),
  };
  const { origin } = new URL(page.url());
  await page.route(`**${path}`, async (route) => {
    if (route.request().method() === "GET") return route.fulfill({ json: shown });
    if ("code" in turn)
      return route.fulfill({ status: turn.status, json: { code: turn.code, status: turn.status } });
    const place = (await (
      await page.request.post(path, { headers: { origin }, data: {} })
    ).json()) as Turn;
    const said: Turn = {
      ...place,
      state: "waiting",
      ahead: 12_345,
      behind: 8_410,
      admission: null,
      ...turn,
    };
    return route.fulfill({ json: said });
  });
}

/** The page's own name of a state, if it differs. */
const seenAs: Record<string, string> = {
  scarce: "waiting",
  gone: "waiting",
  closing: "waiting",
  cancelled: "over",
};

/** A new date with a lottery or with an open presale, since the server draws their parts of the page. */
async function rareDate({ page }: Visit, browser: Browser, name: string): Promise<string> {
  const { origin } = new URL(page.url());
  const known = await page.request.get("/api/v1/concerts/far-mountain/schedules");
  const { items } = (await known.json()) as { items: Schedule[] };
  const [model] = items;
  if (!model) throw new Error("the concert has no dates");
  const { concertId, planHash, zones } = model;
  const day = (days: number) => after(days * 1_440 * minuteMs);
  const { id } = await adminPost(browser, origin, "/admin/schedules", {
    concertId,
    planHash,
    // Each of them on a day of its own.
    startsAt: `${day(name === "drawing" ? 150 : 151).slice(0, 10)}T10:00:00.000Z`,
    saleOpensAt: day(2),
    saleClosesAt: day(149),
    zones: zones.map((zone) => ({ id: zone.id, priceMinor: zone.price.amount })),
    queueOrder: "lottery",
  });
  if (name === "drawing") return id;
  await adminPost(browser, origin, `/admin/schedules/${id}/presales`, {
    name: { ko: "팬클럽 선예매", en: "Fan club presale" },
    opensAt: after(-minuteMs),
    closesAt: day(1),
    codes: [{ code: `CLUB-${Date.now()}` }],
  });
  return id;
}

const scene = (name: string): Scene => ({
  name: `queue-${name}`,
  play: async (visit, browser) => {
    // Made on each use, so that its clocks have not run out when the picture is taken.
    const state = states().find((each) => each.name === name);
    if (!state) return;
    const { page, camera } = visit;
    await visit.open("/profile");
    await signUp(visit);
    const isRare = name === "presale" || name === "drawing";
    const id = isRare
      ? await rareDate(visit, browser, name)
      : await scheduleOf(visit, "slow-letter");
    await inState(visit, id, state);
    await page.goto(`/queue/${id}`);
    const wanted = seenAs[name] ?? name;
    await page.locator(`body[data-state=${wanted}]`).waitFor();
    await page.locator("[data-zone]").first().waitFor({ state: "attached" });
    await page.waitForTimeout(1_200);
    await camera.shoot(`queue-${name}`);
    if (name === "waiting") {
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await page.context().setOffline(true);
      await page.locator("body[data-lost]").waitFor({ timeout: 40_000 });
      await camera.shoot("queue-lost");
      await inState(visit, id, { ...state, board: { nowServing: 3_200 } });
      await page.context().setOffline(false);
      await page.locator("#returned:not([hidden])").waitFor({ timeout: 40_000 });
      await camera.shoot("queue-returned");
    }
    // With the true answers the page would lead inside.
    await page.goto("about:blank");
    await page.unrouteAll({ behavior: "ignoreErrors" });
  },
});

/** The waiting room in each of its states. */
export const queueScenes: Scene[] = [
  {
    name: "queue-guest",
    play: async (visit) => {
      await visit.open("/");
      await signOut(visit);
      await visit.page.goto(`/queue/${await scheduleOf(visit, "slow-letter")}`);
      await visit.page.locator("body[data-state=guest]").waitFor();
      await visit.camera.shoot("queue-guest");
    },
  },
  ...states().map(({ name }) => scene(name)),
];
