import { adminSignedIn } from "../../admin-sign-in.ts";
import type { Scene } from "../../scene.ts";

const settleMs = 800;

/** The box office, from the start of a shift to its count. */
export const adminCounterScenes: Scene[] = [
  {
    name: "admin-counter",
    play: async (visit) => {
      const { page, camera, words } = visit;
      const w = words.counter;
      await page.addInitScript(() => (window.print = () => {}));
      await adminSignedIn(visit, "/admin");
      await visit.open("/admin/counter");
      await page.locator(".dates__one").first().waitFor();
      await page.locator(".dates [type=search]").fill("letter");
      await page.keyboard.press("Enter");
      await page
        .locator(".dates__one", { hasText: /편지|Letter/ })
        .first()
        .click();
      await page
        .getByLabel(w.start.name)
        .fill(visit.lang === "ko" ? "매표소 2번 창구" : "Counter 2");
      await page.getByLabel(w.start.float).fill("200000");
      await visit.button(w.start.byNote).click();
      await camera.shoot("admin-counter-start");
      await visit.button(w.start.byNote).click();
      await visit.button(w.start.begin).click();
      await page.locator(".ctr__map .map__canvas").waitFor();
      await page.waitForTimeout(settleMs);
      await camera.shoot("admin-counter-empty", false);
      await page.locator(".sell__best .chip").nth(1).click();
      await page.locator(".sell__zones button").first().click();
      await page.locator(".sell__line").nth(1).waitFor();
      await page.locator(".tend__quick [role=radio]").nth(1).click();
      await camera.shoot("admin-counter-cash", false);
      for (const kind of ["terminal", "bank-transfer"] as const) {
        await page.getByRole("radio", { name: w.tender.kinds[kind] }).click();
        await camera.shoot(`admin-counter-${kind}`, false);
      }
      await page.getByRole("radio", { name: w.tender.kinds.cash }).click();
      await page.getByRole("radio", { name: w.tender.own }).click();
      await page.locator(".keypad button").first().click();
      await camera.shoot("admin-counter-keypad", false);
      await page.locator(".tend__quick [role=radio]").nth(1).click();
      await page.context().setOffline(true);
      await page.locator(".ctr__net").waitFor();
      await camera.shoot("admin-counter-offline", false);
      await page.context().setOffline(false);
      await page.locator(".ctr__net").waitFor({ state: "detached" });
      await page.locator(".ctr__go").click();
      await page.locator(".paid").waitFor();
      await camera.shoot("admin-counter-paid", false);
      const number = (await page.locator(".paid .num").first().innerText()).slice(0, 12);
      await visit.button(w.findTab).click();
      await page.getByRole("searchbox").fill(number);
      await page.locator(".will__hit").click();
      await camera.shoot("admin-counter-found", false);
      await visit.button(w.find.refund).click();
      await page.locator("dialog .tend__kinds").waitFor();
      await camera.shoot("admin-counter-refund", false);
      await page.keyboard.press("Escape");
      await visit.button(w.find.exchange).click();
      await page.locator(".swap").waitFor();
      await camera.shoot("admin-counter-exchange", false);
      await page.locator(".ctr__shift").click();
      await camera.shoot("admin-counter-shift", false);
      await visit.button(w.shift.toCount).click();
      await page.locator("#count-cash").fill("199500");
      await camera.shoot("admin-counter-count", false);
      await page.getByLabel(w.shift.explanation).fill("500");
      await page.locator("dialog [type=submit]").click();
      await visit.button(w.shift.print).waitFor();
      await camera.shoot("admin-counter-closed", false);
      await visit.button(w.shift.leave).click();
    },
  },
];
