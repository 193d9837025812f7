import { randomUUID } from "node:crypto";
import type { BrowserContext, Page } from "playwright-core";
import { fullAgreement } from "../../src/contract/money/agreement.ts";
import type { Order } from "../../src/contract/money/orders.ts";
import type { Payment } from "../../src/contract/money/payments.ts";
import type { Hold } from "../../src/contract/sale/holds.ts";
import type { Turn } from "../../src/contract/sale/queue.ts";
import { scheduleOf } from "./ui-site.ts";

type Visit = { context: BrowserContext; siteUrl: string };

/** One page in one state: its address, and the events there without user input. */
export type State = { name: string; path: string; happen?: (page: Page) => Promise<void> };

/** How long a page is measured after its last answer. */
const settledMs = 800;

/** Pages that ask a guest to log in. */
const nobodys = "00000000-0000-4000-8000-000000000000";
const guestPlaces = [
  "/me",
  "/wallet",
  "/payments",
  "/profile",
  `/orders/${nobodys}`,
  `/schedules/${nobodys}`,
  `/checkout/${nobodys}/${nobodys}`,
  `/payment/return?payment=${nobodys}`,
  "/admin",
];

export async function guestStates(siteUrl: string): Promise<State[]> {
  const upcoming = await scheduleOf(siteUrl, "high-waves", "upcoming");
  return [
    { name: "home_guest", path: "/" },
    { name: "list_guest", path: "/concerts" },
    { name: "list_filtered", path: "/concerts?genre=concert&when=weekend" },
    { name: "list_nothing", path: "/concerts?q=zzzzzz" },
    { name: "concert_upcoming", path: "/concerts/high-waves" },
    { name: "concert_open", path: "/concerts/slow-letter" },
    { name: "concert_sold_out", path: "/concerts/fifty-nine" },
    { name: "concert_runs_for_weeks", path: "/concerts/moon-bicycle" },
    { name: "queue_lobby", path: `/queue/${upcoming}` },
    { name: "sign_in", path: "/sign-in" },
    { name: "reset_password", path: "/reset-password" },
    ...guestPlaces.map((path) => ({ name: `${path.split("/")[1]}_guest`, path })),
    { name: "terms", path: "/terms" },
    { name: "privacy", path: "/privacy" },
    { name: "not_found", path: "/nowhere" },
  ];
}

export async function fanStates(context: BrowserContext, siteUrl: string): Promise<State[]> {
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
    { name: "sale_held", path: `/schedules/${scheduleId}` },
    { name: "sale", path: `/schedules/${await scheduleOf(siteUrl, "220v", "open")}` },
    { name: "home", path: "/" },
    { name: "list", path: "/concerts" },
    { name: "concert", path: "/concerts/slow-letter" },
    { name: "me", path: "/me" },
    { name: "me_offline", path: "/me", happen: loseNetwork },
    ...["past", "waitlist", "wishes"].map((tab) => ({ name: `me_${tab}`, path: `/me?tab=${tab}` })),
    { name: "order", path: `/orders/${order.id}` },
    { name: "order_new", path: `/orders/${order.id}?new=1` },
    { name: "wallet", path: "/wallet" },
    { name: "payments", path: "/payments" },
    { name: "payment_end", path: `/payment/return?payment=${nobodys}` },
    { name: "top_up_end", path: `/wallet/top-up?topUp=${nobodys}` },
    { name: "profile", path: "/profile" },
    { name: "join", path: "/join#token=unknown" },
    ...["/me", "/wallet", "/payments", "/profile", `/orders/${order.id}`].map((to) => ({
      name: `from_home_to_${to.split("/")[1]}`,
      path: "/",
      happen: (page: Page) => follow(page, to),
    })),
  ];
}

/** Every page of the admins, with one of each thing that has a page. */
export async function adminStates(admin: BrowserContext, siteUrl: string): Promise<State[]> {
  const scheduleId = await scheduleOf(siteUrl, "slow-letter", "open");
  const { items } = (await (await admin.request.get("/api/v1/admin/payments")).json()) as {
    items: Payment[];
  };
  const [payment] = items;
  const ordered = items.find(({ orderId }) => orderId !== null);
  const places = [
    "",
    "/sales",
    `/sales/${scheduleId}`,
    "/payments",
    ...(payment ? [`/payments/${payment.id}`] : []),
    ...(ordered?.orderId ? [`/orders/${ordered.orderId}`] : []),
    "/shows",
    `/shows/${scheduleId}`,
    "/coupons",
    "/members",
    "/members?email=fan@frontrow.test",
    "/staff",
    "/organization",
    "/reconciliation",
    "/acts",
    "/nowhere",
  ];
  return places.map((path) => {
    const name = path.replace(/[0-9a-f-]{36}/, "one").replace(/\?.*/, "_found");
    return { name: `admin${name.replaceAll("/", "_")}`, path: `/admin${path}` };
  });
}

/** Navigates within the document. There is no user input that would excuse a shift. */
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

/** Resolves when all requests are answered; polling every few seconds leaves long enough gaps. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle").catch(() => {});
  await page.waitForTimeout(settledMs);
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

/** Releases what the previous run held. */
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
  const order = { scheduleId, holdId: hold.id, method: "wallet", agreement: fullAgreement };
  return await posted<Order>(fan, "/orders", order);
}
