import { expect, it } from "vitest";
import { z } from "@hono/zod-openapi";
import type { ProblemCode } from "../../contract/problems.ts";
import { call, origin, person, type Person, testEnv } from "../../../test/support/worker/shop.ts";
import { askApp } from "../../../test/support/worker/documented-answers.ts";
import { worker } from "../../../test/support/worker/staff.ts";
import { growOld, withApp } from "../../../test/support/worker/ways-in/ways-in.ts";
import { asksAgain } from "./recent-proof.ts";
import { staffMustBeTwofold } from "./staff-factor.ts";

const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
});
type Operation = { name: string; method: string; path: string };

async function operations(): Promise<Operation[]> {
  const { paths } = Document.parse(await (await call("GET /openapi.json")).json());
  return Object.entries(paths).flatMap(([path, of]) =>
    Object.entries(of).map(([method, { operationId: name }]) => ({
      name,
      method: method.toUpperCase(),
      path: path.replace("/api/v1", "").replaceAll(/\{\w+\}/g, () => crypto.randomUUID()),
    })),
  );
}

async function codeOf(response: Response): Promise<ProblemCode | null> {
  const said = await response.text();
  return response.ok ? null : (JSON.parse(said) as { code: ProblemCode }).code;
}

it("[WI30] staff need a second factor everywhere but on a developer's machine, unless it is set otherwise", () => {
  const must = (ENVIRONMENT: string, STAFF_SECOND_FACTOR?: string) =>
    staffMustBeTwofold({
      ...testEnv,
      ENVIRONMENT,
      STAFF_SECOND_FACTOR: STAFF_SECOND_FACTOR as string,
    });
  expect([must("production"), must("local"), must("staging")]).toEqual([true, false, true]);
  expect([must("production", "optional"), must("local", "required")]).toEqual([false, true]);
  expect(must("production", "optionel")).toBe(true);
});

it("[WI31] staff's operations answer only in a session that has shown a second factor", async () => {
  const required = { ...testEnv, STAFF_SECOND_FACTOR: "required" };
  const ask = (as: Person, path = "/admin/schedules", method = "GET") => {
    const headers = { authorization: `Bearer ${as.token}` };
    return askApp(new Request(`${origin}/api/v1${path}`, { method, headers }), required);
  };
  const staff = await worker("manager");
  const ours = (await operations()).filter(({ path }) => path.startsWith("/admin/"));
  expect(ours.length).toBeGreaterThan(100);
  for (const { name, method, path } of ours)
    expect([name, await codeOf(await ask(staff, path, method))]).toEqual([
      name,
      "second-factor-needed",
    ]);
  expect(await codeOf(await ask(await person()))).toBe("forbidden");
  await withApp(staff);
  expect(await codeOf(await ask(staff))).toBe(null);
});

it("[WI32] acts with money, roles, personal data and ways to sign in need a proof of the last ten minutes, and no others do", async () => {
  const owner = await person("admin");
  await growOld(owner);
  const all = await operations();
  const asked: string[] = [];
  for (const { name, method, path } of all) {
    // They run the cron, end the session, or open a socket.
    if (name === "reconcile" || name.startsWith("logOut") || name.startsWith("watch")) continue;
    const body = method === "GET" || method === "DELETE" ? {} : { body: { no: "body" } };
    const code = await codeOf(await call(`${method} ${path}`, { as: owner, ...body }));
    if (code === "recent-proof-needed") asked.push(name);
  }
  expect(asked.sort()).toEqual([...asksAgain].sort());
  expect(asked.length).toBeGreaterThan(20);
});
