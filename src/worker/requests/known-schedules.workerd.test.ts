import { createExecutionContext } from "cloudflare:test";
import { beforeAll, expect, it, vi } from "vitest";
import { fullAgreement } from "../../contract/money/agreement.ts";
import { app } from "../app.ts";
import { takeFastLane } from "../rush/fast-lane.ts";
import { call, origin, person, testEnv } from "../../../test/support/worker/shop.ts";
import type { Person } from "../../../test/support/worker/shop.ts";

let admin: Person;

beforeAll(async () => {
  admin = await person("admin");
});

/** The Worker with objects that must not be created, and the names that were requested nevertheless. */
function withoutObjects() {
  const made: string[] = [];
  const getByName = (name: string) => {
    made.push(name);
    throw new Error("an object was made");
  };
  const objects = Object.fromEntries(
    ["SCHEDULE", "INTAKE", "FEED"].map((name) => [name, { getByName }]),
  );
  const env = { ...testEnv, ...objects } as typeof testEnv;
  const ask = async (what: string, body?: object) => {
    const [method = "", path = ""] = what.split(" ");
    const text = JSON.stringify(body);
    const request = new Request(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${admin.token}`,
        "idempotency-key": crypto.randomUUID(),
        ...(body ? { "content-type": "application/json", "content-length": `${text.length}` } : {}),
      },
      ...(body ? { body: text } : {}),
    });
    const ctx = createExecutionContext();
    const response = await (takeFastLane(request, env, ctx, app.fetch) ??
      app.fetch(request, env, ctx));
    await response.arrayBuffer();
    return response.status;
  };
  return { made, ask };
}

it("[P44] an id that is no schedule's makes no object in any operation", async () => {
  const { paths } = (await (await call("GET /openapi.json")).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const { made, ask } = withoutObjects();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
  );
  const ofSchedule = operations.filter(([, path]) => path.includes("{scheduleId}"));
  expect(ofSchedule.length).toBeGreaterThan(20);
  for (const [method, path] of ofSchedule) {
    const address = path.replaceAll(/\{\w+\}/g, () => crypto.randomUUID());
    const body = method === "GET" || method === "DELETE" ? undefined : {};
    expect([method, path, await ask(`${method} ${address}`, body)]).toEqual([method, path, 404]);
  }
  const [scheduleId, holdId] = [crypto.randomUUID(), crypto.randomUUID()];
  const order = { scheduleId, holdId, method: "wallet", agreement: fullAgreement };
  expect(await ask("POST /api/v1/orders", order)).toBe(404);
  expect(await ask("POST /api/v1/orders", { ...order, method: "card" })).toBe(404);
  expect(await ask("POST /api/v1/orders/price", { scheduleId, holdId })).toBe(404);
  for (const page of ["queue", "draw"])
    expect(await ask(`GET /${page}/${crypto.randomUUID()}`)).toBe(404);
  expect(made).toEqual([]);
});

it("[P43] a flood of random ids asks the books a bounded number of questions", async () => {
  const { ask } = withoutObjects();
  const asking = vi.spyOn(globalThis, "fetch");
  for (let asked = 0; asked < 200; asked++)
    expect(await ask(`GET /api/v1/schedules/${crypto.randomUUID()}/queue`)).toBe(404);
  const questions = asking.mock.calls.length;
  asking.mockRestore();
  // Twenty questions and one list in ten seconds, which the asking may have straddled.
  expect(questions).toBeLessThanOrEqual(42);
});
