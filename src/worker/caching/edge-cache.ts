import type { TypedResponse } from "hono";
import type { AppContext } from "../app-env.ts";
import { toBase64Url } from "../encoding/encoding.ts";
import { loadOnce } from "./load-once.ts";
import { ProblemError } from "../problem.ts";

/** How long an answer that is the same for everybody may be repeated, and by whom. */
export type Freshness = {
  /** In this isolate. Short: it cannot be purged from afar. */
  freshMs: number;
  /** While one request fetches it anew, the others may have the old one up to this much longer. */
  staleMs: number;
  /** When it cannot be fetched, the old one still serves up to this age, which a header then tells. */
  errorMs?: number;
  /** The header, for browsers and for the edge cache. */
  cacheControl: string;
};

export const catalogue: Freshness = {
  freshMs: 1_000,
  staleMs: 5_000,
  cacheControl: "public, max-age=2, s-maxage=5, stale-while-revalidate=10",
};
/** Browsers always ask again, mostly to hear 304; the edge answers them for a second. */
export const live: Freshness = {
  freshMs: 500,
  staleMs: 1_000,
  cacheControl: "public, max-age=0, s-maxage=1, must-revalidate",
};
/** The queue's board: asked for by everybody who waits, so that it must stand even while its object does not. */
export const board: Freshness = {
  freshMs: 1_000,
  staleMs: 1_000,
  errorMs: 60_000,
  cacheControl: "max-age=0, s-maxage=1",
};
/** Goes by the hash of its content, so it never changes. */
export const immutable: Freshness = {
  freshMs: 3_600_000,
  staleMs: 0,
  cacheControl: "public, max-age=31536000, immutable",
};

type Answer = {
  body: string | ArrayBuffer;
  contentType: string;
  etag?: string;
  /** Further headers, which stay with the answer wherever it is kept. */
  headers?: Record<string, string>;
  /** Where only the answer says how long it lasts. */
  freshness?: Freshness;
};
type Kept = {
  body: Uint8Array<ArrayBuffer>;
  /** The same compressed, where that saves a poll's bytes. */
  gzipped: Uint8Array<ArrayBuffer> | null;
  etag: string;
  headers: Record<string, string>;
  madeAt: number;
  freshUntil: number;
  staleUntil: number;
  /** What the body says, once somebody in this isolate has wanted to know. */
  value?: unknown;
};

const keptHeaders = [
  "content-type",
  "content-language",
  "content-disposition",
  "content-security-policy",
  "vary",
];

// Values, never promises: the platform refuses to let one request wait for another's.
const kept = new Map<string, Kept>();
const keptMax = 500;
const keptBytesMax = 24 * 1024 * 1024;
let keptBytes = 0;

/** Answers from memory what was asked a moment ago; this is nearly all that a popular read costs. */
export function answerFromMemory(request: Request): Response | null {
  return request.method === "GET" ? answerKept(request.url, request) : null;
}

/** As `answerFromMemory`, for what is kept under another name than its address. */
export function answerKept(key: string, request: Request): Response | null {
  const found = freshAt(key);
  return found && respond(found, request);
}

/** The same for the Worker itself: what an answer of JSON says, read once for all who want to know. */
export function valueFromMemory(url: string): unknown {
  const found = freshAt(url);
  return found && (found.value ??= JSON.parse(new TextDecoder().decode(found.body)));
}

function freshAt(url: string): Kept | null {
  const found = kept.get(url);
  if (found === undefined) return null;
  if (Date.now() < found.freshUntil) return found;
  // This request fetches it anew. Those that come meanwhile still find the old one.
  found.freshUntil = found.staleUntil;
  return null;
}

/** Answers a public read: from the edge cache if it is there, else by loading it; and remembers it. */
export async function cached<T>(
  c: AppContext,
  freshness: Freshness,
  load: () => Promise<Answer>,
  key?: string,
): Promise<Typed<T>> {
  return (await cachedAt(c, c.req.raw, freshness, load, key)) as Typed<T>;
}

/** The same for another address than the one asked for: what is known there need not be loaded again. */
export async function cachedAt(
  c: AppContext,
  request: Request,
  freshness: Freshness,
  load: () => Promise<Answer>,
  key: string = request.url,
): Promise<Response> {
  const find = () => (request.method === "GET" ? answerKept(key, request) : null);
  return loadOnce(key, find, async () => {
    let entry = await fromEdge(key, freshness);
    if (entry === null) {
      const answer = await loaded(key, freshness, load);
      if ("madeAt" in answer) return respond(answer, request);
      entry = await keep(answer, answer.freshness ?? freshness);
      toEdge(c, key, entry);
    }
    remember(key, entry);
    return respond(entry, request);
  });
}

/** An answer of JSON, to the types of the router. */
export type Typed<T> = Response & TypedResponse<T, 200, "json">;

