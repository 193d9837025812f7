import type { RefundJob } from "../../../../src/contract/admin/refunds/refund-jobs.ts";
import { adminSignedIn } from "../../admin-sign-in.ts";
import { scheduleOf } from "../../people.ts";
import type { Scene } from "../../scene.ts";

const settleMs = 800;

const oneOrder: Scene = {
  name: "admin-refund",
  play: async (visit) => {
    const { page, camera, words } = visit;
    const w = words.adminRefunds;
    await adminSignedIn(visit, "/admin/payments?search=crowd-1@frontrow.test");
    await page.locator("[aria-labelledby=orders-found] a").first().click();
    await visit.button(words.admin.refund).click();
    const dialog = page.locator("dialog[open]");
    await dialog.locator(".refund__total").waitFor();
    await camera.shoot("admin-refund-rules", false);
    await dialog.getByRole("button", { name: w.by.own }).click();
    await dialog.getByLabel(w.chargePercent).fill("10");
    await dialog.getByLabel(w.chargePercent).blur();
    await dialog.getByLabel(w.reason).fill("입원. 진단서 확인");
    await dialog.locator("summary").click();
    await page.waitForTimeout(settleMs);
    await dialog.locator(".refund__do").scrollIntoViewIfNeeded();
    await camera.shoot("admin-refund-own", false);
    await dialog.getByRole("switch", { name: w.freeSeat }).click();
    await page.waitForTimeout(settleMs);
    await camera.shoot("admin-refund-money", false);
    await dialog.getByRole("switch", { name: w.moneyBack }).click();
    await camera.shoot("admin-refund-nothing", false);
  },
};

const manyOrders: Scene = {
  name: "admin-refund-jobs",
  play: async (visit) => {
    const { page, camera, words } = visit;
    const w = words.adminRefundJobs;
    await adminSignedIn(visit, "/admin/refunds");
    await page.getByRole("button", { name: w.preview }).waitFor();
    await camera.shoot("admin-refunds");
    await page.getByLabel(w.show).selectOption(await scheduleOf(visit, "moon-bicycle"));
    await page.getByLabel(words.adminRefunds.reason).fill("음향 사고 · Sound failure");
    await visit.button(w.preview).click();
    await page.locator("[role=status]", { hasText: w.state.planned }).waitFor();
    await page.locator(".table tbody tr").first().waitFor();
    await camera.shoot("admin-refund-job-planned");
    await visit.button(w.act.start).click();
    await page.locator("dialog[open]").waitFor();
    await camera.shoot("admin-refund-job-start", false);
    await visit.button(words.admin.back).click();
    const path = `/api/v1/admin/refund-jobs/${page.url().split("/").at(-1)}`;
    const planned = (await (await page.request.get(path)).json()) as RefundJob;
    const half = Math.floor(planned.orders / 2);
    const begun = {
      ...planned,
      ordersDone: half,
      ordersLeft: planned.orders - half - 1,
      ordersFailed: 1,
      refunded: { ...planned.refund, amount: planned.refund.amount / 2 },
      due: { ...planned.refund, amount: planned.refund.amount / 4 },
      startedAt: new Date(Date.now() - 90_000).toISOString(),
    };
    for (const state of ["running", "paused"] as const)
      await visit.pretending(`**${path}`, { json: { ...begun, state } }, async () => {
        await page.reload();
        await page.locator("[role=status]", { hasText: w.state[state] }).waitFor();
        await page.waitForTimeout(settleMs);
        await camera.shoot(`admin-refund-job-${state}`);
      });
    await visit.open("/admin/refunds");
    await page.locator(".table").waitFor();
    await camera.shoot("admin-refunds-some");
  },
};

/** Refunds of one order and of many. */
export const adminRefundScenes: Scene[] = [oneOrder, manyOrders];
