import { createExecutionContext } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import worker from "../index.ts";
import {
  openShop,
  origin,
  type Person,
  person,
  type Shop,
  testEnv,
} from "../../../test/support/worker/shop.ts";

const template = `<!doctype html><html lang="ko"><head><script>1</script><!--head--><!--/head--></head><body><div id="app"></div></body></html>`;
const ASSETS = {
  fetch: () => Promise.resolve(new Response(template)),
} as unknown as Fetcher;

let shop: Shop;
let fan: Person;
beforeAll(async () => {
  shop = await openShop(await person("admin"), 1);
  fan = await person();
}, 60_000);

type Init = RequestInit & { settings?: object };
/** Asks as the platform does, past no part of the Worker. */
async function visit(address: string, { settings = {}, ...init }: Init = {}): Promise<Response> {
  const request = new Request(new URL(address, origin), { redirect: "manual", ...init });
  const env = { ...testEnv, ASSETS, ...settings };
  const ctx = createExecutionContext();
  return await worker.fetch(request as Parameters<typeof worker.fetch>[0], env, ctx);
}

const html = { headers: { accept: "text/html" } };
const onAll = {
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-request-id": expect.stringMatching(/.{8}/),
  "cache-control": expect.any(String),
};
const onDocuments = {
  ...onAll,
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": expect.stringContaining("geolocation=()"),
  "reporting-endpoints": 'csp="/csp-reports"',
  "content-security-policy": expect.stringMatching(
    /frame-ancestors 'none'.*; report-uri \/csp-reports; report-to csp$/,
  ),
};

it("[WB30] every kind of answer has the same safe headers, and every document all of them", async () => {
  const { scheduleId } = shop;
  const json = { "content-type": "application/json", authorization: `Bearer ${fan.token}` };
  const post = (body: object, more = {}) => {
    const text = JSON.stringify(body);
    const headers = { ...json, "content-length": String(text.length), ...more };
    return { method: "POST", body: text, headers };
  };
  const api = "/api/v1";
  const data: [string, number, string, Init?][] = [
    ["data", 200, `${api}/schedules/${scheduleId}`],
    ["data from memory", 200, `${api}/schedules/${scheduleId}`],
    ["bytes", 200, `${api}/schedules/${scheduleId}/seats.bin`],
    ["a refusal", 401, `${api}/me`],
    ["an unknown address", 404, `${api}/nothing`],
    ["an unknown method", 405, `${api}/health`, { method: "DELETE" }],
    ["a faulty body", 400, `${api}/sessions`, post({})],
    ["the fast lane", 201, `${api}/schedules/${scheduleId}/queue`, post({})],
    [
      "a refusal of the fast lane",
      403,
      `${api}/schedules/${scheduleId}/holds`,
      post({ seats: [0] }, { "idempotency-key": "a-key" }),
    ],
    [
      "a socket's refusal",
      401,
      `${api}/schedules/${scheduleId}/live`,
      { headers: { upgrade: "websocket", "sec-websocket-protocol": "frontrow" } },
    ],
    ["no content", 204, "/csp-reports", { method: "POST", body: "[]" }],
    ["another host's change", 400, `https://preview.test${api}/sessions`, post({})],
  ];
  const documents: [string, number, string, Init?][] = [
    ["a public page", 200, "/"],
    ["a public page from memory", 200, "/"],
    ["the app's page", 200, "/me", html],
    ["a missing page", 404, "/nowhere", html],
    ["a page of the API", 200, `${api}/docs`],
    ["a page of a problem", 200, "/problems/not-found"],
    ["the queue's page", 200, `/queue/${scheduleId}`],
    ["a page of a mail's link", 400, "/unsubscribe?token=x"],
    ["a calendar", 200, `${api}/schedules/${scheduleId}/calendar.ics?event=show&lang=en`],
    ["a redirect", 302, "/.well-known/change-password"],
    ["another host", 308, `https://preview.test/concerts?x=1`],
  ];
  const looked = async (
    [name, status, address, init]: (typeof data)[number],
    wanted: Record<string, unknown>,
  ) => {
    const answer = await visit(address, init);
    await answer.arrayBuffer();
    const found = { name, status: answer.status, ...Object.fromEntries(answer.headers) };
    expect(found).toMatchObject({ name, status, ...wanted });
    return Object.keys(found);
  };
  for (const each of data) {
    const names = await looked(each, onAll);
    expect([each[0], names.includes("permissions-policy")]).toEqual([each[0], false]);
  }
  for (const each of documents) await looked(each, onDocuments);
});

