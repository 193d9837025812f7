import { adminSignedIn } from "../admin-sign-in.ts";
import type { Scene } from "../scene.ts";

const settleMs = 600;
const nobody = { json: { items: [], nextCursor: null } };

/** Venues, categories and imports: what is set up before a sale. */
export const adminSetupScenes: Scene[] = [
  {
    name: "admin-venues",
    play: async (visit) => {
      const { page, camera, words, lang } = visit;
      const w = words.adminVenues;
      await adminSignedIn(visit, "/admin/venues");
      await page.locator(".table").waitFor();
      await camera.shoot("admin-venues");
      await visit.pretending("**/api/v1/admin/venues?**", nobody, async () => {
        await visit.open("/admin/venues?archived=no");
        await page.getByText(w.none).waitFor();
        await camera.shoot("admin-venues-none");
      });
      await visit.open("/admin/venues");
      const arena = lang === "ko" ? "한강아레나" : "Hangang Arena";
      await visit.link(arena).click();
      await page.locator("#venue-gates").waitFor();
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-venue");
      const errors = [
        { pointer: "/capacity", detail: "9000 (이매표)" },
        { pointer: "/city", detail: '{"ko":"부산","en":"Busan"} (이매표)' },
      ];
      const changed = { code: "changed-meanwhile", status: 412, errors };
      const refusal = { status: 412, json: changed };
      await page.locator("#venue-contact").fill("02-000-1602");
      await page.route("**/api/v1/admin/venues/*", (route) =>
        route.request().method() === "PUT" ? route.fulfill(refusal) : route.fallback(),
      );
      await visit.button(w.save).click();
      await page.getByText(w.changedTitle).waitFor();
      await camera.shoot("admin-venue-changed");
      await page.locator("a.venue__back").click();
      await page.locator("dialog[open]").waitFor();
      await camera.shoot("admin-venue-leave", false);
      await visit.button(w.leave).click();
      await visit.open("/admin/venues/new");
      await page.locator("#venue-name-ko").fill("물결 소극장");
      await page.locator("#venue-capacity").fill("many");
      await visit.button(w.addGate).click();
      await visit.button(w.create).click();
      await page.locator("[aria-invalid=true]").first().waitFor();
      await camera.shoot("admin-venue-faults");
    },
  },
  {
    name: "admin-categories",
    play: async (visit) => {
      const { page, camera, words } = visit;
      const w = words.adminCategories;
      await adminSignedIn(visit, "/admin/categories");
      await page.locator("form.venue").waitFor();
      await camera.shoot("admin-categories");
      await visit.button(w.add).click();
      await visit.button(w.save).click();
      await page.locator("[aria-invalid=true]").first().waitFor();
      await camera.shoot("admin-category-faults");
    },
  },
  {
    name: "admin-import",
    play: async (visit) => {
      const { page, camera } = visit;
      await adminSignedIn(visit, "/admin/import?kind=prices");
      await page.locator(".table a.btn").first().waitFor();
      await camera.shoot("admin-import-target");
      await page.locator(".table a.btn").first().click();
      await page.locator(".import__columns").waitFor();
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-import-file");
      const table = "zone,price,fee,note\nstanding,54000,2000,x\nZZZ,1000,1,\nstanding,=1+1,1,\n";
      const file = { name: "prices.csv", mimeType: "text/csv", buffer: Buffer.from(table) };
      await page.locator("input[type=file]").setInputFiles(file);
      await page.locator("[aria-labelledby=import-faults]").waitFor();
      await camera.shoot("admin-import-preview");
    },
  },
];
