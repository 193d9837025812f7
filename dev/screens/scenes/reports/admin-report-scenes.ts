import type { Employer } from "../../../../src/contract/admin/organizations.ts";
import { rightsOf } from "../../../../src/contract/admin/rights.ts";
import { adminSignedIn } from "../../admin-sign-in.ts";
import type { Scene } from "../../scene.ts";

const settleMs = 600;
const employers = "**/api/v1/me/organizations";

/** The reports as finance staff see them: of each drawing one, and each state of the page. */
export const adminReportScenes: Scene[] = [
  {
    name: "admin-reports",
    play: async (visit) => {
      const { page, camera, words } = visit;
      const w = words.adminReports;
      await adminSignedIn(visit, "/admin");
      const answer = await page.request.get("/api/v1/me/organizations");
      const { items } = (await answer.json()) as { items: Employer[] };
      const asFinance: { items: Employer[] } = {
        items: items.map((each) => ({
          ...each,
          rights: rightsOf([
            {
              organizationId: each.id,
              isOperator: each.isOperator,
              role: "finance",
              concertId: null,
            },
          ]),
        })),
      };
      const shown = async (query: string, name: string) => {
        await page.goto(`/admin/reports?${query}`);
        await page.locator(".adm__main .table").first().waitFor();
        await page.waitForTimeout(settleMs);
        await camera.shoot(`admin-reports-${name}`);
      };
      await visit.pretending(employers, { json: asFinance }, async () => {
        for (const name of ["days", "hours", "concerts", "dates", "methods", "refunds"] as const)
          await shown(`report=${name}`, name);
        await shown("report=customers&compare=none", "customers");
        await shown("report=unsold&from=2026-11-01&to=2027-12-31", "unsold");
        await page.goto("/admin/reports?report=days");
        await page.locator(".rep__ledger summary").click();
        await visit.button(w.tableOnly).click();
        await page.getByLabel(w.savedName).fill(visit.lang === "ko" ? "주간 매출" : "Weekly sales");
        await page.getByLabel(w.mailed).selectOption("weekly");
        await visit.button(w.save).click();
        await page.locator(".rep__saved li").waitFor();
        await camera.shoot("admin-reports-saved");
        await visit.open("/admin/reports?report=coupons&from=2020-01-01&to=2020-01-07");
        await page.getByText(w.noneText).waitFor();
        await camera.shoot("admin-reports-none");
        const path = "**/api/v1/admin/reports/**";
        await visit.pretending(path, "silence", async () => {
          await page.goto("/admin/reports?report=zones");
          await page.locator(".skel").first().waitFor();
          await page.waitForTimeout(settleMs);
          await camera.shoot("admin-reports-loading");
        });
        const down = { status: 503, json: { code: "unavailable" } };
        await visit.pretending(path, down, async () => {
          await page.goto("/admin/reports?report=zones");
          await page.locator("[role=alert]").waitFor({ timeout: 30_000 });
          await camera.shoot("admin-reports-down");
        });
      });
    },
  },
];
