import { randomUUID } from "node:crypto";
import type { Browser } from "playwright-core";
import { fullConsent } from "../../../src/contract/people/consent.ts";
import { decodeSnapshot, encodeSnapshot, seatCode } from "../../../src/contract/live/live.ts";
import type { Hold } from "../../../src/contract/sale/holds.ts";
import type { Turn } from "../../../src/contract/sale/queue.ts";
import { enter } from "./buying-scenes.ts";
import type { Scene, Visit } from "../scene.ts";

const scene = (name: string, play: (visit: Visit, browser: Browser) => Promise<void>): Scene => ({
  name,
  play,
});

const partyOf = ({ page }: Visit, size: number) =>
  page.locator(".party").getByRole("button", { name: String(size) });

/** Picks that many best seats. */
async function suggest(visit: Visit, party: number): Promise<void> {
  await partyOf(visit, party).click();
  await visit.button(visit.words.best.find(party)).click();
  await visit.page.locator(".pick li").first().waitFor();
  await visit.page.waitForTimeout(600);
}

/** Selects that seat of the first section on the grid. */
async function chooseOnGrid(visit: Visit, seat: number): Promise<void> {
  const { page, words } = visit;
  await visit.button(words.seatList.open).click();
  await page.locator(".list .opt").first().click();
  await visit.button(words.seatList.grid).click();
  await page.locator(".seat[data-look=available]").nth(seat).click();
  await page.locator(".seat[data-look=mine]").first().waitFor();
  await visit.button(words.common.close).click();
}

/** The map without its socket, with made-up seats. */
async function pretendSeats(
  { page }: Visit,
  change: (statuses: Uint8Array) => Uint8Array,
  work: () => Promise<void>,
): Promise<void> {
  await page.routeWebSocket(/\/live/, (socket) => void socket.close());
  await page.route("**/seats.bin*", async (route) => {
    const url = route.request().url().replace(/\?.*/, "");
    const answer = await route.fetch({ url, headers: {} }).catch(() => null);
    const seen = answer && decodeSnapshot(new Uint8Array(await answer.body()));
    if (!seen) return await route.abort().catch(() => {});
    const statuses = change(seen.statuses.slice());
    const body = Buffer.from(encodeSnapshot({ ...seen, statuses }));
    // The page may have moved on by now, and its request with it.
    await route.fulfill({ body, contentType: "application/octet-stream" }).catch(() => {});
  });
  try {
    await work();
  } finally {
    await page.unroute("**/seats.bin*");
  }
}

/** Another fan holds these seats of the same sale, and gives them back on request. */
async function holdByAnother({ page }: Visit, browser: Browser, seats: number[]) {
  const site = new URL(page.url()).origin;
  const context = await browser.newContext({ baseURL: site, extraHTTPHeaders: { origin: site } });
  const at = `/api/v1/schedules/${page.url().split("/").at(-1)?.split("?")[0] ?? ""}`;
  const data = {
    email: `${randomUUID().slice(0, 8)}@frontrow.test`,
    password: "a-good-long-password",
    name: "도하늬",
    consent: fullConsent,
  };
  await context.request.post("/api/v1/accounts", { data });
  const turn = (await (await context.request.post(`${at}/queue`, { data: {} })).json()) as Turn;
  const headers = {
    "frontrow-pass": turn.admission?.pass ?? "",
    "idempotency-key": randomUUID(),
  };
  const answer = await context.request.post(`${at}/holds`, { headers, data: { seats } });
  const { id } = (await answer.json()) as Hold;
  return async () => {
    await context.request.delete(`${at}/holds/${id}`);
    await context.close();
  };
}

const near = scene("hall-near", async (visit) => {
  await enter(visit, "slow-letter");
  await suggest(visit, 2);
  await visit.camera.shoot("hall-best", false);
  await visit.button(visit.words.choose.clear).click();
  await visit.page.waitForTimeout(400);
  await visit.camera.shoot("hall-near", false);
  await suggest(visit, 4);
  await visit.camera.shoot("hall-four", false);
});

const lonely = scene("hall-lonely", async (visit) => {
  await enter(visit, "slow-letter");
  await partyOf(visit, 1).click();
  await chooseOnGrid(visit, 1);
  await visit.page.locator(".map__note").waitFor();
  await visit.page.waitForTimeout(400);
  await visit.camera.shoot("hall-lonely", false);
});

