import { adminPost, scheduleOf, signUp } from "../people.ts";
import type { Scene, Visit } from "../scene.ts";

/** From the door to the seats of a concert. */
export async function enter(visit: Visit, slug: string): Promise<string> {
  await visit.open("/profile");
  await signUp(visit);
  const id = await scheduleOf(visit, slug);
  await visit.page.goto(`/queue/${id}`);
  await visit.page.waitForURL(/\/schedules\//);
  await visit.page.locator("canvas").first().waitFor();
  await visit.page.waitForTimeout(1_000);
  return id;
}

async function openGrid({ page, words }: Visit): Promise<void> {
  await page.getByRole("button", { name: words.seatList.open }).click();
  await page.locator(".list .opt").first().click();
  await page.getByRole("button", { name: words.seatList.grid }).click();
  await page.locator(".seat[data-look=available]").first().waitFor();
}

export async function holdTwo(visit: Visit): Promise<void> {
  const { page, words } = visit;
  await openGrid(visit);
  await page.locator(".seat[data-look=available]").nth(40).click();
  await page.locator(".seat[data-look=mine]").nth(1).waitFor();
  await visit.button(words.common.close).click();
  await page.locator(".tray__go").click();
  await page.waitForURL(/\/checkout\//);
  await page.locator(".sum__total").waitFor();
}

const hallScenes = ["slow-letter", "midnight-parcel", "220v"].map((slug): Scene => ({
  name: `hall-${slug}`,
  play: async (visit) => {
    await enter(visit, slug);
    await visit.camera.shoot(`hall-${slug}`, false);
  },
}));

const choosing: Scene = {
  name: "choosing",
  play: async (visit) => {
    const { page, camera, words } = visit;
    await enter(visit, "slow-letter");
    await visit.button(words.seatList.open).click();
    await page.locator(".list .opt").first().waitFor();
    await camera.shoot("choose-list", false);
    await page.locator(".list .opt").first().click();
    await page.getByRole("button", { name: words.seatList.grid }).click();
    await page.locator(".seat[data-look=available]").nth(40).click();
    await page.locator(".seat[data-look=mine]").nth(1).waitFor();
    await camera.shoot("choose-grid", false);
    await visit.button(words.common.close).click();
    await page.waitForTimeout(600);
    await camera.shoot("choose-chosen", false);
  },
};

/** A fan's code opens a row in the middle of a section, a few of whose seats are sold already. */
const code: Scene = {
  name: "choosing-code",
  play: async (visit, browser) => {
    const { page, camera, words } = visit;
    await visit.open("/profile");
    const id = await scheduleOf(visit, "slow-letter");
    const seats = Array.from({ length: 24 }, (_, index) => 60 + index);
    const channel = { kind: "channel", channel: "code", code: "friends" };
    const block = await adminPost(
      browser,
      new URL(page.url()).origin,
      `/admin/schedules/${id}/stock`,
      { ...channel, seats, whenFree: true },
    );
    await enter(visit, "slow-letter");
    await visit.button(words.coded.have).click();
    await page.locator("#seat-code").fill("enemies");
    await visit.button(words.coded.open).click();
    await page.locator("dialog [role=alert]").waitFor();
    await camera.shoot("choose-code", false);
    await page.locator("#seat-code").fill("FRIENDS");
    await visit.button(words.coded.open).click();
    await page.locator(".chip[aria-pressed=true]").waitFor();
    await camera.shoot("choose-code-seats", false);
    const path = `/admin/schedules/${id}/stock/${block.id}/release`;
    await adminPost(browser, new URL(page.url()).origin, path, {});
  },
};

/** From the hall to the seats. */
export const buyingScenes: Scene[] = [...hallScenes, choosing, code];
