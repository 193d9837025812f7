import { beforeAll, expect, it } from "vitest";
import { app } from "../../app.ts";
import { call, openShop, origin, person, testEnv } from "../../../../test/support/worker/shop.ts";

const template = `<!doctype html><html lang="ko"><head><script>1</script><!--head--><!--/head--></head>
<body><div id="app"></div></body></html>`;
const context = {
  waitUntil() {},
  passThroughOnException() {},
  props: {},
} as unknown as ExecutionContext;
let slug: string;

/** The Worker with a built screen beside it. */
async function visit(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const assets = { fetch: () => Promise.resolve(new Response(template)) } as unknown as Fetcher;
  const request = new Request(`${origin}${path}`, { headers });
  return app.fetch(request, { ...testEnv, ASSETS: assets }, context);
}

beforeAll(async () => {
  const admin = await person("admin");
  const shop = await openShop(admin, 10);
  const concert = (await (await call(`GET /concerts/${shop.concertId}`)).json()) as {
    slug: string;
  };
  slug = concert.slug;
});

it("[V58] a page is sent with its policy, its language and a tag, and is not sent again to a browser that has it", async () => {
  const first = await visit(`/concerts/${slug}`, { "accept-language": "ko" });
  expect(first.status).toBe(200);
  expect(first.headers.get("content-language")).toBe("ko");
  expect(first.headers.get("vary")).toBe("accept-language, cookie");
  expect(first.headers.get("content-security-policy")).toMatch(
    /script-src 'self' 'sha256-[\w+/]{43}='/,
  );
  expect(await first.text()).toContain('<html lang="ko">');
  const tag = first.headers.get("etag") ?? "";
  const again = await visit(`/concerts/${slug}`, { "accept-language": "ko", "if-none-match": tag });
  expect(again.status).toBe(304);
});

it("[V90] two languages at one address are never mixed up in a cache", async () => {
  const heard = async (headers: Record<string, string>) =>
    /<html lang="(\w+)"/.exec(await (await visit(`/concerts/${slug}`, headers)).text())?.[1];
  expect(await heard({ "accept-language": "en-US" })).toBe("en");
  expect(await heard({ "accept-language": "ko" })).toBe("ko");
  expect(await heard({ "accept-language": "ko", cookie: "frontrow-lang=en" })).toBe("en");
});

it("[V91] a page that does not exist says so", async () => {
  const missing = await visit("/concerts/no-such-concert", { "accept-language": "en" });
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain("Page not found");
  expect((await visit("/concerts?genre=polka")).status).toBe(404);
});

it("[V425] an unknown address answers 404 with a page that needs no script and no style sheet", async () => {
  const browser = { accept: "text/html", "accept-language": "en" };
  for (const path of ["/nowhere", "/concerts/no-such-concert", "/queue/none", "/problems/none"]) {
    const missing = await visit(path, browser);
    expect([path, missing.status]).toEqual([path, 404]);
    const page = await missing.text();
    expect(page).toMatch(/<h1[^>]*>Page not found<\/h1>/);
    expect(page).not.toContain(" style=");
  }
  // Other requests than for a page get the API's answer.
  for (const path of ["/nowhere", "/queue/none", "/api/v1/none"])
    expect((await visit(path)).headers.get("content-type")).toBe("application/problem+json");
  expect((await visit("/api/v1/none", browser)).status).toBe(404);
});

it("[V426] each page that the app draws itself answers 200 with only the app", async () => {
  for (const path of [
    "/me",
    "/orders/x",
    "/admin/sales",
    "/checkout/a/b",
    "/payment/return",
    "/terms",
  ]) {
    const answer = await visit(path);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(await answer.text()).toContain('<div id="app"></div>');
    expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'");
  }
});

it("[V92] without a built screen the Worker still serves the API", async () => {
  const { ASSETS: _, ...bare } = testEnv;
  const request = new Request(`${origin}/api/v1/concerts/${slug}`);
  expect((await app.fetch(request, bare, context)).status).toBe(200);
});
