import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Hold } from "../../src/contract/sale/holds.ts";
import { fullAgreement } from "../../src/contract/money/agreement.ts";
import type { Order } from "../../src/contract/money/orders.ts";
import type { Turn } from "../../src/contract/sale/queue.ts";
import { type Figures, rounded } from "../support/figures.ts";
import { tell } from "../support/report.ts";
import { desktop, phone, scheduleOf, signIn, slowDown } from "./ui-site.ts";

const shiftMax = 0.03;
/** How long a page is watched once nothing is on its way to it any more. */
const settledMs = 800;

type Visit = { context: BrowserContext; siteUrl: string };

/** One page in one state: where it is, and what happens there without a hand on it. */
type State = { name: string; path: string; happen?: (page: Page) => Promise<void> };

/** How still every page stands, signed in too, from the first picture until nothing comes any more. */
export async function measureShift(browser: Browser, siteUrl: string): Promise<Figures> {
  console.log(`\n  Layout shift, page by page; at most ${shiftMax} each`);
  const figures: Figures = {};
  for (const [size, device] of Object.entries({ phone, desktop })) {
    const guest = await browser.newContext({ baseURL: siteUrl, ...device });
    const fan = await signIn(browser, siteUrl, "fan@frontrow.test", "frontrow-fan-1", device);
    const admin = await signIn(browser, siteUrl, "admin@frontrow.test", "frontrow-admin-1", device);
    const visits: [BrowserContext, State[]][] = [
      [guest, await guestStates(siteUrl)],
      [fan, await fanStates(fan, siteUrl)],
      [admin, adminStates],
    ];
    for (const [context, states] of visits) {
      for (const state of states) {
        noteShift(figures, `shift_${size}_${state.name}`, await shiftOf(context, state));
      }
      await context.close();
    }
  }
  return figures;
}

/** A page that jumps fails the run, whether or not anybody reads the figures. */
export function noteShift(figures: Figures, name: string, { shift, moved }: Moved): void {
  figures[name] = rounded(shift);
  tell(name, shift.toFixed(3), shift <= shiftMax, moved);
  if (shift > shiftMax) process.exitCode = 1;
}

type Moved = { shift: number; moved: string };

async function guestStates(siteUrl: string): Promise<State[]> {
  const upcoming = await scheduleOf(siteUrl, "high-waves", "upcoming");
  return [
    { name: "home_guest", path: "/" },
    { name: "list_guest", path: "/concerts" },
    { name: "list_filtered", path: "/concerts?genre=concert&when=weekend" },
    { name: "list_nothing", path: "/concerts?q=zzzzzz" },
    { name: "concert_upcoming", path: "/concerts/high-waves" },
    { name: "concert_open", path: "/concerts/slow-letter" },
    { name: "queue_lobby", path: `/queue/${upcoming}` },
    { name: "sign_in", path: "/sign-in" },
    { name: "reset_password", path: "/reset-password" },
    { name: "me_guest", path: "/me" },
    { name: "not_found", path: "/nowhere" },
  ];
}

async function fanStates(context: BrowserContext, siteUrl: string): Promise<State[]> {
  const scheduleId = await scheduleOf(siteUrl, "slow-letter", "open");
  const fan = { context, siteUrl };
  const order = await orderOf(fan, await scheduleOf(siteUrl, "moon-bicycle", "open"));
  await letGo(fan, scheduleId);
  const { hold, pass } = await holdTwo(fan, scheduleId);
  const me = (await (await context.request.get("/api/v1/me")).json()) as { id: string };
  await context.addInitScript(
    ([name, value]) => localStorage.setItem(name ?? "", value ?? ""),
    [`frontrow.pass.${scheduleId}.${me.id}`, JSON.stringify({ pass })],
  );
  const checkout = `/checkout/${scheduleId}/${hold.id}`;
  const inTime = (ms: number) => (page: Page) => pretendEnd(page, hold, ms);
  return [
    // The seats are held for five minutes only.
    { name: "checkout", path: checkout },
    { name: "checkout_last_minute", path: checkout, happen: inTime(63_000) },
    { name: "checkout_over", path: checkout, happen: inTime(5_000) },
    { name: "sale", path: `/schedules/${scheduleId}` },
    { name: "home", path: "/" },
    { name: "list", path: "/concerts" },
    { name: "concert", path: "/concerts/slow-letter" },
    { name: "me", path: "/me" },
    { name: "me_offline", path: "/me", happen: loseNetwork },
    ...["past", "waits", "wishes"].map((tab) => ({ name: `me_${tab}`, path: `/me?tab=${tab}` })),
    { name: "order", path: `/orders/${order.id}` },
    { name: "order_new", path: `/orders/${order.id}?new=1` },
    { name: "wallet", path: "/wallet" },
    { name: "payments", path: "/payments" },
    { name: "profile", path: "/profile" },
    ...["/me", "/wallet", "/payments", "/profile", `/orders/${order.id}`].map((to) => ({
      name: `from_home_to_${to.split("/")[1]}`,
      path: "/",
      happen: (page: Page) => follow(page, to),
    })),
  ];
}

