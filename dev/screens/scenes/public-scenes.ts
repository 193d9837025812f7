import type { Scene } from "../scene.ts";

const unavailable = { status: 503, json: { code: "unavailable", status: 503 } };

/** The public scenes. */
export const publicScenes: Scene[] = [
  {
    name: "home",
    play: async (visit) => {
      const { page, camera } = visit;
      await visit.open("/");
      await camera.shoot("home");
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.locator("[role=combobox]:visible").fill(visit.lang === "ko" ? "서" : "se");
      await page.locator("[role=option]:visible").first().waitFor();
      await camera.shoot("home-search", false, ["desktop"]);
    },
  },
  {
    name: "list",
    play: async (visit) => {
      const { page, camera, lang } = visit;
      await visit.open("/concerts");
      await camera.shoot("list");
      await visit.open("/concerts?genre=indie&city=Seoul");
      await camera.shoot("list-filtered");
      await visit.open(`/concerts?q=${lang === "ko" ? "없는+이름" : "no+such+name"}`);
      await camera.shoot("list-none");
      await page.setViewportSize({ width: 390, height: 844 });
      await visit.open("/concerts");
      await page.locator("[role=combobox]:visible").fill(lang === "ko" ? "ㅍㄹ" : "mo");
      await page.locator("[role=option]:visible").first().waitFor();
      await camera.shoot("list-search", false, ["phone", "tablet"]);
    },
  },
  ...["high-waves", "slow-letter", "moon-bicycle", "june-garden", "220v", "fifty-nine"].map(
    (slug): Scene => ({
      name: `concert-${slug}`,
      play: async (visit) => {
        await visit.open(`/concerts/${slug}`);
        await visit.camera.shoot(`concert-${slug}`);
      },
    }),
  ),
  {
    name: "legal",
    play: async (visit) => {
      for (const name of ["terms", "privacy"]) {
        await visit.open(`/${name}`);
        await visit.camera.shoot(name);
      }
    },
  },
  {
    name: "trouble",
    play: async (visit) => {
      const { page, camera } = visit;
      await visit.open("/no-such-page");
      await camera.shoot("not-found");
      await visit.open("/profile");
      await visit.pretending("**/api/v1/concerts**", unavailable, async () => {
        await page.evaluate(() => history.pushState(null, "", "/"));
        await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
        await page.locator("[role=alert]").waitFor({ timeout: 30_000 });
        await camera.shoot("home-down");
      });
      await visit.open("/profile");
      await visit.pretending("**/api/v1/concerts**", "silence", async () => {
        await page.evaluate(() => history.pushState(null, "", "/"));
        await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
        await page.locator(".loading").first().waitFor();
        await page.waitForTimeout(300);
        await camera.shoot("home-loading");
        await page.evaluate(() => history.pushState(null, "", "/concerts/slow-letter"));
        await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
        await page.waitForTimeout(300);
        await camera.shoot("concert-loading");
      });
      await visit.open("/concerts/slow-letter");
      await page.context().setOffline(true);
      await page.locator(".offline").waitFor();
      await camera.shoot("concert-offline", false);
      await page.context().setOffline(false);
    },
  },
  {
    name: "in-app",
    play: async ({ camera, lang }, browser) => {
      const userAgent =
        "Mozilla/5.0 (Linux; Android 14; SM-S918N) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36 KAKAOTALK 10.8.5";
      const page = camera.page;
      const context = await browser.newContext({
        userAgent,
        viewport: { width: 390, height: 844 },
        baseURL: new URL(page.url()).origin,
        locale: lang,
      });
      const inApp = await context.newPage();
      await inApp.goto("/concerts/slow-letter");
      await inApp.locator("h1").waitFor();
      await inApp.waitForTimeout(500);
      await camera.of(inApp).shoot("concert-in-app", false);
      await context.close();
    },
  },
];