it("[WB31] a page's scripts are its own, by their hashes where it is kept for many, and Trusted Types hold", async () => {
  const policy = async (address: string) =>
    (await visit(address, html)).headers.get("content-security-policy") ?? "";
  for (const address of ["/", "/me", "/nowhere"]) {
    const said = await policy(address);
    expect(said).toMatch(/script-src 'self' 'sha256-[\w+/]{43}=';/);
    expect(said).toContain("require-trusted-types-for 'script'; trusted-types default;");
    expect(said).not.toMatch(/nonce|unsafe|https:/);
  }
  expect(await policy(`/queue/${shop.scheduleId}`)).toContain("trusted-types default");
  // Only an answer that nobody keeps has a nonce.
  const settings = { PAYMENT_CLIENT_KEY: "test_ck" };
  const address = `/api/v1/payments/checkout?successUrl=${encodeURIComponent(`${origin}/payment/return`)}`;
  const [one, two] = [await visit(address, { settings }), await visit(address, { settings })];
  const nonces = [one, two].map(
    (answer) => /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1],
  );
  expect(new Set(nonces).size).toBe(2);
  expect(one.headers.get("cache-control")).toBe("no-store");
});

it("[WB32] HSTS is not said to one's own machine", async () => {
  const local = { settings: { SITE_URL: "http://localhost:8787" } };
  for (const address of [
    "https://localhost:8787/api/v1/nothing",
    "http://127.0.0.1/api/v1/nothing",
  ])
    expect((await visit(address, local)).headers.has("strict-transport-security")).toBe(false);
});

it("[WB33] reading at another host or without TLS leads to the site, and changing there is refused", async () => {
  const wrong = [
    "https://frontrow.preview.test",
    "http://frontrow.test",
    "https://frontrow.test:8443",
  ];
  for (const host of wrong) {
    const moved = await visit(`${host}/concerts?q=1`);
    expect([host, moved.status, moved.headers.get("location")]).toEqual([
      host,
      308,
      `${origin}/concerts?q=1`,
    ]);
    for (const init of [{ method: "POST", body: "{}" }, { headers: { upgrade: "websocket" } }]) {
      const refused = await visit(`${host}/api/v1/sessions`, init);
      expect([host, refused.status]).toEqual([host, 400]);
      expect(await refused.json()).toMatchObject({ code: "invalid-request" });
    }
  }
  const odd = await visit("https://preview.test//evil.test/x");
  expect(odd.headers.get("location")).toBe(`${origin}//evil.test/x`);
  expect((await visit(`https://frontrow.test.evil.test/`)).status).toBe(308);
});

