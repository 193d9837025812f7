import { createExecutionContext } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import type { z } from "@hono/zod-openapi";
import { expect } from "vitest";
import { fullConsent } from "../../../src/contract/people/consent.ts";
import { fullAgreement } from "../../../src/contract/money/agreement.ts";
import { Created, CreatedPlan } from "../../../src/contract/admin/catalog-changes.ts";
import { Hold } from "../../../src/contract/sale/holds.ts";
import { Order } from "../../../src/contract/money/orders.ts";
import { Problem } from "../../../src/contract/problem.ts";
import { problems } from "../../../src/contract/problems.ts";
import type { ProblemCode } from "../../../src/contract/problems.ts";
import { Turn } from "../../../src/contract/sale/queue.ts";
import { signUp } from "../../../src/db/people/accounts.ts";
import { connect } from "../../../src/db/connection/connect.ts";
import { makeOwner } from "../../../src/db/staff/owners.ts";
import { settleTopUp, startTopUp } from "../../../src/db/money/top-ups.ts";
import { app } from "../../../src/worker/app.ts";
import { signToken } from "../../../src/worker/identity/tokens.ts";
import { takeFastLane } from "../../../src/worker/rush/fast-lane.ts";
import { mustBeDocumented } from "./documented-answers.ts";
import type { TestEnv } from "./objects.ts";

export const testEnv = env as unknown as TestEnv;
export const origin = "https://frontrow.test";
const worker = (exports as unknown as { default: { fetch(request: Request): Promise<Response> } })
  .default;

export type Person = { id: string; email: string; token: string };
type Asked = { as?: Person; body?: unknown; raw?: BodyInit; headers?: Record<string, string> };

/** One request to the Worker: `call("POST /orders", { as: fan, body })`. */
export async function call(what: string, asked: Asked = {}): Promise<Response> {
  const request = await requestOf(what, asked);
  return await mustBeDocumented(request, await worker.fetch(request));
}

/**
 * The same with the limits of a deployment, which are raised for all other tests; each call comes from an address of its
 * own unless it says from which.
 */
export async function callLimited(what: string, asked: Asked = {}): Promise<Response> {
  asked.headers = { "cf-connecting-ip": newAddress(), ...asked.headers };
  const [request, ctx] = [await requestOf(what, asked), createExecutionContext()];
  const env = { ...testEnv, LIMIT_RAISES: "" };
  const response = await (takeFastLane(request, env, ctx, app.fetch) ??
    app.fetch(request, env, ctx));
  return await mustBeDocumented(request, response);
}

export const newAddress = (): string =>
  `10.${[...crypto.getRandomValues(new Uint8Array(3))].join(".")}`;

async function requestOf(
  what: string,
  { as, body, raw: file, headers = {} }: Asked,
): Promise<Request> {
  const [method = "GET", path = "/"] = what.split(" ");
  const url = /^\/(problems|queue|draw|unsubscribe|images)\b/.test(path)
    ? `${origin}${path}`
    : `${origin}/api/v1${path}`;
  const isForm = body instanceof FormData;
  const raw = file ?? (typeof body === "string" || isForm ? body : JSON.stringify(body));
  const all = {
    ...(as ? { authorization: `Bearer ${as.token}` } : {}),
    ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
    ...headers,
  };
  const init = {
    method,
    headers: all,
    redirect: "manual" as const,
    ...(raw === undefined ? {} : { body: raw }),
  };
  return await withLength(new Request(url, init), raw);
}

/** The request with the length of its body, as every client sends it unless the body is a stream. */
async function withLength(request: Request, body: unknown): Promise<Request> {
  if (request.body === null || body instanceof ReadableStream) return request;
  const bytes = await request.arrayBuffer();
  const headers = new Headers(request.headers);
  if (!headers.has("content-length")) headers.set("content-length", String(bytes.byteLength));
  return new Request(request, { method: request.method, headers, body: bytes });
}

/** Reads an answer by its strict schema: a field too many is a fault. */
export async function answer<T extends z.ZodType>(
  response: Response | Promise<Response>,
  status: number,
  schema: T,
): Promise<z.infer<T>> {
  const { status: found, ...rest } = await read(response);
  expect({ status: found, body: rest.body }).toMatchObject({ status });
  return schema.parse(rest.body);
}

/** Expects a refusal, in the contract's form. */
export async function refused(
  response: Response | Promise<Response>,
  code: ProblemCode,
): Promise<Problem> {
  const { status, type, id, body } = await read(response);
  expect(body).toMatchObject({ code, type: `/problems/${code}`, ...problems[code] });
  expect([status, type]).toEqual([problems[code].status, "application/problem+json"]);
  const problem = Problem.strict().parse(body);
  expect(problem.instance).toBe(id);
  return problem;
}

async function read(response: Response | Promise<Response>) {
  const { status, headers, ...rest } = await settled(response);
  const body: unknown = JSON.parse(rest.text);
  return { status, type: headers.get("content-type"), id: headers.get("x-request-id"), body };
}

async function settled(response: Response | Promise<Response>) {
  const { status, headers } = await response;
  return { status, headers, text: await (await response).text() };
}

