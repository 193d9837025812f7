import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ApiError } from "./problem.ts";
import { request, watchSession } from "./request.ts";

type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | "lost";

/** A server that gives these answers in turn and records its requests. */
function serverSaying(...answers: Answer[]) {
  const asked: { path: string; key: string | null }[] = [];
  vi.stubGlobal("fetch", (path: string, init: { headers: Record<string, string> }) => {
    asked.push({ path, key: init.headers["idempotency-key"] ?? null });
    const answer = answers.shift() ?? "lost";
    if (answer === "lost") return Promise.reject(new TypeError("network"));
    const { status, body, headers } = answer;
    const text = status === 204 ? null : JSON.stringify(body ?? {});
    return Promise.resolve(new Response(text, { status, headers: headers ?? {} }));
  });
  return asked;
}

const refusal = (code: string, status: number, headers = {}): Answer => ({
  status,
  body: { code, status, title: code, type: `/problems/${code}` },
  headers,
});

/** Skips the waits between attempts. */
async function settled<T>(promise: Promise<T>): Promise<T | ApiError> {
  const caught = promise.catch((error: unknown) => error as ApiError);
  await vi.runAllTimersAsync();
  return caught;
}

beforeEach(() => {
  vi.useFakeTimers();
  watchSession({ onEnd: () => {}, mayExist: () => true });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const act = { method: "POST", body: {}, key: "key-1" } as const;

it("[U1] an act whose answer is lost or late is retried with the same Idempotency-Key", async () => {
  const asked = serverSaying(
    "lost",
    refusal("request-in-progress", 409, { "retry-after": "1" }),
    refusal("unavailable", 503, { "retry-after": "1" }),
    { status: 201, body: { id: "o1" } },
  );
  expect(await settled(request("/orders", act))).toEqual({ id: "o1" });
  expect(asked.map(({ key }) => key)).toEqual(["key-1", "key-1", "key-1", "key-1"]);
});

it("[U31] a request without a key that must not be repeated is sent once", async () => {
  const asked = serverSaying("lost");
  await settled(request("/sessions", { method: "POST", body: {} }));
  expect(asked.length).toBe(1);
});

it("[U2] an act without an answer shows as unknown, not as failed", async () => {
  serverSaying();
  expect(await settled(request("/orders", act))).toMatchObject({ code: "outcome-unknown" });
  expect(await settled(request("/orders"))).toMatchObject({ code: "offline" });
});

it("[U52] a request that would have to wait for more than ten seconds is not repeated, but refused at once", async () => {
  const wait = { "retry-after": "42" };
  const asked = serverSaying(refusal("too-many-requests", 429, wait), { status: 201, body: {} });
  expect(await settled(request("/sessions", { method: "POST", body: {} }))).toMatchObject({
    code: "too-many-requests",
    retryAfterMs: 42_000,
  });
  expect(asked.length).toBe(1);
});

it("[U32] a refusal counts as an answer and is not retried", async () => {
  const asked = serverSaying(refusal("seat-taken", 409));
  expect(await settled(request("/orders", act))).toMatchObject({ code: "seat-taken" });
  expect(asked.length).toBe(1);
});

it("[U32] a refusal with an unknown code keeps that code, and one without a document goes by its status", async () => {
  serverSaying(refusal("from-tomorrow", 409));
  expect(await settled(request("/me"))).toMatchObject({ code: "from-tomorrow" });
  for (const [status, code] of [
    [403, "forbidden"],
    [404, "not-found"],
    [418, "invalid-request"],
    [507, "internal-error"],
  ] as const) {
    serverSaying({ status, body: "an error" });
    expect(await settled(request("/me"))).toMatchObject({ code });
  }
});

it("[U3] requests that meet an expired token share one refresh and are then repeated", async () => {
  const asked = serverSaying(
    refusal("token-expired", 401),
    refusal("token-expired", 401),
    { status: 200 },
    { status: 200, body: { n: 1 } },
    { status: 200, body: { n: 2 } },
  );
  await settled(Promise.all([request("/me"), request("/wallet")]));
  expect(asked.map(({ path }) => path.replace("/api/v1", ""))).toEqual([
    "/me",
    "/wallet",
    "/sessions/refresh",
    "/me",
    "/wallet",
  ]);
});

it("[U33] the end of a session is announced once, and the request is refused", async () => {
  const onEnd = vi.fn();
  watchSession({ onEnd, mayExist: () => true });
  serverSaying(refusal("token-expired", 401), refusal("session-ended", 401));
  expect(await settled(request("/me"))).toMatchObject({ code: "token-expired" });
  expect(onEnd).toHaveBeenCalledOnce();
});
