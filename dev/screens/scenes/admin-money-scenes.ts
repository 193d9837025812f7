import type { CancellationStory } from "../../../src/contract/admin/shows.ts";
import {
  calledOff,
  eveningActs,
  flaggedStory,
  pastRuns,
  someCoupons,
  somePayments,
  unsoundRun,
} from "./admin-pretended.ts";
import { adminSignedIn } from "../admin-sign-in.ts";
import type { Scene } from "../scene.ts";

const settleMs = 600;
const list = (items: readonly unknown[]) => ({ json: { items, nextCursor: null } });

const payments: Scene = {
  name: "admin-payments",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await adminSignedIn(visit, "/admin/payments");
    await page.locator(".table").waitFor();
    await camera.shoot("admin-payments");
    await page.locator(".table a").first().click();
    await page.locator(".adm__timeline").waitFor();
    await page.waitForTimeout(settleMs);
    await camera.shoot("admin-payment");
    await visit.pretending("**/api/v1/admin/payments?**", list(somePayments), async () => {
      await visit.open("/admin/payments?flagged=true");
      await page.locator(".table").waitFor();
      await camera.shoot("admin-payments-each");
    });
    const { id } = flaggedStory.payment;
    await visit.pretending(`**/api/v1/admin/payments/${id}`, { json: flaggedStory }, async () => {
      await visit.open(`/admin/payments/${id}`);
      await page.locator(".adm__timeline").waitFor();
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-payment-flagged");
      await visit.button(words.adminPayments.close).click();
      await page.locator("dialog[open]").waitFor();
      await camera.shoot("admin-payment-close", false);
    });
    await visit.open("/admin/payments?search=crowd-1@frontrow.test");
    await page.locator("[aria-labelledby=orders-found] .table").waitFor();
    await camera.shoot("admin-orders-found");
    await page.locator("[aria-labelledby=orders-found] a").first().click();
    await page.locator(".adm__facts").waitFor();
    await camera.shoot("admin-order");
    await visit.open("/admin/payments?search=nobody");
    await page.getByText(words.adminPayments.none).waitFor();
    await camera.shoot("admin-payments-none");
    await visit.pretending("**/api/v1/admin/payments?**", "silence", async () => {
      await page.goto("/admin/payments?status=paid");
      await page.locator(".skel").first().waitFor();
      await camera.shoot("admin-payments-loading");
    });
  },
};

const books: Scene = {
  name: "admin-books",
  play: async (visit) => {
    const { page, camera } = visit;
    await adminSignedIn(visit, "/admin/reconciliation");
    const never = { status: 404, json: { code: "not-found", title: "", status: 404 } };
    await visit.pretending("**/admin/reconciliation/history?**", list([]), () =>
      visit.pretending("**/api/v1/admin/reconciliation", never, async () => {
        await visit.open("/admin/reconciliation");
        await page.locator(".empty").waitFor();
        await camera.shoot("admin-reconciliation-none");
      }),
    );
    await visit.pretending("**/admin/reconciliation/history?**", list(pastRuns()), async () => {
      const sound = { ...unsoundRun(), repaired: [], findings: [] };
      for (const [name, run] of [["unsound", unsoundRun()] as const, ["sound", sound] as const])
        await visit.pretending("**/api/v1/admin/reconciliation", { json: run }, async () => {
          await visit.open("/admin/reconciliation");
          await page.locator(".adm__main .note").waitFor();
          await page.waitForTimeout(settleMs);
          await camera.shoot(`admin-reconciliation-${name}`);
        });
    });
  },
};

const people: Scene = {
  name: "admin-people",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await adminSignedIn(visit, "/admin/coupons");
    await page.locator("summary").first().click();
    await camera.shoot("admin-coupons");
    await visit.pretending("**/api/v1/admin/coupons**", list(someCoupons), async () => {
      await visit.open("/admin/coupons");
      await page.locator(".table").waitFor();
      await camera.shoot("admin-coupons-some");
      await visit.button(words.adminCoupons.close).first().click();
      await page.locator("dialog[open]").waitFor();
      await camera.shoot("admin-coupons-close", false);
    });
    await visit.pretending("**/admin/acts?**", list(eveningActs()), async () => {
      await visit.open("/admin/acts");
      await page.locator(".adm__acts").waitFor();
      await camera.shoot("admin-acts");
    });
    await visit.open("/admin/people");
    await page.locator(".table").waitFor();
    await camera.shoot("admin-people");
    await visit.button(words.peoplePages.rules).click();
    await page.locator("dialog[open]").waitFor();
    await camera.shoot("admin-people-tiers", false);
    await page.keyboard.press("Escape");
    await visit.open("/admin/people?search=fan@frontrow.test");
    await page.locator(".table a").first().click();
    await page.getByRole("heading", { name: words.peoplePages.corrections }).waitFor();
    await camera.shoot("admin-person");
    await visit.button(words.peoplePages.suspend).click();
    await page.locator("dialog[open]").waitFor();
    await camera.shoot("admin-person-suspend", false);
    await visit.open("/admin/people?search=nobody@frontrow.test");
    await page.getByText(words.peoplePages.none).waitFor();
    await camera.shoot("admin-people-none");
  },
};

const callingOff: Scene = {
  name: "admin-calling-off",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await adminSignedIn(visit, "/admin/shows?search=220");
    await visit.link(words.adminShows.look).first().waitFor();
    await camera.shoot("admin-shows");
    await visit.pretending("**/admin/cancellations", { json: calledOff() }, async () => {
      await visit.open("/admin/shows");
      await page.locator(".table").waitFor();
      await camera.shoot("admin-shows-some");
    });
    await visit.open("/admin/shows?search=220");
    await visit.link(words.adminShows.look).first().click();
    await visit.button(words.adminShows.callOff).waitFor();
    await camera.shoot("admin-show");
    const id = page.url().split("/").at(-1) ?? "";
    const path = `/api/v1/admin/schedules/${id}/cancellation`;
    const planned = (await (await page.request.get(path)).json()) as CancellationStory;
    const startedAt = new Date(Date.now() - 90_000).toISOString();
    const running = { ...planned, ordersDone: 1_630, reason: "태풍 · Typhoon", startedAt };
    const done = { ...running, orders: 0, doneAt: new Date().toISOString() };
    for (const [state, told] of [["running", running] as const, ["done", done] as const])
      await visit.pretending("**/cancellation?**", { json: { ...told, state } }, async () => {
        await page.reload();
        await page.getByRole("progressbar").waitFor();
        await camera.shoot(`admin-show-${state}`);
      });
  },
};

/** Money and people: payments, comparisons, coupons, members, the log, and canceled shows. */
export const adminMoneyScenes: Scene[] = [payments, books, people, callingOff];
