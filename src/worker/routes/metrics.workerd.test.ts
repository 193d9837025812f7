import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { app } from "../app.ts";
import type { Env } from "../env.ts";
import { bought, openShop, origin, person, testEnv } from "../test-shop.ts";
import type { Person } from "../test-shop.ts";

let admin: Person;
beforeAll(async () => {
  admin = await person("admin");
});
afterEach(() => void vi.restoreAllMocks());

const token = "a-token-for-whoever-watches";

/** Asks as a watcher does, with a token of the place or without. */
function scrape(bearer: string | null, settings: Partial<Env> = { METRICS_TOKEN: token }) {
  const headers = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
  const ctx = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} };
  return app.fetch(
    new Request(`${origin}/metrics`, { headers }),
    { ...testEnv, VERSION: "test", ...settings },
    ctx as unknown as ExecutionContext,
  );
}

it("[AD19] metrics are told to the watcher with its token and to admins, and to nobody else", async () => {
  const fan = await person();
  const statuses = await Promise.all([
    scrape(token),
    scrape(admin.token),
    scrape(admin.token, {}),
    scrape(null),
    scrape("another-token"),
    scrape(fan.token),
    scrape("", { METRICS_TOKEN: "" }),
    scrape(token, {}),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 401, 401, 403, 401, 401]);
  for (const one of statuses) await one.text();
});

it("[AD20] metrics have what the books and the schedules say now, and say so when the books are away", async () => {
  // The next hundred shows are told of, and other tests have sales as well.
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  const soon = { startsAt: at(7_200_000), saleClosesAt: at(3_600_000) };
  const { scheduleId } = await openShop(admin, 1, soon);
  await bought(await person(), scheduleId, [0, 1]);
  const response = await scrape(token);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const text = await response.text();
  const figure = (name: string) => new RegExp(`^${name}[^ ]* (.+)$`, "m").exec(text)?.[1];
  const sale = `frontrow_sale_sold\\{schedule="${scheduleId}"`;
  expect(new RegExp(`^${sale}.* 2$`, "m").test(text)).toBe(true);
  expect(Number(figure("frontrow_orders_last_hour"))).toBeGreaterThan(0);
  expect(figure("frontrow_books_up")).toBe("1");
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("fetch failed"));
  const away = await scrape(token);
  expect([away.status, (await away.text()).includes("frontrow_books_up 0")]).toEqual([200, true]);
});
