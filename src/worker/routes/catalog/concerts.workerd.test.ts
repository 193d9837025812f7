import { beforeAll, expect, it } from "vitest";
import { z } from "@hono/zod-openapi";
import { Concert, ConcertSummary, Schedule } from "../../../contract/catalog/concerts.ts";
import { Health } from "../../../contract/health.ts";
import { page } from "../../../contract/paging.ts";
import { Board, Turn } from "../../../contract/sale/queue.ts";
import { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import { Remaining, Seats } from "../../../contract/plan/seats.ts";
import { app } from "../../app.ts";
import {
  answer,
  call,
  holding,
  openShop,
  person,
  refused,
} from "../../../../test/support/worker/shop.ts";
import type { Person, Shop } from "../../../../test/support/worker/shop.ts";
import { eventually } from "../../../../test/support/eventually.ts";

let admin: Person;
let shop: Shop;
const Concerts = page(ConcertSummary).strict();
const Schedules = z.strictObject({ items: z.array(Schedule) });

beforeAll(async () => {
  admin = await person("admin");
  shop = await openShop(admin, 3);
});

it("[P17] a concert is found by its id and by its slug, with its dates and prices", async () => {
  const concert = await answer(call(`GET /concerts/${shop.slug}`), 200, Concert);
  expect(await answer(call(`GET /concerts/${shop.concertId}`), 200, Concert)).toEqual(concert);
  expect(concert).toMatchObject({
    id: shop.concertId,
    sale: "open",
    totalFrom: { amount: 11_000 },
  });
  const byId = await answer(call(`GET /concerts/${shop.concertId}/schedules`), 200, Schedules);
  const bySlug = await answer(call(`GET /concerts/${shop.slug}/schedules`), 200, Schedules);
  expect(bySlug).toEqual(byId);
  const one = await answer(call(`GET /schedules/${shop.scheduleId}`), 200, Schedule);
  expect(byId.items).toEqual([one]);
  const listed: string[] = [];
  // Other tests have concerts as well.
  for (let path: string | null = "GET /concerts?limit=100"; path !== null;) {
    const { items, nextCursor }: z.infer<typeof Concerts> = await answer(call(path), 200, Concerts);
    listed.push(...items.map(({ id }) => id));
    path = nextCursor === null ? null : `GET /concerts?limit=100&cursor=${nextCursor}`;
  }
  expect(listed).toContain(shop.concertId);
});

it("[P18] a public read has a tag, and a client with the same tag gets 304", async () => {
  for (const path of [
    `/concerts/${shop.slug}`,
    `/schedules/${shop.scheduleId}/seats.bin`,
    `/plans/${shop.planHash}`,
  ]) {
    const first = await call(`GET ${path}`);
    const etag = first.headers.get("etag") ?? "";
    expect((await first.arrayBuffer()).byteLength).toBeGreaterThan(0);
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(first.headers.get("cache-control")).toMatch(/^public, max-age=\d+/);
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await call(`GET ${path}`, { headers: { "if-none-match": tag } });
      expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([
        304,
        etag,
        "",
      ]);
    }
    const changed = await call(`GET ${path}`, { headers: { "if-none-match": '"other"' } });
    expect([changed.status, (await changed.arrayBuffer()).byteLength > 0]).toEqual([200, true]);
  }
});