const adminStates: State[] = [
  "",
  "/sales",
  "/payments",
  "/shows",
  "/coupons",
  "/members",
  "/reconciliation",
  "/activity",
].map((path) => ({ name: `admin${path.replace("/", "_")}`, path: `/admin${path}` }));

/** Goes on within the document; no finger is there whose moment would excuse what moves. */
async function follow(page: Page, to: string): Promise<void> {
  await settled(page);
  await page.evaluate((href) => {
    const link = document.createElement("a");
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, to);
}

async function loseNetwork(page: Page): Promise<void> {
  await settled(page);
  await page.context().setOffline(true);
  await page.locator(".offline").waitFor();
}

/** As if the hold ended so soon after the page was opened. */
async function pretendEnd(page: Page, hold: Hold, inMs: number): Promise<void> {
  const endsAt = Date.now() + inMs;
  await page.route("**/holds", (route) => {
    const times = {
      serverTime: new Date().toISOString(),
      expiresAt: new Date(endsAt).toISOString(),
    };
    return route.fulfill({ json: { items: [{ ...hold, ...times }] } });
  });
  await page.reload({ waitUntil: "load" });
  await page.locator(".pay .note, .empty").waitFor();
}

/** When all has come that was asked for; what asks every few seconds leaves gaps enough. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle").catch(() => {});
  await page.waitForTimeout(settledMs);
}

async function shiftOf(context: BrowserContext, { path, happen }: State): Promise<Moved> {
  const page = await context.newPage();
  await slowDown(page);
  await page.addInitScript(watchShift);
  await page.goto(path, { waitUntil: "load" });
  if (happen) await happen(page);
  await settled(page);
  const seen = await page.evaluate(() => (globalThis as unknown as Watched).shiftSeen);
  await page.close();
  await context.setOffline(false);
  const worst = seen.moves.toSorted((a, b) => b.value - a.value).slice(0, 3);
  const moved = worst.map(({ value, what }) => `${value.toFixed(3)} ${what}`).join("; ");
  return { shift: seen.shift, moved };
}

type Watched = {
  shiftSeen: { shift: number; moves: { value: number; what: string }[] };
};

/** Runs in the page before anything else: adds up what moved by itself, and keeps what it was. */
function watchShift(): void {
  const seen: Watched["shiftSeen"] = { shift: 0, moves: [] };
  (globalThis as unknown as Watched).shiftSeen = seen;
  type Shift = PerformanceEntry & {
    value: number;
    hadRecentInput: boolean;
    sources: { node: Node | null }[];
  };
  const nameOf = (node: Node | null): string => {
    const element = node instanceof Element ? node : node?.parentElement;
    return element ? `${element.tagName.toLowerCase()}.${element.className}`.slice(0, 40) : "gone";
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Shift[]) {
      if (entry.hadRecentInput) continue;
      seen.shift += entry.value;
      seen.moves.push({
        value: entry.value,
        what: entry.sources.map(({ node }) => nameOf(node)).join(" "),
      });
    }
  }).observe({ type: "layout-shift", buffered: true });
}

async function posted<T>(
  { context, siteUrl }: Visit,
  path: string,
  data: object,
  headers: Record<string, string> = {},
): Promise<T> {
  const own = { origin: new URL(siteUrl).origin, "idempotency-key": randomUUID() };
  const reply = await context.request.post(`/api/v1${path}`, {
    data,
    headers: { ...own, ...headers },
  });
  if (!reply.ok()) throw new Error(`${path}: ${await reply.text()}`);
  return (await reply.json()) as T;
}

/** Two of the cheapest seats, held. */
async function holdTwo(fan: Visit, scheduleId: string) {
  const at = `/schedules/${scheduleId}`;
  const { admission } = await posted<Turn>(fan, `${at}/queue`, {});
  const pass = admission?.pass ?? "";
  const { zones } = (await (await fan.context.request.get(`/api/v1${at}`)).json()) as {
    zones: { id: string }[];
  };
  const best = { zoneId: zones.at(-1)?.id, count: 2, together: true };
  const hold = await posted<Hold>(fan, `${at}/holds`, { best }, { "frontrow-pass": pass });
  return { hold, pass };
}

/** What the run before has held is free again. */
async function letGo({ context, siteUrl }: Visit, scheduleId: string): Promise<void> {
  const at = `/api/v1/schedules/${scheduleId}/holds`;
  const { items } = (await (await context.request.get(at)).json()) as { items: Hold[] };
  const headers = { origin: new URL(siteUrl).origin };
  for (const { id } of items) await context.request.delete(`${at}/${id}`, { headers });
}

/** Two tickets, bought unless they are there already. */
async function orderOf(fan: Visit, scheduleId: string): Promise<Order> {
  const answer = await fan.context.request.get("/api/v1/orders");
  const { items } = (await answer.json()) as { items: Order[] };
  const [known] = items;
  if (known) return known;
  const { hold } = await holdTwo(fan, scheduleId);
  const wish = { scheduleId, holdId: hold.id, method: "wallet", agreement: fullAgreement };
  return await posted<Order>(fan, "/orders", wish);
}
