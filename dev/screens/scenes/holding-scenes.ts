import type { Hold, KnownHolds } from "../../../src/contract/sale/holds.ts";
import { enter, holdTwo } from "./buying-scenes.ts";
import type { Scene, Visit } from "../scene.ts";

const atSchedule = /\/schedules\/[^/]+\/holds$/;
const inBooks = "**/api/v1/me/holds";

/** The schedule's report of the hold, with a change. */
const saying = (hold: Hold, inMs: number, change: Partial<Hold> = {}) => {
  const expiresAt = new Date(Date.now() + inMs).toISOString();
  const serverTime = new Date().toISOString();
  return { json: { items: [{ ...hold, expiresAt, serverTime, ...change }] } };
};

/** The bar over every page, in each of its states. */
const bar: Scene = {
  name: "held",
  play: async (visit) => {
    const { page, camera, words } = visit;
    const { hold, scheduleId } = await heldBy(visit);
    const shown = page.locator(".holdbar");
    const at = async (path: string, name: string) => {
      await page.goto(path);
      // The title comes a moment after the clock.
      await shown.getByText(/느린 편지|Slow Letter/).waitFor();
      await camera.shoot(name, false);
    };
    for (const [path, name] of [
      ["/", "home"],
      ["/concerts/slow-letter", "concert"],
      ["/wallet?need=224000", "wallet"],
      ["/me", "tickets"],
    ] as const)
      await at(path, `held-${name}`);
    await visit.pretending(atSchedule, saying(hold, 161_000, { isPaused: true }), () =>
      at("/", "held-paused"),
    );
    await visit.pretending(atSchedule, saying(hold, 45_000), () => at("/", "held-last-minute"));
    await visit.pretending(atSchedule, saying(hold, 521_000, { phase: "paying" }), () =>
      at("/", "held-paying"),
    );
    const known = (await (await page.request.get("/api/v1/me/holds")).json()) as KnownHolds;
    const dueAt = new Date(Date.now() + 86_400_000).toISOString();
    const payment = { id: hold.id, status: "awaiting-deposit", dueAt } as const;
    const concert = { ko: "", en: "" };
    const deposit = { holdId: hold.id, scheduleId, concert, seats: 2, payment, offeredUntil: null };
    await visit.pretending(inBooks, { json: { ...known, items: [deposit] } }, () =>
      at("/", "held-deposit"),
    );
    // At zero its schedule has let it go.
    await visit.pretending(atSchedule, saying(hold, 4_000), async () => {
      await page.goto("/");
      await shown.waitFor();
    });
    await visit.pretending(atSchedule, { json: { items: [] } }, async () => {
      await shown.getByText(words.holdBar.over).waitFor();
      await camera.shoot("held-over", false);
    });
  },
};

/** A payment that cannot be seen, seats being released, and a pause at the checkout. */
const stuck: Scene = {
  name: "held-checkout",
  play: async (visit) => {
    const { page, camera, words } = visit;
    const { hold, scheduleId } = await heldBy(visit);
    const checkout = `/checkout/${scheduleId}/${hold.id}`;
    await visit.pretending(atSchedule, saying(hold, 521_000, { phase: "paying" }), async () => {
      await page.goto(checkout);
      await page.getByText(words.openPayment.unseen).waitFor();
      await camera.shoot("checkout-unseen-payment");
    });
    await visit.pretending(atSchedule, saying(hold, 0, { phase: "ending" }), async () => {
      await visit.pretending("**/api/v1/schedules/*/holds/*", "silence", async () => {
        await page.goto(checkout);
        await page.getByText(words.givingBack.title).waitFor();
        await camera.shoot("checkout-giving-back");
      });
    });
    await visit.pretending(atSchedule, saying(hold, 1_000), async () => {
      await page.goto(checkout);
      await page.getByText(words.atZero.title).waitFor();
      await camera.shoot("checkout-at-zero");
    });
    const queue = `**/api/v1/schedules/${scheduleId}/queue`;
    const board = (await (
      await page.request.get(`/api/v1/schedules/${scheduleId}/queue`)
    ).json()) as object;
    await visit.pretending(queue, { json: { ...board, state: "paused" } }, async () => {
      await visit.pretending(atSchedule, saying(hold, 161_000, { isPaused: true }), async () => {
        await page.goto(checkout);
        await page.getByText(words.pause.title).waitFor();
        await page.locator(".sum__total").waitFor();
        await camera.shoot("checkout-paused", false);
      });
    });
  },
};

async function heldBy(visit: Visit): Promise<{ hold: Hold; scheduleId: string }> {
  const scheduleId = await enter(visit, "slow-letter");
  await holdTwo(visit);
  const response = await visit.page.request.get(`/api/v1/schedules/${scheduleId}/holds`);
  const { items } = (await response.json()) as { items: Hold[] };
  const [hold] = items;
  if (!hold) throw new Error("nothing is held");
  return { hold, scheduleId };
}

export const holdingScenes: Scene[] = [bar, stuck];
