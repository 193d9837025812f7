import { afterEach, expect, it, vi } from "vitest";
import { httpSink } from "./report-sink.ts";

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
  expect(await httpSink(url, null).send(file)).toEqual(taken);
  response = new Response(null, { status: 302, headers: { location: "https://other.test" } });
  expect(await httpSink(url, "s").send(file)).toMatchObject({
    isSent: false,
    receipt: { sink: "sink.test", status: 302 },
  });
  expect(asked.map(({ redirect }) => redirect)).toEqual(["manual", "manual"]);
  const signatures = asked.map(({ headers }) => new Headers(headers).get("frontrow-signature"));
  expect(signatures).toEqual([null, expect.stringMatching(/^[0-9a-f]{64}$/)]);
});
