import type { Employer } from "../../../../src/contract/admin/organizations.ts";
import { rightsOf } from "../../../../src/contract/admin/rights.ts";
import { adminSignedIn } from "../../admin-sign-in.ts";
import type { Scene } from "../../scene.ts";

const settleMs = 600;
const employers = "**/api/v1/me/organizations";

const file = {
  attempts: 1,
  sha256: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
};
const dayFiles = [
  { ...file, id: "c", day: "2026-11-29", status: "due", attempts: 0, sentAt: null, receipt: null },
  {
    ...file,
    id: "b",
    day: "2026-11-28",
    status: "due",
    attempts: 3,
    sentAt: null,
    receipt: { sink: "www.kopis.or.kr", status: 503, answer: "Service Unavailable" },
  },
  {
    ...file,
    id: "a",
    day: "2026-11-27",
    status: "sent",
    sentAt: "2026-11-29T00:10:00.000Z",
    receipt: { sink: "www.kopis.or.kr", status: 200, answer: "접수번호 20261127-0007" },
  },
];

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
        await visit.open("/admin/reports?report=no-shows");
        await page.getByText(w.noScans).waitFor();
        await camera.shoot("admin-reports-no-shows");
        await visit.pretending(
          "**/api/v1/admin/report-deliveries",
          { json: { items: dayFiles } },
          () => shown("report=day-files", "day-files"),
        );
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