const lost = scene("hall-lost", async (visit, browser) => {
  const { page, words } = visit;
  await enter(visit, "slow-letter");
  await suggest(visit, 2);
  const requested = page.waitForRequest(
    (asked) => asked.method() === "POST" && asked.url().endsWith("/holds"),
  );
  let seats: number[] = [];
  let giveBack = async () => {};
  await page.route("**/holds", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    ({ seats } = route.request().postDataJSON() as { seats: number[] });
    giveBack = await holdByAnother(visit, browser, seats);
    await route.continue();
  });
  await page.locator(".tray__go").click();
  await requested;
  await visit.button(words.pick.take).waitFor();
  await visit.camera.shoot("hall-lost", false);
  await page.unroute("**/holds");
  await visit.button(words.common.close).click();
  await visit.button(words.map.fit).click();
  await page.waitForTimeout(400);
  await giveBack();
  await page.waitForTimeout(700);
  await visit.camera.shoot("hall-freed", false, ["phone"]);
});

const filtered = scene("hall-filtered", async (visit) => {
  const { page, camera, words } = visit;
  await enter(visit, "slow-letter");
  await page.locator(".chooser__ways .chip").nth(1).click();
  await page.waitForTimeout(300);
  await camera.shoot("hall-filtered", false);
  await page.locator(".chooser__ways .chip").nth(1).click();
  await visit.button(words.map.accessibleOnly).click();
  await suggest(visit, 1);
  await camera.shoot("hall-accessible", false);
  await visit.button(words.choose.clear).click();
  await page.locator(".chooser__ways .chip").nth(2).click();
  await page.locator(".map__note").waitFor();
  await camera.shoot("hall-none-wanted", false);
});

const restricted = scene("hall-restricted", async (visit) => {
  const { page, camera, words } = visit;
  await enter(visit, "midnight-parcel");
  await partyOf(visit, 1).click();
  await visit.button(words.seatList.open).click();
  await page.locator(".list .opt", { hasText: "201" }).click();
  await visit.button(words.seatList.grid).click();
  await page.locator(`.seat[aria-label*="${words.seat.restricted}"]`).first().click();
  await visit.button(words.common.close).click();
  await page.waitForTimeout(400);
  await camera.shoot("hall-restricted", false);
  await page.locator(".tray__go").click();
  await page.locator("dialog[open]").waitFor();
  await camera.shoot("hall-restricted-question", false);
});

const standing = scene("hall-standing", async (visit) => {
  const { page, camera, words } = visit;
  await enter(visit, "220v");
  const box = await page.locator(".map__canvas").boundingBox();
  if (!box) throw new Error("there is no map");
  await page.mouse.click(box.x + box.width * 0.4, box.y + box.height * 0.65);
  await visit.button(words.seat.takeStanding(2)).waitFor();
  await camera.shoot("hall-standing", false);
  await visit.button(words.seat.takeStanding(2)).click();
  await page.locator(".pick li").first().waitFor();
  await camera.shoot("hall-standing-chosen", false);
});

const offline = scene("hall-offline", async (visit) => {
  const { page, camera } = visit;
  await enter(visit, "slow-letter");
  await suggest(visit, 2);
  await page.context().setOffline(true);
  await page.locator(".chooser__map.is-stale").waitFor();
  await camera.shoot("hall-offline", false);
  await page.context().setOffline(false);
});

const gone = scene("hall-gone", async (visit) => {
  const { page, camera } = visit;
  const allTaken = (statuses: Uint8Array) => statuses.fill(seatCode.taken);
  await pretendSeats(visit, allTaken, async () => {
    await enter(visit, "slow-letter");
    await page.locator(".tray a").waitFor();
    await camera.shoot("hall-none-left", false);
  });
});

const refused = scene("hall-refused", async (visit) => {
  const { page, camera } = visit;
  const id = await enter(visit, "slow-letter");
  const leap = async (name: string, sign: string, answer: Parameters<Visit["pretending"]>[1]) =>
    visit.pretending(`**/schedules/${id}/queue`, answer, async () => {
      await page.goto("/profile");
      await page.evaluate(() => {
        localStorage.clear();
        localStorage.setItem("frontrow.signed-in", "yes");
      });
      await page.goto(`/schedules/${id}`);
      await page.locator(sign).first().waitFor();
      await camera.shoot(name, false);
    });
  const problem = (code: string, status: number) => ({
    status,
    json: { type: `/problems/${code}`, code, title: code, status },
  });
  await leap("hall-loading", ".skel", "silence");
  await leap("hall-over", ".empty", problem("sale-not-open", 409));
  await leap("hall-down", "main [role=alert], main .btn", problem("unavailable", 503));
});

/** Every state of the seat selection page. */
export const hallScenes: Scene[] = [
  near,
  lonely,
  lost,
  filtered,
  restricted,
  standing,
  offline,
  gone,
  refused,
];
