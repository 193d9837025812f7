import { beforeAll, expect, it } from "vitest";
import type { Board } from "../../contract/sale/queue.ts";
import { askApp } from "../../../test/support/worker/documented-answers.ts";
import {
  call,
  openShop,
  origin,
  person,
  refused,
  testEnv,
} from "../../../test/support/worker/shop.ts";
import type { Person, Shop } from "../../../test/support/worker/shop.ts";

let admin: Person;
let shop: Shop;

beforeAll(async () => {
  admin = await person("admin");
  shop = await openShop(admin);
});

async function bytesOf(asked: Promise<Response>): Promise<Response> {
  const response = await asked;
  await response.arrayBuffer();
  return response;
}

/** Asks past the memory of the entry, and counts the calls of the schedule's object. */
function counting() {
  const asked: string[] = [];
  const getByName = (name: string) => {
    asked.push(name);
    return testEnv.SCHEDULE.getByName(name);
  };
  const env = { ...testEnv, SCHEDULE: { getByName } as unknown as typeof testEnv.SCHEDULE };
  const ask = async (path: string, init: RequestInit = {}) => {
    const request = new Request(`${origin}/api/v1${path}`, init);
    const response = await askApp(request, env);
    await response.arrayBuffer();
    return response.status;
  };
  return { asked, ask };
}

it("[P39] an answer from memory has a request id of its own, and every header that the first answer had", async () => {
  const ask = async () => {
    const response = await call(`GET /schedules/${shop.scheduleId}`);
    await response.text();
    return Object.fromEntries(response.headers);
  };
  const first = await ask();
  const second = await ask();
  expect(Object.keys(second)).toEqual(Object.keys(first));
  expect(second).toMatchObject({
    "x-content-type-options": "nosniff",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "cache-control": first["cache-control"],
  });
  expect(second["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(second["x-request-id"]).not.toBe(first["x-request-id"]);
});

it("[P53] data carries no header that only a document obeys, and every document carries them", async () => {
  const policies = async (what: string, as?: Person) => {
    const { headers } = await bytesOf(call(what, as ? { as } : {}));
    expect([headers.get("x-content-type-options"), headers.get("x-request-id")]).toEqual([
      "nosniff",
      expect.any(String),
    ]);
    return [headers.get("content-security-policy"), headers.get("referrer-policy")];
  };
  const { scheduleId } = shop;
  // One of them ends the session.
  const fan = await person();
  for (const what of [
    `GET /schedules/${scheduleId}/queue`,
    `GET /schedules/${scheduleId}/seats.bin`,
    "GET /nothing",
    "GET /me",
    "DELETE /sessions/current",
  ])
    expect([what, ...(await policies(what, fan))]).toEqual([what, null, null]);
  for (const what of [
    "GET /docs",
    "GET /problems",
    `GET /queue/${scheduleId}`,
    `GET /schedules/${scheduleId}/calendar.ics`,
  ])
    expect([what, ...(await policies(what))]).toEqual([
      what,
      expect.stringContaining("default-src 'none'"),
      "strict-origin-when-cross-origin",
    ]);
});

it("[P40] an unknown query parameter, or one given twice, is refused by every operation", async () => {
  const { paths } = (await (await call("GET /openapi.json")).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => [method.toUpperCase(), path.replace("/api/v1", "")] as const,
    ),
  );
  expect(operations.length).toBeGreaterThan(90);
  for (const [method, path] of operations) {
    const address = path.replaceAll(/\{\w+\}/g, shop.scheduleId);
    const body = method === "GET" || method === "DELETE" ? {} : { body: {} };
    for (const query of ["unknown=1", "limit=1&limit=2", "=1"]) {
      const problem = await refused(
        call(`${method} ${address}?${query}`, { as: admin, ...body }),
        "invalid-request",
      );
      expect([method, path, problem.detail]).toEqual([
        method,
        path,
        expect.stringMatching(/query/),
      ]);
    }
  }
});

it("[P41] a public read sends the schedule's object one request, however its address is written", async () => {
  // Of a sale that no other test has put into memory.
  const { scheduleId: id } = await openShop(admin);
  const odd = `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`;
  const ways: Record<string, string[]> = {
    queue: [`/${id}/queue`, `/${id}/queue?`, `/${odd}/queue`, `/${id}/q%75eue`],
    seats: [`/${id}/seats?limit=5`, `/${id}/seats?limit=05`, `/${odd}/seats?&limit=%35&`],
    remaining: [`/${id}/remaining`, `/${id}/remaining?`, `/${odd}/remaining`],
    "seats.bin": [
      `/${id}/seats.bin?packed=1&since=1-1`,
      `/${id}/seats.bin?since=1-1&packed=1`,
      `/${odd}/seats.bin?since=1%2d1&packed=%31`,
    ],
  };
  for (const [what, addresses] of Object.entries(ways)) {
    const { asked, ask } = counting();
    for (const address of addresses) {
      for (const method of ["GET", "HEAD", "GET"])
        expect(await ask(`/schedules${address}`, { method })).toBe(200);
    }
    expect([what, asked.length]).toEqual([what, 1]);
  }
});

it("[P42] a client that did not ask for gzip gets the board uncompressed, even where the platform asks for gzip itself", async () => {
  const board = async (encoding: string, cf?: object) => {
    const request = new Request(`${origin}/api/v1/schedules/${shop.scheduleId}/queue`, {
      headers: { "accept-encoding": encoding },
      cf,
    } as RequestInit);
    return await askApp(request, testEnv);
  };
  const plain = await board("br, gzip", { clientAcceptEncoding: "" });
  expect([plain.headers.get("content-encoding"), plain.headers.get("vary")]).toEqual([
    null,
    "accept-encoding",
  ]);
  expect(((await plain.json()) as Board).scheduleId).toBe(shop.scheduleId);
  const packed = await board("br, gzip", { clientAcceptEncoding: "gzip" });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  await packed.arrayBuffer();
});
