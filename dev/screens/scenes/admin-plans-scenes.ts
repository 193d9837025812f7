import type { Page } from "playwright-core";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "../../machine/paths.ts";
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
    },
  },
];
