import { afterAll, beforeAll, expect, it } from "vitest";
import { type Gateway, startGateway } from "../../dev/stand-ins/gateway/gateway.ts";
import type { Asked } from "../support/api.ts";
import { newAdmin, newFans } from "../support/fans.ts";
import { newHall, newSale } from "../support/sales.ts";
import { openServer, type Server } from "../support/server.ts";

let server: Server;
let gateway: Gateway;
let paths: Record<string, Record<string, { requestBody?: object }>>;
let known: Record<string, string>;
let tokens: { token: string }[];

beforeAll(async () => {
  gateway = await startGateway({ port: 0 });
  server = await openServer(16, {
    PAYMENT_GATEWAY_URL: gateway.url,
    PAYMENT_GATEWAY_SECRET: gateway.secret,
    PAYMENT_CHECKOUT_URL: `${gateway.url}/checkout`,
  });
  const hall = await newHall(server, 2);
  const scheduleId = await newSale(server, hall);
  known = { scheduleId, concert: hall.concertId, concertId: hall.concertId, hash: hall.planHash };
  const [fan] = await newFans(server, 1, 100_000);
  if (!fan) throw new Error("there is no fan");
  tokens = [fan, await newAdmin(server)];
  paths = JSON.parse((await server.api.ask("GET /openapi.json")).bytes.toString()).paths;
});
afterAll(async () => {
  await server.close();
  await gateway.stop();
});

type Attack = { query?: string; body?: string; headers?: Record<string, string>; path?: string };

const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
const bodies = [
  "",
  "{",
  "null",
  "[]",
  '"x"',
  "1e999",
  "\ufeff{}",
  '{"__proto__":{"role":"admin"}}',
  '{"constructor":{"prototype":{}}}',
  '{"a":1,"a":2}',
  `{"a":${deep}}`,
  `{"x":"${"y".repeat(63_000)}"}`,
  `{"x":"${"y".repeat(70_000)}"}`,
  "a=b&c=d",
];
const types = [
  "text/plain",
  "text/html",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "application/x-www-form-urlencoded",
  "application/json; charset=utf-16",
  "APPLICATION/JSON",
  "application/json,application/json",
  "application/problem+json",
  "*/*",
  "x",
];
const queries = [
  "limit=0",
  "limit=-1",
  "limit=1e2",
  "limit=0x10",
  "limit=%205",
  "limit=",
  "limit=5.0",
  "limit=Infinity",
  "limit[]=5",
  "limit=5&limit=5",
  "cursor=%",
  "cursor=%00",
  "cursor=%ff",
  "cursor=eyJhIjoxfQ",
  "cursor=WzEsMl0",
  "cursor=" + "A".repeat(200),
  "cursor=2027-01-01T00:00:00.000Z",
  "search=%25%25",
  "search=%5c",
  "since=9999-12-31T23:59:59Z",
  "q=%5c%25_",
  "q=%00",
  "from=2027-02-30",
  "seats=0,0,0",
  "seats=999999",
  "section=%00",
  "x".repeat(6_000),
  "%",
  "&&&=",
];
const ids = [
  "x",
  "%00",
  "%",
  "%2e%2e%2f",
  "A".repeat(3_000),
  "%f0%9f%8e%ab",
  "0198F2A4-7C31-7B1E-9D57-2F6A4F0C1D2E",
  "1%0d%0aset-cookie:a=b",
];
const heads: Record<string, string>[] = [
  { authorization: "Bearer" },
  { authorization: "Bearer " },
  { authorization: "Basic YTpi" },
  { authorization: "Bearer a.b.c" },
  { authorization: `Bearer ${"x".repeat(6_000)}` },
  { authorization: "Bearer eyJhbGciOiJub25lIn0.e30." },
  { "idempotency-key": "" },
  { "idempotency-key": "k".repeat(300) },
  { "idempotency-key": "caf\u00e9" },
  { "frontrow-pass": "x", "idempotency-key": "k" },
  { "frontrow-device": "\u00ff", "frontrow-presale": "x" },
  { "x-request-id": "<script>" },
  { "if-none-match": '"'.repeat(500) },
  { "if-none-match": "*" },
  { range: "bytes=0-1" },
  { origin: "https://elsewhere.test", cookie: "frontrow-access=x" },
  { "sec-fetch-site": "cross-site", cookie: "frontrow-refresh=x" },
  { cookie: "frontrow-place-x=%; a".repeat(100) },
  { accept: "text/html" },
  { "accept-language": "x".repeat(1_000) },
  { "content-encoding": "gzip" },
  { upgrade: "websocket", connection: "upgrade" },
];

/** Every attack that an operation has a place for. */
function attacksOn(path: string, { requestBody }: { requestBody?: object }): Attack[] {
  const body = requestBody ? { body: "{}" } : {};
  return [
    ...(requestBody ? bodies.map((each) => ({ body: each })) : []),
    ...(requestBody ? types.map((type) => ({ ...body, headers: { "content-type": type } })) : []),
    ...queries.map((query) => ({ query })),
    ...heads.map((headers) => ({ ...body, headers })),
    ...(path.includes("{") ? ids.map((id) => ({ path: path.replaceAll(/\{\w+\}/g, id) })) : []),
  ];
}

it("[P64] a hostile request to any operation gets a documented answer, and never the fault of the service", async () => {
  const [fan, admin] = tokens;
  const asked: [string, Asked][] = [];
  for (const [index, path] of Object.keys(paths).entries())
    for (const [method, operation] of Object.entries(paths[path] ?? {})) {
      const right = path.replaceAll(
        /\{(\w+)\}/g,
        (_, name: string) => known[name] ?? crypto.randomUUID(),
      );
      // Each operation has a third of them, and all of them together have every one many times.
      const attacks = attacksOn(path, operation).filter((_, at) => at % 3 === index % 3);
      for (const { query, headers = {}, body, path: wrong = right } of attacks) {
        const as = path.includes("/admin/") ? admin : fan;
        const isNobody = "authorization" in headers || "cookie" in headers;
        const address = wrong.replace("/api/v1", "") + (query === undefined ? "" : `?${query}`);
        asked.push([
          `${method.toUpperCase()} ${address}`,
          {
            headers,
            ...(as && !isNobody ? { as } : {}),
            ...(body === undefined ? {} : { body }),
          },
        ]);
      }
    }
  expect(asked.length).toBeGreaterThan(1_500);
  const faults: string[] = [];
  const work = async () => {
    for (let each = asked.pop(); each; each = asked.pop()) {
      const told = `${each[0]} ${JSON.stringify(each[1]).slice(0, 300)}`;
      const reply = await server.api.ask(...each).catch(String);
      if (typeof reply === "string") faults.push(`${told}: ${reply}`);
      else if (reply.status >= 500) faults.push(`${told}: ${reply.bytes.toString()}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  expect(faults.map((fault) => fault.slice(0, 900))).toEqual([]);
}, 300_000);
