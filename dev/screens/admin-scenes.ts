import type { WatchedSale } from "../../src/contract/admin-sales.ts";
import type { CancellationStory } from "../../src/contract/admin-shows.ts";
import type { Census } from "../../src/ui/admin/series.ts";
import { scheduleOf, signOut } from "./people.ts";
import type { Scene, Visit } from "./scene.ts";

const sampleMs = 10_000;
const samples = 300;
const settleMs = 600;

/** A hot sale of fifty minutes: it opens, runs, stands still for a while, and goes on. */
function busySeries(real: Census): Census[] {
  const from = Date.now() - samples * sampleMs;
  let [entered, sold] = [0, 0];
  return Array.from({ length: samples }, (_, index) => {
    const isPaused = index > 170 && index < 205;
    if (!isPaused) entered += Math.round(190 + 12 * Math.sin(index / 7));
    if (!isPaused) sold += Math.round(Math.min(index, 60) * 1.6 + 6 * Math.sin(index / 5));
    const waiting = Math.max(0, 62_000 - entered);
    return {
      ...real,
      at: new Date(from + index * sampleMs).toISOString(),
      state: isPaused ? "paused" : "open",
      given: entered + waiting + 900,
      called: entered + 900,
      entered,
      missed: Math.round(entered * 0.04),
      waiting,
      shoppers: Math.min(8_000, 60 + entered),
      holds: Math.round(2_400 + 500 * Math.sin(index / 20)),
      paying: Math.round(700 + 160 * Math.sin(index / 12)),
      sold,
      seatsLeft: Math.max(0, 21_000 - sold),
    };
  });
}

const signedIn = async (visit: Visit, path: string) => {
  await visit.open("/");
  await signOut(visit);
  await visit.page.goto(path);
  await visit.signIn("admin@frontrow.test", "frontrow-admin-1");
  await visit.page.locator(".adm--rail h1").waitFor();
};

const watching: Scene = {
  name: "admin-watching",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await signedIn(visit, "/admin");
    await page.locator(".adm__kpis").waitFor();
    await page.waitForTimeout(settleMs);
    await camera.shoot("admin-overview");
    await visit.open("/admin/sales");
    await page.locator(".table").waitFor();
    await camera.shoot("admin-sales");
    const id = await scheduleOf(visit, "moon-bicycle");
    const sale = (await (
      await page.request.get(`/api/v1/admin/schedules/${id}`)
    ).json()) as WatchedSale;
    if (!sale.live) throw new Error("the sale does not answer");
    const series = busySeries(sale.live);
    const now = { ...(series.at(-1) ?? sale.live), at: new Date().toISOString() };
    await visit.pretending(`**/schedules/${id}/queue?**`, { json: { now, series } }, async () => {
      await visit.open(`/admin/sales/${id}`);
      await page.locator(".adm__chart").first().waitFor();
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-sale");
      await visit.button(words.adminQueue.pause).click();
      await camera.shoot("admin-sale-pause", false);
      await visit.button(words.admin.back).click();
    });
    const down = { status: 503, json: { code: "unavailable" } };
    await visit.pretending("**/admin/overview**", down, async () => {
      await page.goto("/admin");
      await page.locator("[role=alert]").waitFor({ timeout: 30_000 });
      await camera.shoot("admin-overview-down");
    });
  },
};

const money: Scene = {
  name: "admin-money",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await signedIn(visit, "/admin/payments");
    await page.locator(".table").waitFor();
    await camera.shoot("admin-payments");
    await page.locator(".table a").first().click();
    await page.locator(".adm__timeline").waitFor();
    await page.waitForTimeout(settleMs);
    await camera.shoot("admin-payment");
    await visit.open("/admin/payments?search=nobody");
    await page.getByText(words.adminPayments.none).waitFor();
    await camera.shoot("admin-payments-none");
    const finding = { subject: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e", detail: "88,000" };
    const run = {
      startedAt: new Date(Date.now() - 130_000).toISOString(),
      finishedAt: new Date(Date.now() - 128_000).toISOString(),
      checked: { seats: 41_230, transactions: 5_120 },
      repaired: [{ kind: "sale-not-told", ...finding }],
      findings: ["payment-without-order", "taken-not-sold"].map((kind) => ({ kind, ...finding })),
    };
    await visit.pretending("**/api/v1/admin/reconciliation", { json: run }, async () => {
      await visit.open("/admin/reconciliation");
      await page.locator(".note--danger").waitFor();
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-reconciliation");
    });
    await visit.open("/admin/coupons");
    await page.locator("summary").first().click();
    await camera.shoot("admin-coupons");
    await visit.open("/admin/members?email=fan@frontrow.test");
    await page.getByLabel(words.adminMembers.tier).waitFor();
    await camera.shoot("admin-members");
  },
};

const callingOff: Scene = {
  name: "admin-calling-off",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await signedIn(visit, "/admin/shows?search=220");
    await visit.link(words.adminShows.look).first().waitFor();
    await camera.shoot("admin-shows");
    await visit.link(words.adminShows.look).first().click();
    await visit.button(words.adminShows.callOff).waitFor();
    await camera.shoot("admin-show");
    const id = page.url().split("/").at(-1) ?? "";
    const path = `/api/v1/admin/schedules/${id}/cancellation`;
    const planned = (await (await page.request.get(path)).json()) as CancellationStory;
    const running: CancellationStory = {
      ...planned,
      state: "running",
      ordersDone: 1_630,
      reason: "태풍 · Typhoon",
      startedAt: new Date(Date.now() - 90_000).toISOString(),
    };
    await visit.pretending("**/cancellation?**", { json: running }, async () => {
      await page.reload();
      await page.getByRole("progressbar").waitFor();
      await camera.shoot("admin-show-running");
    });
    await visit.open("/");
    await signOut(visit);
    await page.goto("/admin");
    await visit.signIn("fan@frontrow.test", "frontrow-fan-1");
    await page.getByRole("heading", { name: words.admin.forbidden }).waitFor();
    await camera.shoot("admin-forbidden");
  },
};

/** What those who run the sales see. */
export const adminScenes: Scene[] = [watching, money, callingOff];
