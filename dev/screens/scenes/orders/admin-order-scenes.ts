import { adminSignedIn } from "../../admin-sign-in.ts";
import type { Scene } from "../../scene.ts";

/** The search, one order with its dialogs, and a message to the buyers of its concert. */
const orders: Scene = {
  name: "admin-orders",
  play: async (visit) => {
    const { page, camera } = visit;
    await adminSignedIn(visit, "/admin/orders");
    await page.locator(".table a").first().waitFor();
    await camera.shoot("admin-orders");
    await visit.open("/admin/orders?search=nobody-at-all");
    await page.locator(".empty").waitFor();
    await camera.shoot("admin-orders-none");
    await visit.open("/admin/orders?search=crowd-1@");
    await page.locator(".table, .adm__main .empty").first().waitFor();
    await camera.shoot("admin-orders-by-name");
    await visit.open("/admin/orders?state=paid&channel=web");
    await page.locator(".table a").first().click();
    await page.locator(".order__event").first().waitFor();
    await camera.shoot("admin-orders-order");
    await page.locator(".order__about button").click();
    await page.locator("dialog[open]").waitFor();
    await camera.shoot("admin-orders-look", false);
    await page.keyboard.press("Escape");
    await page.locator(".table button").first().click();
    await page.locator("dialog[open]").waitFor();
    await camera.shoot("admin-orders-visitor", false);
    await page.keyboard.press("Escape");
    await page.locator(".order__acts a").click();
    await page.locator("#subject-ko").fill("{concert} 입장 안내");
    await page.locator("#subject-en").fill("{concert}: doors");
    await page
      .locator("#body-ko")
      .fill("{name} 님, {date} 공연은 한 시간 전에 문을 열어요.\n{seats}");
    await page.locator("#body-en").fill("{name}, doors open an hour before {date}.\n{seats}");
    await page.locator(".message__texts").waitFor();
    await camera.shoot("admin-orders-message");
  },
};

export const adminOrderScenes: Scene[] = [orders];
