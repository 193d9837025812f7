import type { TypedResponse } from "hono";
import type { AppContext } from "../app-env.ts";
import { ProblemError } from "../problem.ts";
import { IsolateCache, type Lasting } from "./isolate-cache.ts";
import { type Answer, type KeptAnswer, keptAnswer, keptFrom, respond } from "./kept-answer.ts";

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

export const catalog: Freshness = {
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

type Loaded = Answer & {
  /** Where only the answer says how long it lasts. */
  freshness?: Freshness;
};

const kept = new IsolateCache<KeptAnswer>({
  freshMs: 0,
  countMax: 500,
  sizeMax: 24 * 1024 * 1024,
  sizeOf: ({ body }) => body.length,
});

/** Answers from memory what was asked a moment ago; this is nearly all that a popular read costs. */
export function answerFromMemory(request: Request): Response | null {
  return request.method === "GET" ? answerKept(request.url, request) : null;
}

/** As `answerFromMemory`, for what is kept under another name than its address. */
export function answerKept(key: string, request: Request): Response | null {
  const found = kept.fresh(key);
  return found && respond(found, request);
}

/** The same for the Worker itself: what an answer of JSON says, read once for all who want to know. */
export function valueFromMemory(url: string): unknown {
  const found = kept.fresh(url);
  return found && (found.value ??= JSON.parse(new TextDecoder().decode(found.body)));
}

/** Answers a public read: from the edge cache if it is there, else by loading it; and remembers it. */
export async function cached<T>(
  c: AppContext,
  freshness: Freshness,
  load: () => Promise<Loaded>,
  key = addressAsked(c),
): Promise<Typed<T>> {
  return (await cachedAt(c, c.req.raw, freshness, load, key)) as Typed<T>;
}

/**
 * The one address that all ways of writing the same request have, so that nobody gets past what is kept by writing it
 * differently. Which parameters there may be, the route has checked by then.
 */
function addressAsked(c: AppContext): string {
  const url = new URL(c.req.path, c.req.url);
  const asked = new URL(c.req.url).searchParams;
  asked.sort();
  url.search = asked.toString();
  return url.href;
}

/** The same for an address that need not be the one asked for: what is known there is not loaded again. */
export async function cachedAt(
  c: AppContext,
  request: Request,
  freshness: Freshness,
  load: () => Promise<Loaded>,
  key: string,
): Promise<Response> {
  const known = kept.fresh(key);
  if (known) return respond(known, request);
  const found = await kept.once(key, async () => {
    const atEdge = await fromEdge(key, freshness);
    if (atEdge) return remember(key, atEdge, freshness);
    const answer = await loaded(key, freshness, load);
    if ("madeAt" in answer) return answer;
    const lasting = answer.freshness ?? freshness;
    const entry = remember(key, await keptAnswer(answer, wayOf(lasting)), lasting);
    toEdge(c, key, entry);
    return entry;
  });
  return respond(found, request);
}

/** An answer of JSON, to the types of the router. */
export type Typed<T> = Response & TypedResponse<T, 200, "json">;

/** Loads anew; when that fails on our side, the last answer that is not too old, with its age. */
async function loaded(
  key: string,
  { errorMs = 0, freshMs }: Freshness,
  load: () => Promise<Loaded>,
): Promise<Loaded | KeptAnswer> {
  try {
    return await load();
  } catch (error) {
    const last = kept.last(key);
    const now = Date.now();
    const isOurs = !(error instanceof ProblemError) || error.code === "unavailable";
    if (!last || !isOurs || now - last.madeAt > errorMs) throw error;
    console.warn("an old answer is served", error instanceof Error ? error.message : error);
    kept.prolong(key, { freshMs });
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
  const edge = edgeCache();
  if (!edge) return;
  const { origin } = new URL(c.req.url);
  await Promise.all(
    paths.map((path) => edge.delete(new Request(`${origin}/api/v1${path}`)).catch(() => false)),
  );
}

const wayOf = (freshness: Freshness) => ({
  cacheControl: freshness.cacheControl,
  isCompressed: freshness === board,
});

function remember(key: string, entry: KeptAnswer, lasting: Lasting): KeptAnswer {
  kept.keep(key, entry, lasting);
  return entry;
}

async function fromEdge(url: string, freshness: Freshness): Promise<KeptAnswer | null> {
  const response = await edgeCache()
    ?.match(new Request(url))
    .catch(() => undefined);
  return response ? await keptFrom(response, wayOf(freshness)) : null;
}

function toEdge(c: AppContext, url: string, entry: KeptAnswer): void {
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
