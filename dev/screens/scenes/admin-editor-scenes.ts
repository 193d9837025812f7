import type { Page } from "playwright-core";
import { adminSignedIn } from "../admin-sign-in.ts";
import type { Scene } from "../scene.ts";

const settleMs = 600;

const post = (page: Page, path: string, body: object): Promise<{ id: string }> =>
  page.evaluate(
    async ([path, body]) => {
      const headers = { "content-type": "application/json" };
      const init = { method: "POST", body, headers };
      return (await fetch(`/api/v1/admin${path}`, init)).json() as Promise<never>;
    },
    [path, JSON.stringify(body)] as const,
  );

export const adminEditorScenes: Scene[] = [
  {
    name: "admin-plan-editor",
    play: async (visit) => {
      const { page, camera } = visit;
      await adminSignedIn(visit, "/admin");
      const name = { ko: "예시 극장", en: "Sample theater" };
      const { id: venueId } = await post(page, "/venues", { name, city: name, address: name });
      const from = { kind: "hall", hall: "theater-800" };
      const { id } = await post(page, "/plan-drafts", { venueId, from });
      await visit.open(`/admin/plans/drafts/${id}`);
      await page.locator(".pe__canvas").waitFor();
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-plan-editor", false);
      const box = await page.locator(".pe__canvas").boundingBox();
      if (!box) throw new Error("the plan is not drawn");
      await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.6);
      await camera.shoot("admin-plan-editor-section", false);
      for (const [key, state] of [
        ["2", "numbers"],
        ["4", "marks"],
        ["b", "block"],
        ["u", "list"],
        ["c", "checks"],
        ["5", "fan"],
      ] as const) {
        await page.keyboard.press(key);
        await page.waitForTimeout(settleMs);
        await camera.shoot(`admin-plan-editor-${state}`, false);
      }
      await page.keyboard.press("?");
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-plan-editor-keys", false);
      await page.keyboard.press("Escape");
    },
  },
];
