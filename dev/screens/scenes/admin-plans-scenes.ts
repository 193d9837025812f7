import type { Page } from "playwright-core";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../../machine/paths.ts";
import type { SeatPlan } from "../../../src/contract/plan/seat-plan.ts";
import { adminSignedIn } from "../admin-sign-in.ts";
import type { Scene } from "../scene.ts";

const settleMs = 600;

/** Asks the API with the cookies of the page. */
const ask = <T>(page: Page, path: string, body?: object): Promise<T> =>
  page.evaluate(
    async ([path, body]) => {
      const init = body
        ? { method: "POST", body, headers: { "content-type": "application/json" } }
        : {};
      return (await fetch(`/api/v1/admin${path}`, init)).json() as Promise<never>;
    },
    [path, body ? JSON.stringify(body) : null] as const,
  );

const theater = (): { sections: { id: string }[] } =>
  JSON.parse(
    readFileSync(join(projectDir, "src/contract/plan/halls/theater-800.json"), "utf8"),
  ) as { sections: { id: string }[] };
const table = "section,row,seat,zone,x,y\nA,1,1,R,0,0\nA,1,1,R,50,left\nA,1,2,,100,0\n";
const csv = (text: string) => ({
  name: "hall.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});

type Plans = { revisions: { hash: string; dates: { scheduleId: string }[] }[] };

/** A date on sale, and a second revision of its venue with standing places more. */
async function onSale(page: Page): Promise<{ home: string; scheduleId: string }> {
  const { items } = await ask<{ items: { id: string }[] }>(page, "/venues");
  for (const { id: home } of items) {
    const { revisions } = await ask<Plans>(page, `/venues/${home}/plans`);
    const used = revisions.find(({ dates }) => dates.length > 0);
    const [date] = used?.dates ?? [];
    if (!used || !date) continue;
    const response = await page.request.get(`/api/v1/plans/${used.hash}`);
    const plan = (await response.json()) as SeatPlan;
    const [zone, level] = [plan.zones[0]?.id ?? "", plan.levels[0]?.id ?? ""];
    const [x0, y0] = plan.bounds;
    const outline = [
      [0, 0],
      [300, 0],
      [300, 300],
    ].map(([x = 0, y = 0]) => [x0 + x, y0 + y]);
    const label = { ko: "스탠딩", en: "Standing" };
    const area = { id: "ST-NEW", label, level, zone, outline, mode: "count", capacity: 40 };
    await ask(page, "/plans", {
      venueId: home,
      plan: { ...plan, areas: [...plan.areas, area] },
    });
    return { home, scheduleId: date.scheduleId };
  }
  throw new Error("nothing is on sale");
}

export const adminPlansScenes: Scene[] = [
  {
    name: "admin-plans",
    play: async (visit) => {
      const { page, camera, words } = visit;
      const w = words.adminPlans;
      await adminSignedIn(visit, "/admin");
      const name = { ko: "예시 극장", en: "Sample theater" };
      const venue = { name, city: name, address: name };
      const { id: venueId } = await ask<{ id: string }>(page, "/venues", venue);
      const begun = { venueId, from: { kind: "hall", hall: "theater-800" } };
      const first = await ask<{ id: string }>(page, "/plan-drafts", begun);
      const drafts = `/plan-drafts/${first.id}`;
      await ask(page, `${drafts}/publication`, { version: 0 });
      const [one, two, three] = theater().sections.map(({ id }) => id);
      const saves: [number, object][] = [
        [0, { kind: "remove", ids: [one] }],
        [1, { kind: "motion", ids: [two], motion: { kind: "move", by: [60, 120] } }],
        [2, { kind: "rows", id: three, at: 0, seats: 9 }],
        [3, { kind: "set", ids: [three], zone: "r" }],
      ];
      for (const [version, operation] of saves)
        await ask(page, `${drafts}/saves`, { version, operations: [operation] });
      await ask(page, "/plan-drafts", {
        venueId,
        from: { kind: "revision", venueId, revision: 1 },
      });
      await visit.open(`/admin/venues/${venueId}/plans`);
      await page.locator(".table").first().waitFor();
      await camera.shoot("admin-plans");
      await page.getByText(w.begin, { exact: true }).click();
      await page.locator(".plans__hall svg").nth(3).waitFor();
      await camera.shoot("admin-plans-new");
      const files = page.locator(".plans__drop input");
      await files.setInputFiles(csv(table));
      await page.locator(".plans__import .table").waitFor();
      await camera.shoot("admin-plans-faults");
      await files.setInputFiles(csv(table.replaceAll(/A,1,1,R,50.*\nA.*/g, "A,1,2,S,50,0")));
      await page.locator(".plans__preview").waitFor();
      await camera.shoot("admin-plans-import");
      await visit.open(`/admin/plans/drafts/${first.id}/versions?version=1`);
      await page.locator(".plans__sketch").waitFor();
      await page.locator(".plans__versions").waitFor();
      await camera.shoot("admin-plan-history");
      await visit.button(w.restore).click();
      await page.locator("dialog[open]").waitFor();
      await camera.shoot("admin-plan-restore", false);
      await visit.open(
        `/admin/venues/${venueId}/plans/comparison?from=revision:1&to=draft:${first.id}:4`,
      );
      await page.locator(".plans__differences").waitFor();
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-plan-comparison");
      await page.locator(".plans__differences button").nth(1).click();
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-plan-difference");
      const { home, scheduleId } = await onSale(page);
      await visit.open(`/admin/venues/${home}/plans/move?schedule=${scheduleId}`);
      await visit.button(w.check).click();
      await page.locator(".plans__groups").waitFor();
      await camera.shoot("admin-plan-move");
    },
  },
];
