import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { app } from "../../app.ts";
import type { Env } from "../../env.ts";
import { takeFastLane } from "../../rush/fast-lane.ts";
import { askApp } from "../../../../test/support/worker/documented-answers.ts";
import {
  bought,
  openShop,
  origin,
  passOf,
  person,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

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

it("[AD19] only the watcher with its token and the operator's staff with the right for it can read the metrics", async () => {
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

it("[AD20] metrics show the current state of the books and the schedules, and report when the books are away", async () => {
  // Each run handles the next hundred shows, and other tests have sales as well.
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

/** How often each route has failed in this isolate, in which other tests have let routes fail as well. */
async function failures(): Promise<Map<string, number>> {
  const told = (await (await scrape(token)).text()).split("\n");
  const failed = told.filter((line) => line.startsWith("frontrow_answers_failed{"));
  const read = failed.map((line) => /route="([^"]+)",status="(\d+)"\} (\d+)$/.exec(line));
  return new Map(read.map((found) => [`${found?.[1]} ${found?.[2]}`, Number(found?.[3])]));
}

it("[AD46] metrics count failed answers by route, even while the books are away, and do not count refusals", async () => {
  const fan = await person();
  const { scheduleId } = await openShop(admin, 1);
  const pass = await passOf(fan, scheduleId);
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("fetch failed"));
  const before = await failures();
  const ctx = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} };
  const ask = async (path: string) => {
    const request = new Request(`${origin}/api/v1${path}`);
    const response = await askApp(request, testEnv, ctx as unknown as ExecutionContext);
    return [response.status, (await response.text()).length > 0];
  };
  expect([await ask("/nowhere"), await ask("/me")]).toEqual([404, 401].map((one) => [one, true]));
  for (const _ of [1, 2])
    expect(await ask(`/schedules/${crypto.randomUUID()}`)).toEqual([503, true]);
  // The short cut has no router to ask.
  const body = JSON.stringify({ seats: [1] });
  const headers = {
    authorization: `Bearer ${fan.token}`,
    "content-type": "application/json",
    "content-length": String(body.length),
    "idempotency-key": crypto.randomUUID(),
    "frontrow-pass": pass,
  };
  const address = `${origin}/api/v1/schedules/${scheduleId}/holds`;
  const hold = new Request(address, { method: "POST", headers, body });
  const broken = { ...testEnv, SCHEDULE: undefined } as unknown as Env;
  const answered = await takeFastLane(hold, broken, ctx as unknown as ExecutionContext, app.fetch);
  expect(answered?.status).toBe(500);
  await answered?.text();
  const since = [...(await failures())].map(
    ([route, count]) => [route, count - (before.get(route) ?? 0)] as const,
  );
  expect(since.filter(([, count]) => count > 0).sort()).toEqual([
    ["GET /api/v1/schedules/:scheduleId 503", 2],
    ["POST /api/v1/schedules/:scheduleId/holds 500", 1],
  ]);
});