/** An account, made without the cost of hashing a password; an admin owns the deployment's organization. */
export async function person(role: "fan" | "admin" = "fan"): Promise<Person> {
  const id = crypto.randomUUID();
  const email = `${id}@example.com`;
  const session = {
    sessionId: crypto.randomUUID(),
    tokenHash: `${id}${id}`.replaceAll("-", ""),
    expiresAt: Date.now() + 3_600_000,
    userAgent: null,
  };
  const account = { id, email, name: "Haneul", locale: "ko", passwordHash: "none" } as const;
  const made = await signUp(connect(testEnv), { ...account, session, consent: fullConsent });
  expect(made.ok).toBe(true);
  if (role === "admin") await makeOwner(connect(testEnv), { email });
  return { id, email, token: await tokenOf({ sub: id, sid: session.sessionId }) };
}

export const tokenOf = (claims: Record<string, unknown>, expiresAt = Date.now() + 600_000) =>
  signToken(testEnv, "access", { name: "Haneul", ...claims }, expiresAt);

export async function fund({ id: accountId }: Person, amountMinor: number): Promise<void> {
  const paymentId = crypto.randomUUID();
  const db = connect(testEnv);
  const asked = { paymentId, accountId, amountMinor, provider: "toss", key: paymentId };
  await startTopUp(db, { ...asked, requestHash: paymentId.replaceAll("-", "").repeat(2) });
  const said = { providerKey: paymentId, approvedMinor: amountMinor, record: {} };
  const paid = await settleTopUp(db, { paymentId, accountId, status: "paid", ...said });
  expect(paid.ok).toBe(true);
}

const text = (word: string) => ({ ko: word, en: word });
const square: [number, number][] = [
  [0, 0],
  [1_000, 0],
  [1_000, 1_000],
];

/** A plan of one section with rows of ten. */
export const planOf = (rows: number) => ({
  format: "seatplan/1",
  name: text("Hall"),
  bounds: [0, 0, 2_000, 2_000],
  focus: [500, 0],
  levels: [{ id: "1", name: text("Floor") }],
  zones: [{ id: "r", name: text("R"), color: 1 }],
  sections: [
    {
      id: "A",
      label: text("A"),
      level: "1",
      zone: "r",
      outline: square,
      blocks: [
        { rows, seats: 10, geometry: { type: "line", from: [0, 0], to: [900, 0], pitch: [0, 90] } },
      ],
    },
  ],
});

export type Shop = {
  venueId: string;
  concertId: string;
  slug: string;
  planHash: string;
  scheduleId: string;
};

/** An open sale of `rows` times ten seats at 10,000 won and a fee of 1,000. */
export async function openShop(
  admin: Person,
  rows = 2,
  more: object = {},
  plan: object = planOf(rows),
): Promise<Shop> {
  const post = (path: string, body: object) => call(`POST /admin${path}`, { as: admin, body });
  const city = text("Seoul");
  const { id: venueId } = await answer(
    post("/venues", { name: text("Hall"), city, address: city }),
    201,
    Created,
  );
  const { hash } = await answer(post("/plans", { venueId, plan }), 201, CreatedPlan);
  const slug = `concert-${crypto.randomUUID()}`;
  const about = {
    title: city,
    artist: city,
    description: city,
    genre: "concert",
    poster: "/posters/p.webp",
  };
  const concert = await answer(post("/concerts", { slug, venueId, ...about }), 201, Created);
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  const schedule = await answer(
    post("/schedules", {
      concertId: concert.id,
      planHash: hash,
      startsAt: at(7 * 86_400_000),
      saleOpensAt: at(-60_000),
      saleClosesAt: at(6 * 86_400_000),
      zones: [{ id: "r", priceMinor: 10_000, feeMinor: 1_000 }],
      ...more,
    }),
    201,
    Created,
  );
  return { venueId, concertId: concert.id, slug, planHash: hash, scheduleId: schedule.id };
}

/** Enters and gets a pass. */
export async function passOf(fan: Person, scheduleId: string): Promise<string> {
  const turn = await answer(call(`POST /schedules/${scheduleId}/queue`, { as: fan }), 201, Turn);
  expect(turn).toMatchObject({ state: "admitted", ahead: 0 });
  return turn.admission?.pass ?? "";
}

export async function holdSeats(
  fan: Person,
  scheduleId: string,
  pass: string,
  body: unknown,
  key: string = crypto.randomUUID(),
): Promise<Response> {
  const headers = { "frontrow-pass": pass, "idempotency-key": key };
  return await call(`POST /schedules/${scheduleId}/holds`, { as: fan, body, headers });
}

/** Enters and holds the seats. */
export async function holding(fan: Person, scheduleId: string, seats: number[]): Promise<Hold> {
  const pass = await passOf(fan, scheduleId);
  return await answer(holdSeats(fan, scheduleId, pass, { seats }), 201, Hold);
}

export function pay(fan: Person, hold: Hold, key: string = crypto.randomUUID()): Promise<Response> {
  const body = {
    scheduleId: hold.scheduleId,
    holdId: hold.id,
    method: "wallet",
    agreement: fullAgreement,
  };
  return call("POST /orders", { as: fan, body, headers: { "idempotency-key": key } });
}

/** The whole way from the door to the order. */
export async function bought(fan: Person, scheduleId: string, seats: number[]): Promise<Order> {
  const hold = await holding(fan, scheduleId, seats);
  await fund(fan, hold.total.amount);
  return await answer(pay(fan, hold), 201, Order);
}
