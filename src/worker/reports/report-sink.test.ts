import { afterEach, expect, it, vi } from "vitest";
import type { Env } from "../env.ts";
import { keyName } from "../identity/key-names.ts";
import { httpSink, sinkOf } from "./report-sink.ts";

afterEach(() => void vi.restoreAllMocks());

const file = { name: "a.csv", body: "a", sha256: "b" };
const url = "https://sink.test/daily?token=secret";

it("[RP23] a file without a secret has no signature, follows no redirect, and its receipt names the host alone", async () => {
  let response = new Response("taken", { status: 200 });
  const asked: RequestInit[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (_, init) => {
    asked.push(init ?? {});
    return response;
  });
  const taken = { isSent: true, receipt: { sink: "sink.test", status: 200, answer: "taken" } };
  expect(await httpSink(url, []).send(file)).toEqual(taken);
  response = new Response(null, { status: 302, headers: { location: "https://other.test" } });
  expect(await httpSink(url, ["s"]).send(file)).toMatchObject({
    isSent: false,
    receipt: { sink: "sink.test", status: 302 },
  });
  expect(asked.map(({ redirect }) => redirect)).toEqual(["manual", "manual"]);
  const signatures = asked.map(({ headers }) => new Headers(headers).get("frontrow-signature"));
  expect(signatures).toEqual([null, expect.stringMatching(/^[0-9a-f]{64}$/)]);
});

it("[WB9] while two keys are good, a file has a signature for each", async () => {
  const got: (string | null)[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (_, init) => {
    got.push(new Headers(init?.headers).get("frontrow-signature"));
    return new Response("taken");
  });
  const key = "the key after the rotation, which is long";
  const before = { REPORT_SINK_URL: url, REPORT_SINK_SECRET: "s", TOKEN_SECRET: "x".repeat(32) };
  const after = { ...before, [keyName("webhook", Date.now() - 60_000)]: key };
  await httpSink(url, [key]).send(file);
  for (const env of [before, after]) await sinkOf(env as unknown as Env)?.send(file);
  const [withKey, old, both] = got;
  expect(both).toBe(`${old},${withKey}`);
});