it("[WB34] pages of allowed sites alone read the API, and never with cookies", async () => {
  const settings = { CORS_ORIGINS: "https://partner.test, https://app.partner.test" };
  const from = (from: string, more: Init = {}) => {
    const headers = { origin: from, "sec-fetch-site": "cross-site", ...more.headers };
    return { settings, ...more, headers };
  };
  const asking = { method: "OPTIONS", headers: { "access-control-request-method": "POST" } };
  const address = `/api/v1/schedules/${shop.scheduleId}`;
  const said = ({ headers }: Response) => [
    headers.get("access-control-allow-origin"),
    headers.get("access-control-allow-credentials"),
    headers.get("vary")?.includes("origin"),
  ];
  for (const site of ["https://partner.test", "https://app.partner.test"]) {
    for (const init of [from(site), from(site, asking)])
      expect(said(await visit(address, init))).toEqual([site, null, true]);
  }
  const refused = await visit("/api/v1/me", from("https://partner.test"));
  expect([refused.status, ...said(refused)]).toEqual([401, "https://partner.test", null, true]);
  for (const site of ["https://evil.test", "https://partner.test.evil.test", "null"]) {
    expect(said(await visit(address, from(site)))).toEqual([null, null, true]);
    const preflight = await visit(address, from(site, asking));
    expect([preflight.status, ...said(preflight)]).toEqual([403, null, null, true]);
  }
  expect(said(await visit("/", from("https://partner.test")))[0]).toBeNull();
  // With no list nothing is said to anybody.
  const none = await visit(address, { headers: { origin: "https://partner.test" } });
  expect(said(none)).toEqual([null, null, undefined]);
  // A request with our cookies is no such client's.
  const body = JSON.stringify({ email: "a@b.test", password: "not right at all" });
  const logIn = (cookie: object) => {
    const headers = { "content-type": "application/json", ...cookie };
    return visit(
      "/api/v1/sessions",
      from("https://partner.test", { method: "POST", body, headers }),
    );
  };
  expect((await logIn({})).status).toBe(401);
  expect((await logIn({ cookie: "__Host-frontrow-access=x" })).status).toBe(403);
});

it("[WB35] the file security.txt says where to report, and expires within a year", async () => {
  const path = "/.well-known/security.txt";
  expect((await visit(path)).status).toBe(404);
  const settings = { SECURITY_CONTACT: "mailto:security@frontrow.test" };
  const answer = await visit(path, { settings });
  expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  const text = await answer.text();
  expect(text).toContain("Contact: mailto:security@frontrow.test\n");
  expect(text).toContain(`Canonical: ${origin}${path}\n`);
  const expires = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? "");
  expect(expires).toBeGreaterThan(Date.now() + 86_400_000);
  expect(expires).toBeLessThan(Date.now() + 365 * 86_400_000);
});

it("[WB36] a reported violation becomes a figure, and nothing that a report says is believed", async () => {
  const report = (body: unknown) =>
    visit("/csp-reports", { method: "POST", body: JSON.stringify(body) });
  const old = {
    "csp-report": {
      "effective-directive": "img-src",
      "document-uri": `${origin}/me?email=a@b.test`,
      "blocked-uri": "https://evil.test/x?y",
    },
  };
  const body = { effectiveDirective: "made-up", documentURL: origin, blockedURL: "inline" };
  for (const each of [old, [{ type: "csp-violation", body }], [], "x", null, { "csp-report": 1 }])
    expect((await report(each)).status).toBe(204);
  expect((await report("x".repeat(17_000))).status).toBe(413);
  const metrics = await visit("/metrics", {
    settings: { METRICS_TOKEN: "watcher" },
    headers: { authorization: "Bearer watcher" },
  });
  const lines = (await metrics.text()).split("\n").filter((line) => line.includes("violations{"));
  expect(lines.map((line) => /directive="([^"]+)"/.exec(line)?.[1]).toSorted()).toEqual([
    "img-src",
    "other",
  ]);
  expect(lines.join()).not.toMatch(/evil|made-up|b\.test/);
});

it("[WB42] the Worker serves nobody with unsafe settings, and its health says which", async () => {
  const settings = { ENVIRONMENT: "production", SITE_URL: origin };
  const refused = await visit("/", { settings });
  expect(refused.status).toBe(503);
  const { code, detail } = await refused.json<{ code: string; detail: string }>();
  expect([code, detail]).toEqual([
    "unavailable",
    expect.stringContaining("MAIL_API_TOKEN is the key"),
  ]);
  const health = await visit("/api/v1/health", { settings });
  expect(health.status).toBe(503);
  const { settings: faults } = await health.json<{ settings: string[] }>();
  expect(faults).toContain("NEON_LOCAL_PROXY leads past Neon");
  expect((await visit("https://frontrow.workers.dev/")).status).toBe(503);
});
