import { getCookie } from "hono/cookie";
import type { Locale } from "../../contract/people/accounts.ts";
import { drawPage, languageOf, listFilter, listSearch } from "../../ui/server.tsx";
import type { AppContext } from "../app-env.ts";
import { sha256 } from "../encoding/digest.ts";
import { answerKept, cached, type Freshness } from "../caching/edge-cache.ts";
import { toBase64 } from "../encoding/encoding.ts";
import { policyReports } from "../requests/safe-headers.ts";

/** The built document that pages are drawn into, with the policy that allows its own inline script and no other. */
type Template = { html: string; policy: string; readAt: number };

// Reread now and then, for developers who build the screen while the Worker runs.
const templateMs = 60_000;
let template: Template | null = null;

/** Public pages change with the catalog; browsers always ask, mostly to hear 304. */
const freshness: Freshness = {
  freshMs: 1_000,
  staleMs: 5_000,
  cacheControl: "public, max-age=0, s-maxage=2, stale-while-revalidate=10, must-revalidate",
};

/** A public page, rendered from the result of `load`; null if there is no built screen. */
export async function publicPage(
  c: AppContext,
  load: (url: URL) => Promise<Record<string, unknown>>,
): Promise<Response | null> {
  const built = await templateOf(c);
  if (built === null) return null;
  const url = new URL(c.req.url);
  const lang = languageOf(url, getCookie(c, "frontrow-lang"), c.req.header("accept-language"));
  const asked = addressOf(url, lang);
  const key = keyOf(asked, lang);
  const known = answerKept(key, c.req.raw);
  if (known) return known;
  return await cached(
    c,
    freshness,
    async () => {
      const loaded = await load(asked);
      const atMs = Date.now();
      return {
        body: drawPage(built.html, { url: asked, lang, atMs, loaded }),
        contentType: "text/html; charset=utf-8",
        // Tagged by its data, so that a later time alone makes no new page.
        etag: await tagOf(key, JSON.stringify(loaded), built.html),
        headers: {
          ...safeties(built),
          "content-language": lang,
          vary: "accept-language, cookie",
        },
      };
    },
    key,
  );
}

/** A page that is not there, in the reader's language and with the way back. */
export async function missingPage(c: AppContext): Promise<Response | null> {
  const built = await templateOf(c);
  if (built === null) return null;
  const url = new URL(c.req.url);
  const lang = languageOf(url, getCookie(c, "frontrow-lang"), c.req.header("accept-language"));
  const drawn = { url, lang, atMs: Date.now(), loaded: {}, isMissing: true };
  return documentOf(drawPage(built.html, drawn), 404, built);
}

/** The document alone, for a page that the app draws itself. */
export async function appPage(c: AppContext): Promise<Response | null> {
  const built = await templateOf(c);
  return built && documentOf(built.html, 200, built);
}

/** The document without content, for when the books are unreachable: the browser requests the data itself. */
export async function barePage(c: AppContext): Promise<Response | null> {
  const built = await templateOf(c);
  return built && documentOf(built.html, 503, built);
}

const tagOf = async (...parts: string[]) => `"${(await sha256(parts.join("\0"))).slice(0, 20)}"`;

/** The policy of a document, like that of the static files (src/ui/public/_headers). */
const safeties = ({ policy }: Template) => ({ "content-security-policy": policy });

function documentOf(html: string, status: 200 | 404 | 503, built: Template): Response {
  const headers = {
    ...safeties(built),
    "content-type": "text/html; charset=utf-8",
    "cache-control": status === 200 ? "public, max-age=0, must-revalidate" : "no-store",
  };
  return new Response(html, { status, headers });
}

function addressOf(url: URL, lang: Locale): URL {
  const asked = new URL(url.pathname, url);
  asked.search = listSearch(listFilter(url.searchParams));
  if (url.searchParams.get("lang") === lang) asked.searchParams.set("lang", lang);
  return asked;
}

/** The language is in the key, since the address need not name it. */
function keyOf(asked: URL, lang: Locale): string {
  const key = new URL(asked);
  if (!key.searchParams.has("lang")) key.searchParams.set("reader", lang);
  return key.href;
}

async function templateOf(c: AppContext): Promise<Template | null> {
  if (template && Date.now() - template.readAt < templateMs) return template;
  const response = await c.env.ASSETS?.fetch(new URL("/", c.req.url));
  if (!response?.ok) return template;
  const html = await response.text();
  if (!html.includes('<div id="app"></div>')) return template;
  template = { html, policy: await policyOf(html), readAt: Date.now() };
  return template;
}

async function policyOf(html: string): Promise<string> {
  const inline = [...html.matchAll(/<script>([^<]*)<\/script>/g)].map(([, text]) => text ?? "");
  const hashes = await Promise.all(inline.map(hashOf));
  return [
    "default-src 'self'",
    ["script-src 'self'", ...hashes].join(" "),
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
    policyReports,
  ].join("; ");
}

async function hashOf(script: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script));
  const base64 = toBase64(new Uint8Array(digest));
  return `'sha256-${base64.padEnd(Math.ceil(base64.length / 4) * 4, "=")}'`;
}
