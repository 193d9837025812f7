import { expect, inject, it } from "vitest";
import { visitAsAdmin } from "../support/browser/admin-visits.ts";
import { looker } from "../support/browser/axe.ts";
import { desktop, phone, words } from "../support/browser/browser.ts";
import { leap } from "../support/browser/leap.ts";

const looks = [
  { lang: "ko", theme: "light", device: phone },
  { lang: "en", theme: "dark", device: desktop },
] as const;

it.each(looks)(
  "[PV37] a plan is begun from a sample hall, restored, compared and imported by keyboard, on pages that meet WCAG 2.2 AA ($lang)",
  async ({ lang, theme, device }) => {
    const w = words[lang].adminPlans;
    const visitor = await visitAsAdmin({ ...device, colorScheme: theme }, `/admin?lang=${lang}`);
    const { page } = visitor;
    const { faults, check } = looker(page, theme);
    const headers = { origin: inject("siteUrl") };
    const post = async (path: string, data: object): Promise<{ id: string }> => {
      const response = await page.request.post(`/api/v1/admin${path}`, { data, headers });
      expect([path, response.status()]).toEqual([path, 201]);
      return (await response.json()) as { id: string };
    };
    const name = { ko: "극장", en: "Theater" };
    const { id: venueId } = await post("/venues", { name, city: name, address: name });
    const plans = `/admin/venues/${venueId}/plans`;
    const visit = async (path: string, title: string) => {
      await leap(page, path);
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
    };

    await visit(plans, w.of(name[lang]));
    const hall = page.locator(".plans__hall").nth(1);
    await hall.locator("svg").waitFor();
    await page.locator(".plans__drop input").setInputFiles({
      name: "hall.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("section,row,seat,zone,x,y\nA,1,1,R,0,left\n"),
    });
    await page.getByText(w.faultTexts["no-number"] ?? "").waitFor();
    await check("new plan");
    await hall.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/admin\/plans\/drafts\/[0-9a-f-]{36}$/);
    const draftId = new URL(page.url()).pathname.split("/").at(-1) ?? "";

    await post(`/plan-drafts/${draftId}/publication`, { version: 0 });
    const shorter = { kind: "rows", id: "A", at: 0, seats: 8 };
    await post(`/plan-drafts/${draftId}/saves`, { version: 0, operations: [shorter] });
    await visit(plans, w.of(name[lang]));
    await page.getByText(w.fromRevision(1)).waitFor();
    await check("plans");
    await page.getByRole("link", { name: w.changes }).first().focus();
    await page.keyboard.press("Enter");
    const lines = page.locator(".plans__differences button");
    await lines.first().focus();
    await page.keyboard.press("ArrowDown");
    await page.locator(".plans__differences li:nth-child(2) [aria-pressed=true]").waitFor();
    await check("comparison");

    await visit(
      `/admin/plans/drafts/${draftId}/versions?version=0`,
      w.historyOf(lang === "ko" ? "극장 800석" : "Theater, 800 seats"),
    );
    await page.locator(".plans__versions a").first().waitFor();
    await check("history");
    await page.getByRole("button", { name: w.restore }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: w.restore }).press("Enter");
    await page.getByText(w.restored(0, 2)).waitFor();
    await page.getByRole("heading", { level: 2, name: w.versionNumber(2) }).waitFor();
    expect(faults).toEqual({});
    await visitor.leave();
  },
);
