import { adminCounterScenes } from "./counter/admin-counter-scenes.ts";
import { adminDraftScenes } from "./admin-draft-scenes.ts";
import { adminMoneyScenes } from "./admin-money-scenes.ts";
import { adminOrderScenes } from "./orders/admin-order-scenes.ts";
import { adminRefundScenes } from "./refunds/admin-refund-scenes.ts";
import { adminReportScenes } from "./reports/admin-report-scenes.ts";
import { adminSetupScenes } from "./admin-setup-scenes.ts";
import { adminEditorScenes } from "./admin-editor-scenes.ts";
import { adminPlansScenes } from "./admin-plans-scenes.ts";
import { adminTeamScenes } from "./admin-team-scenes.ts";
import { adminSaleScenes } from "./admin-sale-scenes.ts";
import { adminStockScenes } from "./selling/admin-stock-scenes.ts";
import { adminSignedIn } from "../admin-sign-in.ts";
import { signOut } from "../people.ts";
import type { Scene } from "../scene.ts";

const settleMs = 600;

const watching: Scene = {
  name: "admin-watching",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await adminSignedIn(visit, "/admin");
    await page.locator(".adm__kpis").waitFor();
    await page.waitForTimeout(settleMs);
    await camera.shoot("admin-overview");
    await visit.open("/admin/sales");
    await page.locator(".table").waitFor();
    await camera.shoot("admin-sales");
    await visit.open("/admin/sales?search=nothing-of-that-name");
    await page.getByText(words.adminSale.nothingFound).waitFor();
    await camera.shoot("admin-sales-none");
    const down = { status: 503, json: { code: "unavailable" } };
    await visit.pretending("**/admin/overview**", down, async () => {
      await page.goto("/admin");
      await page.locator("[role=alert]").waitFor({ timeout: 30_000 });
      await camera.shoot("admin-overview-down");
    });
    await visit.pretending("**/admin/overview**", "silence", async () => {
      await page.goto("/admin");
      await page.locator(".skel").first().waitFor();
      await camera.shoot("admin-overview-loading");
    });
    await page.goto("/admin/nowhere");
    await page.locator(".empty").waitFor();
    await camera.shoot("admin-missing");
  },
};

const others: Scene = {
  name: "admin-others",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await visit.open("/");
    await signOut(visit);
    await page.goto("/admin");
    await page.locator("form.sign-in").waitFor();
    await camera.shoot("admin-sign-in");
    await visit.signIn("fan@frontrow.test", "frontrow-fan-1");
    await page.getByRole("heading", { name: words.admin.forbidden }).waitFor();
    await camera.shoot("admin-forbidden");
  },
};

/** The admin's scenes. */
export const adminScenes: Scene[] = [
  watching,
  ...adminSaleScenes,
  ...adminStockScenes,
  ...adminCounterScenes,
  ...adminMoneyScenes,
  ...adminOrderScenes,
  ...adminRefundScenes,
  ...adminReportScenes,
  ...adminTeamScenes,
  ...adminSetupScenes,
  ...adminDraftScenes,
  ...adminPlansScenes,
  ...adminEditorScenes,
  others,
];
