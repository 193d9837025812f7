import { decodeJwt } from "jose";
import { createExecutionContext } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { app } from "../app.ts";
import type { Env } from "../env.ts";
import { takeFastLane } from "./fast-lane.ts";
import { askApp } from "../../../test/support/worker/documented-answers.ts";
import {
  openShop,
  origin,
  passOf,
  type Person,
  person,
  testEnv,
} from "../../../test/support/worker/shop.ts";

type Asked = { as?: Person; headers?: Record<string, string>; body: unknown };

let fan: Person;
let pass: string;
let path: string;

beforeAll(async () => {
  const { scheduleId } = await openShop(await person("admin"));
  fan = await person();
  pass = await passOf(fan, scheduleId);
  path = `/schedules/${scheduleId}`;
});

function requestOf(to: string, { as, headers = {}, body }: Asked): Request {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new Request(`${origin}/api/v1${to}`, {
    method: "POST",
    body: text,
    headers: {
      "content-type": "application/json",
      "content-length": String(text.length),
      "x-request-id": "the-same-for-both",
      ...(as ? { authorization: `Bearer ${as.token}` } : {}),
      ...headers,
    },
  });
}

/** The answer of the short cut, and who gave it. */
async function short(to: string, asked: Asked) {
  let by = "short cut";
  const ordinary = (request: Request, env: Env, ctx: ExecutionContext) => {
    by = "ordinary";
    return app.fetch(request, env, ctx);
  };
  const ctx = createExecutionContext();
  const response = await takeFastLane(requestOf(to, asked), testEnv, ctx, ordinary);
  return response === null ? { by: "ordinary" } : { by, ...(await told(response)) };
}

const long = async (to: string, asked: Asked) => told(await askApp(requestOf(to, asked), testEnv));

async function told(response: Response) {
  const body = (await response.json()) as { admission?: { pass: string } | null };
  const { admission = null, ...rest } = body as Record<string, unknown> & typeof body;
  const { serverTime: _, place: __, ...more } = rest;
  const headers = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: { ...more, admission: admitted(admission) } };
}

/** Without the second in which it was made: it may pass between two of them. */
function admitted(admission: { pass: string } | null) {
  if (admission === null) return null;
  const { iat: _, ...claims } = decodeJwt(admission.pass);
  return { ...admission, pass: claims };
}

describe("the fast lane", () => {
  it("[G9] the fast lane gives the same answers as the router, headers and refusals included", async () => {
    const keyed = (key: string, more = {}) => ({ "idempotency-key": key, ...more });
    const seats = { seats: [3, 4] };
    const key = crypto.randomUUID();
    const asked: [string, string, Asked][] = [
      [
        "a hold",
        "/holds",
        { as: fan, headers: keyed(key, { "frontrow-pass": pass }), body: seats },
      ],
      ["taken", "/holds", { as: fan, headers: keyed("k", { "frontrow-pass": pass }), body: seats }],
      ["without a key", "/holds", { as: fan, headers: { "frontrow-pass": pass }, body: seats }],
      ["without a pass", "/holds", { as: fan, headers: keyed("k"), body: seats }],
      ["nobody", "/holds", { headers: keyed("k"), body: seats }],
      ["bad token", "/holds", { headers: { authorization: "Bearer nonsense" }, body: seats }],
      [
        "another's pass",
        "/holds",
        {
          as: await person(),
          headers: keyed("k", { "frontrow-pass": pass }),
          body: seats,
        },
      ],
      ["a join", "/queue", { as: fan, body: {} }],
    ];
    for (const [name, to, what] of asked) {
      const { by, ...found } = await short(path + to, what);
      expect([name, by]).toEqual([name, "short cut"]);
      expect({ name, ...found }).toEqual({ name, ...(await long(path + to, what)) });
    }
  });

  it("[G10] the fast lane passes every malformed request to the router, with its body", async () => {
    const headers = { "idempotency-key": "k", "frontrow-pass": pass };
    const odd: [string, Asked][] = [
      ["/holds", { as: fan, headers, body: "{" }],
      ["/holds", { as: fan, headers, body: { seats: [1.5] } }],
      ["/holds", { as: fan, headers, body: { seats: [1], more: true } }],
      ["/queue", { as: fan, body: { more: true } }],
    ];
    for (const [to, what] of odd) {
      const { by, ...found } = await short(path + to, what);
      expect([by, found]).toEqual(["ordinary", await long(path + to, what)]);
      expect(found).toMatchObject({ status: 400 });
    }
    const foreign = { "sec-fetch-site": "cross-site", cookie: `frontrow-access=${fan.token}` };
    const past: [string, Asked][] = [
      ["/holds?x", { as: fan, headers, body: { seats: [1] } }],
      ["/holds", { headers: { ...headers, ...foreign }, body: { seats: [1] } }],
      ["/holds", { as: fan, headers: { ...headers, "content-type": "text/plain" }, body: {} }],
      ["/holds", { as: fan, headers: { ...headers, "content-length": "90000" }, body: {} }],
      ["/holds/x", { as: fan, headers, body: {} }],
    ];
    for (const [to, what] of past) expect(await short(path + to, what)).toEqual({ by: "ordinary" });
  });
});
