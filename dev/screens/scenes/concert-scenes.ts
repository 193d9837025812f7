import type { Schedule } from "../../../src/contract/catalog/concerts.ts";
import { sizes } from "../camera.ts";
import { signOut, signUp } from "../people.ts";
import type { Scene, Visit } from "../scene.ts";

const hourMs = 3_600_000;
const after = (ms: number) => new Date(Date.now() + ms).toISOString();
const presale = {
  name: { ko: "팬클럽 선예매", en: "Fan club presale" },
  opensAt: after(45 * hourMs),
  closesAt: after(60 * hourMs),
};

/** Opens a page from within the app, so that its requests can get made-up answers. */
async function go({ page }: Visit, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
}

/** A concert's page with dates in a state that the seed does not have. */
async function withDates(
  visit: Visit,
  { slug, change }: { slug: string; change: Partial<Schedule> },
  work: () => Promise<void>,
): Promise<void> {
  const { page } = visit;
  const dates = `/api/v1/concerts/${slug}/schedules`;
  const real = (await (await page.request.get(dates)).json()) as { items: Schedule[] };
  const items = real.items.map((item) => ({ ...item, ...change }));
  await visit.open("/profile");
  await visit.pretending(`**${dates}`, { json: { ...real, items } }, async () => {
    await go(visit, `/concerts/${slug}`);
    await page.locator("main.concert h1").waitFor();
    await page.waitForTimeout(300);
    await work();
  });
}

const inState = (name: string, change: Partial<Schedule>): Scene => ({
  name: `concert-${name}`,
  play: async (visit) => {
    await visit.open("/");
    await signOut(visit);
    await withDates(visit, { slug: "moon-bicycle", change }, () =>
      visit.camera.shoot(`concert-${name}`, false),
    );
  },
});

/** The long line before an open sale. */
const queue: Scene = {
  name: "concert-queue",
  play: async (visit) => {
    const { page, camera } = visit;
    await visit.open("/");
    const isBoard = /\/api\/v1\/schedules\/[^/]+\/queue$/;
    await page.route(isBoard, async (route) => {
      const board = (await (await route.fetch()).json()) as object;
      await route.fulfill({ json: { ...board, nowServing: 655, lastNumber: 13_000 } });
    });
    await visit.open("/concerts/slow-letter");
    await page.waitForTimeout(700);
    await camera.shoot("concert-queue", false);
    await page.unroute(isBoard);
  },
};

const presales: Scene = {
  name: "concert-presale",
  play: async (visit) => {
    const { page, camera, words } = visit;
    const change = {
      sale: "upcoming" as const,
      stock: null,
      saleOpensAt: after(70 * hourMs),
      presales: [presale],
    };
    await visit.open("/");
    await signUp(visit);
    await withDates(visit, { slug: "moon-bicycle", change }, async () => {
      await camera.shoot("concert-presale", false);
      const of = (isVerified: boolean) => ({
        json: {
          items: [{ id: crypto.randomUUID(), ...presale, isVerified }],
          grant: isVerified ? "g" : null,
        },
      });
      let answer: { status?: number; json: object } = of(false);
      const isPresale = /\/presale$/;
      await page.route(isPresale, (route) => route.fulfill(answer));
      await visit.button(words.concert.presale).click();
      const code = page.locator("#presale-code");
      await code.fill("NOT-A-CODE");
      answer = { status: 403, json: { code: "code-not-valid", status: 403 } };
      await code.press("Enter");
      await page.locator(".note--danger").waitFor();
      await code.scrollIntoViewIfNeeded();
      await camera.shoot("concert-presale-refused");
      answer = of(true);
      await code.press("Enter");
      await page.locator(".note--ok").waitFor();
      await camera.shoot("concert-presale-verified");
      await page.unroute(isPresale);
    });
  },
};

/** The bar at the bottom and the panel beside the page open separate dialogs. */
async function atEachWidth(visit: Visit, name: string, open: () => Promise<void>): Promise<void> {
  for (const widths of [["phone", "tablet"], ["desktop"]] as const) {
    await visit.page.setViewportSize(sizes[widths[0]]);
    await open();
    await visit.camera.shoot(name, false, widths);
  }
}

const dialogs: Scene = {
  name: "concert-dialogs",
  play: async (visit) => {
    const { page, camera, words } = visit;
    const remind = async () => {
      await visit.open("/concerts/june-garden");
      await visit.button(words.concert.remind).or(visit.button(words.opening.on)).click();
      await page.locator("dialog[open] h2").waitFor();
      await page.waitForTimeout(500);
    };
    const wait = async () => {
      await visit.open("/concerts/fifty-nine");
      await visit.button(words.waitlist.join).or(visit.button(words.waitlist.waiting)).click();
      await page.locator("dialog[open] form").waitFor();
      await page.waitForTimeout(500);
    };
    await visit.open("/");
    await signOut(visit);
    await atEachWidth(visit, "remind-guest", remind);
    await signUp(visit);
    await atEachWidth(visit, "remind", remind);
    await atEachWidth(visit, "wait", wait);
    await page.locator("dialog[open] [type=submit]").click();
    await visit.button(words.waitlist.waiting).waitFor();
    await camera.shoot("wait-joined", false);
    await atEachWidth(visit, "wait-place", wait);
    await offered(visit);
  },
};

/** Seats have come back for the waitlist. */
async function offered(visit: Visit): Promise<void> {
  const { page, camera } = visit;
  const path = "/api/v1/me/waitlist";
  const real = (await (await page.request.get(path)).json()) as { items: object[] };
  const offer = {
    holdId: crypto.randomUUID(),
    expiresAt: after(hourMs / 4),
    zoneId: "r",
    seatKeys: ["A/3/12"],
  };
  const items = real.items.map((item) => ({ ...item, state: "offered", ahead: null, offer }));
  await visit.pretending(`**${path}`, { json: { ...real, items } }, async () => {
    await visit.open("/concerts/fifty-nine");
    await page.locator(".offer").waitFor();
    await camera.shoot("offer", false);
    await visit.open("/me");
    await page.locator(".offer").waitFor();
    await page.waitForTimeout(500);
    await camera.shoot("offer-me", false);
  });
}

const hints: Scene = {
  name: "install-hint",
  play: async (visit) => {
    const { page, camera } = visit;
    await visit.open("/me");
    await page.evaluate(() => dispatchEvent(new Event("beforeinstallprompt")));
    await page.locator(".note--brand").waitFor();
    await camera.shoot("install-hint", false);
  },
};

/** A concert's page in the states that the seed lacks, and the dialogs that open from it. */
export const concertScenes: Scene[] = [
  inState("cancelled", { sale: "cancelled", stock: null }),
  inState("closed", { sale: "closed", stock: null }),
  inState("paused", { sale: "paused", stock: null }),
  queue,
  presales,
  dialogs,
  hints,
];