/** Loads anew; when that fails on our side, the last answer that is not too old, with its age. */
async function loaded(
  url: string,
  { errorMs = 0, freshMs }: Freshness,
  load: () => Promise<Answer>,
): Promise<Answer | Kept> {
  try {
    return await load();
  } catch (error) {
    const last = kept.get(url);
    const now = Date.now();
    const isOurs = !(error instanceof ProblemError) || error.code === "unavailable";
    if (!last || !isOurs || now - last.madeAt > errorMs) throw error;
    console.warn("an old answer is served", error instanceof Error ? error.message : error);
    last.freshUntil = last.staleUntil = now + freshMs;
    last.headers["age"] = String(Math.floor((now - last.madeAt) / 1_000));
    return last;
  }
}

/** An answer of JSON. */
export const jsonAnswer = (value: unknown): Answer => ({
  body: JSON.stringify(value),
  contentType: "application/json",
});

/** Forgets what an admin's change made untrue: all of it in this isolate, and these addresses in this place's cache. */
export async function purge(c: AppContext, paths: string[]): Promise<void> {
  kept.clear();
  keptBytes = 0;
  const edge = edgeCache();
  if (!edge) return;
  const { origin } = new URL(c.req.url);
  await Promise.all(
    paths.map((path) => edge.delete(new Request(`${origin}/api/v1${path}`)).catch(() => false)),
  );
}

function respond(entry: Kept, request: Request): Response {
  const { headers, gzipped } = entry;
  const ifNoneMatch = request.headers.get("if-none-match");
  if (ifNoneMatch !== null && matches(ifNoneMatch, entry.etag)) {
    // The browser brings back its own copy, and a time in that has passed.
    const now = { "server-time": new Date().toISOString() };
    return new Response(null, { status: 304, headers: { ...headers, ...now } });
  }
  if (gzipped === null || !/\bgzip\b/.test(request.headers.get("accept-encoding") ?? ""))
    return new Response(entry.body, { headers });
  const compressed = { ...headers, "content-encoding": "gzip", vary: "accept-encoding" };
  return new Response(gzipped, { headers: compressed, encodeBody: "manual" });
}

/** Weak comparison, as RFC 9110 asks for: proxies that compress make our tags weak. */
function matches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag || ifNoneMatch === "*") return true;
  return ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

async function keep(answer: Answer, freshness: Freshness): Promise<Kept> {
  const { body, contentType, etag, headers = {} } = answer;
  // Bytes, so that a text is encoded once and not for every response.
  const bytes = new Uint8Array(typeof body === "string" ? new TextEncoder().encode(body) : body);
  const named = { ...headers, "content-type": contentType };
  const entry = entryOf(bytes, etag ?? `"${await tagOf(bytes)}"`, named, freshness);
  return { ...entry, gzipped: freshness === board ? await gzip(bytes) : null };
}

/** Polled by everybody once in a few seconds, while it changes once in one: compressed once for all. */
async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Response(bytes).body?.pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream ?? null).arrayBuffer());
}

function entryOf(
  body: Uint8Array<ArrayBuffer>,
  etag: string,
  given: Record<string, string>,
  { freshMs, staleMs, cacheControl }: Freshness,
): Kept {
  const madeAt = Date.now();
  const freshUntil = madeAt + freshMs;
  const headers: Record<string, string> = {
    ...given,
    "cache-control": cacheControl,
    etag,
    "x-content-type-options": "nosniff",
  };
  const staleUntil = freshUntil + staleMs;
  return { body, gzipped: null, etag, headers, madeAt, freshUntil, staleUntil };
}

async function tagOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return toBase64Url(digest.subarray(0, 12));
}

function remember(url: string, entry: Kept): void {
  keptBytes += entry.body.length - (kept.get(url)?.body.length ?? 0);
  kept.delete(url);
  kept.set(url, entry);
  for (const [oldest, { body }] of kept) {
    if (kept.size <= keptMax && keptBytes <= keptBytesMax) break;
    kept.delete(oldest);
    keptBytes -= body.length;
  }
}

async function fromEdge(url: string, freshness: Freshness): Promise<Kept | null> {
  const response = await edgeCache()
    ?.match(new Request(url))
    .catch(() => undefined);
  if (!response) return null;
  const given: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = response.headers.get(name);
    if (value !== null) given[name] = value;
  }
  const body = new Uint8Array(await response.arrayBuffer());
  // What an answer that says for itself how long it lasts has said still holds.
  const cacheControl = response.headers.get("cache-control") ?? freshness.cacheControl;
  const etag = response.headers.get("etag") ?? "";
  const entry = entryOf(body, etag, given, { ...freshness, cacheControl });
  return { ...entry, gzipped: freshness === board ? await gzip(body) : null };
}

function toEdge(c: AppContext, url: string, entry: Kept): void {
  const edge = edgeCache();
  if (!edge) return;
  const copy = new Response(entry.body, { headers: entry.headers });
  c.executionCtx.waitUntil(edge.put(new Request(url), copy).catch(() => undefined));
}

/** The cache of this place, or none: raw workerd has no such thing. */
function edgeCache(): Cache | null {
  // The screen's types, which its server half brings along, do not know the platform's own cache.
  return typeof caches === "undefined" ? null : (caches as unknown as { default: Cache }).default;
}
