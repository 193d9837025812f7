import type { TypedResponse } from "hono";
import type { AppContext } from "../app-env.ts";
import { ProblemError } from "../problem.ts";
import { IsolateCache, type Lasting } from "./isolate-cache.ts";
import { type Answer, type KeptAnswer, keptAnswer, keptFrom, respond } from "./kept-answer.ts";

/** How long a public answer can be reused, and by which cache. */
export type Freshness = {
  /** In this isolate. Short: it cannot be purged from afar. */
  freshMs: number;
  /** While one request refreshes it, the others get the old one for up to this much longer. */
  staleMs: number;
  /** If it cannot be refreshed, the old one is still used up to this age, which a header then gives. */
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
/** The queue's board: every waiting fan requests it, so it must be available even if its object is not. */
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
  /** For answers that themselves say how long they are fresh. */
  freshness?: Freshness;
};

const kept = new IsolateCache<KeptAnswer>({
  freshMs: 0,
  countMax: 500,
  sizeMax: 24 * 1024 * 1024,
  sizeOf: ({ body }) => body.length,
});

/** Answers a recent request again from memory; this is nearly the whole cost of a popular read. */
export function answerFromMemory(request: Request): Response | null {
  return request.method === "GET" ? answerKept(request.url, request) : null;
}

/** Like `answerFromMemory`, for answers cached under another name than their address. */
export function answerKept(key: string, request: Request): Response | null {
  const found = kept.fresh(key);
  return found && respond(found, request);
}

/** The same for the Worker itself: the parsed JSON of an answer, read once for all users. */
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
 * The canonical address of a request, so that no other spelling bypasses the cache. The route has already checked the
 * parameters.
 */
function addressAsked(c: AppContext): string {
  const url = new URL(c.req.path, c.req.url);
  const read = c.req.valid("query" as never) as Record<string, string | number | boolean>;
  // As they were read: 5 and 05 are one number.
  for (const name of [...new URL(c.req.url).searchParams.keys()].sort())
    if (read[name] !== undefined) url.searchParams.set(name, String(read[name]));
  return url.href;
}

/** The same for another address than the requested one: known data is not loaded again. */
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

/** Loads again. If that fails on the server's side, returns the last answer that is not too old, with its age. */
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

/**
 * Drops answers that an admin's change made outdated: all of them in this isolate, and these addresses in this data
 * center's cache.
 */
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

/** The cache of this data center, or none: raw workerd has no cache. */
export function edgeCache(): Cache | null {
  // The screen's types, which its server half brings along, do not know the platform's own cache.
  return typeof caches === "undefined" ? null : (caches as unknown as { default: Cache }).default;
}
