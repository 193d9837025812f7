import type { ScheduleStock } from "../../../../src/contract/admin/stock/stock.ts";
import { adminSignedIn } from "../../admin-sign-in.ts";
import { scheduleOf } from "../../people.ts";
import type { Scene, Visit } from "../../scene.ts";

const settleMs = 600;
const range = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index);

/** Blocks of every kind, in place of those of an earlier scene. */
async function stocked({ page, lang }: Visit, scheduleId: string): Promise<void> {
  const path = `/api/v1/admin/schedules/${scheduleId}/stock`;
  const headers = { origin: new URL(page.url()).origin };
  const { items } = (await (await page.request.get(path)).json()) as ScheduleStock;
  for (const { id } of items)
    await page.request.post(`${path}/${id}/release`, { headers, data: {} });
  const releaseAt = new Date(Date.now() + 3 * 86_400_000).toISOString();
  const owner = lang === "ko" ? "김민지" : "Min-ji Kim";
  const blocks = [
    { kind: "house", reason: "guest", owner, releaseAt, seats: range(0, 33) },
    { kind: "allotment", agency: "Yes Tickets", releaseAt, seats: range(100, 60) },
    { kind: "channel", channel: "counter", seats: range(320, 40) },
    { kind: "killed", reason: "camera", seats: range(420, 12) },
  ];
  for (const data of blocks) {
    const key = { "idempotency-key": crypto.randomUUID() };
    await page.request.post(path, { headers: { ...headers, ...key }, data });
  }
}

const stock: Scene = {
  name: "admin-stock",
  play: async (visit) => {
    const { page, camera, words } = visit;
    const w = words.adminStock;
    await adminSignedIn(visit, "/admin");
    const id = await scheduleOf(visit, "high-waves");
    await stocked(visit, id);
    await visit.open(`/admin/stock/${id}`);
    await page.locator(".stock__block").nth(3).waitFor();
    await page.waitForTimeout(settleMs);
    await camera.shoot("admin-stock");
    const ask = async (text: string) => {
      await page.locator("#seat-question").fill(text);
      await page.locator("#seat-question").press("Enter");
      await page.waitForTimeout(settleMs);
    };
    await ask("Z9");
    await camera.shoot("admin-stock-unknown");
    await ask("A1 row <= 3");
    await camera.shoot("admin-stock-chosen");
    await visit.button(w.createTitle).click();
    await page.locator("dialog[open] .note").waitFor();
    await camera.shoot("admin-stock-form", false);
    await visit.button(words.admin.back).click();
    await page.locator(".stock__name").first().click();
    await visit
      .button(new RegExp(`^${w.release}: `))
      .first()
      .click();
    await page.locator("dialog[open]").waitFor();
    await camera.shoot("admin-stock-release", false);
    await visit.button(words.admin.back).click();
    await visit.button(w.asList).click();
    await page.locator(".seat").first().click();
    await page.locator(".adm__facts").waitFor();
    await camera.shoot("admin-stock-list");
  },
};

const stockStates: Scene = {
  name: "admin-stock-states",
  play: async (visit) => {
    const { page, camera } = visit;
    await adminSignedIn(visit, "/admin");
    const id = await scheduleOf(visit, "moon-bicycle");
    await visit.open(`/admin/stock/${id}`);
    await page.locator(".stock .adm__card").nth(2).waitFor();
    await page.waitForTimeout(settleMs);
    await camera.shoot("admin-stock-none");
    await visit.pretending("**/stock", { status: 503, json: { code: "unavailable" } }, async () => {
      await visit.open(`/admin/stock/${id}`);
      await page.locator("[role=alert]").first().waitFor({ timeout: 30_000 });
      await camera.shoot("admin-stock-down");
    });
  },
};

/** The stock of a date, on the map of staff. */
export const adminStockScenes: Scene[] = [stock, stockStates];