it("[P37] a plan is cached as immutable, and private answers are never stored", async () => {
  const plan = await call(`GET /plans/${shop.planHash}`);
  expect(plan.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect((await answer(plan, 200, SeatPlan)).format).toBe("seatplan/1");
  const me = await call("GET /me", { as: admin });
  expect([me.headers.get("cache-control"), (await me.text()).length > 0]).toEqual([
    "no-store",
    true,
  ]);
});

it("[P19] an organizer's change is visible at once", async () => {
  const path = `GET /schedules/${shop.scheduleId}`;
  const saleIs = async () => (await answer(call(path), 200, Schedule)).sale;
  const change = (action: string) =>
    call(`POST /admin/schedules/${shop.scheduleId}/sale`, { as: admin, body: { action } });
  expect(await saleIs()).toBe("open");
  expect((await answer(change("pause"), 200, Schedule)).sale).toBe("paused");
  expect(await saleIs()).toBe("paused");
  const queue = `POST /schedules/${shop.scheduleId}/queue`;
  const turn = await answer(call(queue, { as: await person(), body: {} }), 201, Turn);
  expect(turn).toMatchObject({ state: "waiting", admission: null });
  await answer(change("resume"), 200, Schedule);
  expect(await saleIs()).toBe("open");
  await answer(change("close"), 200, Schedule);
  expect(await saleIs()).toBe("closed");
  await refused(call(queue, { as: await person(), body: {} }), "sale-not-open");
});

it("[P20] the pages of seats have every seat once, with its name and its status", async () => {
  const { scheduleId } = await openShop(admin, 3);
  await holding(await person(), scheduleId, [12, 13]);
  const seen: z.infer<typeof Seats>["items"] = [];
  for (let cursor: string | null = "0"; cursor !== null;) {
    const path: string = `GET /schedules/${scheduleId}/seats?limit=7&cursor=${cursor}`;
    const next: z.infer<typeof Seats> = await answer(call(path), 200, Seats);
    seen.push(...next.items);
    cursor = next.nextCursor;
  }
  expect(seen.map(({ seat }) => seat)).toEqual(Array.from({ length: 30 }, (_, seat) => seat));
  expect(seen[12]).toEqual({
    seat: 12,
    key: "A/2/3",
    section: "A",
    row: "2",
    number: "3",
    zoneId: "r",
    status: "held",
  });
  const held = await answer(call(`GET /schedules/${scheduleId}/seats?status=held`), 200, Seats);
  expect(held.items.map(({ seat }) => seat)).toEqual([12, 13]);
  await refused(call(`GET /schedules/${scheduleId}/seats?section=Z`), "not-found");
});

it("[P21] the remaining seats are counted by zone, and everybody can read the board", async () => {
  const { scheduleId } = await openShop(admin, 3);
  await holding(await person(), scheduleId, [0]);
  const { zones } = await answer(call(`GET /schedules/${scheduleId}/remaining`), 200, Remaining);
  expect(zones).toMatchObject([{ zoneId: "r", total: 30, available: 29, held: 1, taken: 0 }]);
  const boardNow = { state: "open", shoppers: 1, lastNumber: 1 };
  // Public answers may be a second old.
  await eventually(
    async () => {
      const board = await answer(call(`GET /schedules/${scheduleId}/queue`), 200, Board);
      expect(board).toMatchObject(boardNow);
    },
    { interval: 200 },
  );
});

it("[P22] each answer has a request id, either a well-formed one from the client or a new one", async () => {
  const idOf = async (given?: string) => {
    const headers = given === undefined ? {} : { "x-request-id": given };
    const response = await call("GET /nothing", { headers });
    await response.text();
    return response.headers.get("x-request-id");
  };
  expect(await idOf("caller-1234")).toBe("caller-1234");
  for (const given of [undefined, "short", "x".repeat(65), "a b c d e f g h"])
    expect(await idOf(given)).toMatch(/^[0-9a-f-]{36}$/);
});

it("[P23] HEAD is GET without the body", async () => {
  const head = await call(`HEAD /concerts/${shop.slug}`);
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect(head.headers.get("etag")).not.toBeNull();
});

it("[P24] the health page shows the version, the state of the database, and whether Turnstile is set up", async () => {
  const health = await answer(call("GET /health"), 200, Health);
  const turnstile = "off";
  expect(health).toMatchObject({ status: "ok", database: { status: "up" }, turnstile });
});

it("[P25] the document of the API is OpenAPI 3.1 with every route, and a page displays it", async () => {
  const response = await call("GET /openapi.json");
  const document = (await response.json()) as { openapi: string; paths: Record<string, object> };
  expect(document.openapi).toBe("3.1.0");
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const served = app.routes
    .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/"))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`)
    .filter(
      (route) =>
        !/ \/api\/v1\/(openapi\.json|docs|payments\/checkout|sign-in\/\{provider\}(\/return)?)$/.test(
          route,
        ),
    );
  expect(new Set(documented)).toEqual(new Set(served));
  const html = await (await call("GET /docs")).text();
  for (const path of Object.keys(document.paths)) expect(html).toContain(`<code>${path}</code>`);
});

it("[P1] the type of a problem is the address of a page about it", async () => {
  const { type } = await refused(call("GET /nothing"), "not-found");
  const response = await call(`GET ${type}`);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await response.text()).toContain("<h1>Nothing was found</h1>");
  await refused(call("GET /problems/made-up"), "not-found");
});

it("[P54] a refusal says what is known of it, or else what to do about it", async () => {
  const { detail } = await refused(call("GET /nothing"), "not-found");
  expect(detail).toBe("Check the id. The lists of concerts, schedules and orders give valid ones.");
  const { errors } = await refused(call("GET /concerts?cursor=made-up"), "invalid-request");
  expect(errors?.map(({ pointer }) => pointer)).toEqual(["/cursor"]);
  const known = await refused(
    call("GET /me", { headers: { authorization: "x" } }),
    "unauthenticated",
  );
  expect(known.detail).toContain("Authorization: Bearer");
});
