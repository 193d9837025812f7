import { adminSignedIn } from "../admin-sign-in.ts";
import type { Scene } from "../scene.ts";

const settleMs = 600;
const nobody = { json: { items: [], nextCursor: null } };

/** Making a concert: the list, each step, and the states of a save. */
export const adminDraftScenes: Scene[] = [
  {
    name: "admin-concert-draft",
    play: async (visit) => {
      const { page, camera, words, lang } = visit;
      const w = words.concertDraft;
      const at = (pointer: string) => page.locator(`[id="at${pointer}"]`);
      await adminSignedIn(visit, "/admin/concerts");
      await visit.pretending("**/api/v1/admin/concert-drafts?**", nobody, async () => {
        await visit.open("/admin/concerts");
        await visit.button(w.list.create).waitFor();
        await camera.shoot("admin-concerts-none");
      });
      await visit.button(w.list.create).click();
      await at("/title-ko").fill("뮤지컬 〈달과 자전거〉 앙코르");
      await at("/artist-ko").fill("극단 달");
      await at("/artist-en").fill("Company Moon");
      await page.getByText(w.save.saved, { exact: true }).waitFor();
      await camera.shoot("admin-draft-basics");
      const { pathname } = new URL(page.url());
      const open = async (step: keyof typeof w.steps) => {
        await visit.open(`${pathname}?step=${step}`);
        await page.getByRole("heading", { level: 2, name: w.steps[step], exact: true }).waitFor();
        await page.waitForTimeout(settleMs);
      };
      await open("venue");
      const hall = lang === "ko" ? "대학로 둥근극장" : "Daehangno Round Theater";
      const option = at("/venueId").locator("option", { hasText: hall }).first();
      await at("/venueId").selectOption(await option.getAttribute("value"));
      await page.locator(".draft__plan").waitFor();
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-draft-venue");
      await open("dates");
      await at("/dates/rule").fill("화–금 19:30 · 토 14:00, 샌드위치");
      await page.locator("#rule-fault:not([hidden])").waitFor();
      await camera.shoot("admin-draft-dates-fault");
      await at("/dates/rule").fill("화–금 19:30 · 토 14:00, 19:00 · 9/3–10/12 · 9/25 제외");
      await page.locator(".table tbody tr").nth(3).waitFor();
      await page.locator(".draft__tick input").nth(1).check();
      await page.locator(".draft__tick input").nth(2).check();
      await camera.shoot("admin-draft-dates");
      await page.locator(".table .btn").first().click();
      await page.locator("dialog[open]").waitFor();
      await camera.shoot("admin-draft-date", false);
      await page.keyboard.press("Escape");
      for (const step of ["prices", "sale", "limits", "refunds", "queue", "content"] as const) {
        await open(step);
        await camera.shoot(`admin-draft-${step}`);
        if (step !== "refunds") continue;
        await page.getByRole("radio", { name: new RegExp(w.refunds.policies.custom) }).check();
        await camera.shoot("admin-draft-refund-bands");
      }
      await open("publish");
      await camera.shoot("admin-draft-publish");
      await visit.open(`${pathname}/preview`);
      await page.locator(".draft__ribbon").waitFor();
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-draft-preview");
      await open("basics");
      await page.route("**/api/v1/admin/concert-drafts/*", (route) =>
        route.request().method() === "PUT" ? route.abort() : route.fallback(),
      );
      await at("/artist-en").fill("Moon Company");
      await page.locator(".draft__saved--offline").waitFor();
      await camera.shoot("admin-draft-offline", false);
      await page.unroute("**/api/v1/admin/concert-drafts/*");
    },
  },
];
