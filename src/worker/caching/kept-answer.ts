import { toBase64Url } from "../encoding/encoding.ts";

/** The result of a public read before it is cached. */
export type Answer = {
  body: string | ArrayBuffer;
  contentType: string;
  etag?: string;
  /** Further headers, which stay with the answer wherever it is kept. */
  headers?: Record<string, string>;
};

/** A cached answer, as bytes, so that a text is encoded once and not for every response. */
export type KeptAnswer = {
  body: Uint8Array<ArrayBuffer>;
  /** The same compressed, where that saves a poll's bytes. */
  gzipped: Uint8Array<ArrayBuffer> | null;
  etag: string;
  headers: Record<string, string>;
  madeAt: number;
  /** The parsed body, once a user in this isolate needed it. */
  value?: unknown;
};

/** The headers that the edge cache gives back with a body. */
const keptHeaders = [
  "content-type",
  "content-language",
  "content-disposition",
  "content-security-policy",
  "vary",
];

type Way = { cacheControl: string; isCompressed: boolean };

export async function keptAnswer(answer: Answer, way: Way): Promise<KeptAnswer> {
  const { body, contentType, etag, headers = {} } = answer;
  const bytes = new Uint8Array(typeof body === "string" ? new TextEncoder().encode(body) : body);
  const named = { ...headers, "content-type": contentType };
  return await entryOf(bytes, etag ?? `"${await tagOf(bytes)}"`, named, way);
}

/** The same from the edge cache. The lifetime that an answer stated there still applies. */
export async function keptFrom(response: Response, way: Way): Promise<KeptAnswer> {
  const given: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = response.headers.get(name);
    if (value !== null) given[name] = value;
  }
  const cacheControl = response.headers.get("cache-control") ?? way.cacheControl;
  const body = new Uint8Array(await response.arrayBuffer());
  return await entryOf(body, response.headers.get("etag") ?? "", given, { ...way, cacheControl });
}

async function entryOf(
  body: Uint8Array<ArrayBuffer>,
  etag: string,
  given: Record<string, string>,
  { cacheControl, isCompressed }: Way,
): Promise<KeptAnswer> {
  const vary = isCompressed ? { vary: "accept-encoding" } : {};
  const headers = { ...given, ...vary, "cache-control": cacheControl, etag };
  const gzipped = isCompressed ? await gzip(body) : null;
  return { body, gzipped, etag, headers, madeAt: Date.now() };
}

/** Polled by everybody once in a few seconds, while it changes once in one: compressed once for all. */
async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Response(bytes).body?.pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream ?? null).arrayBuffer());
}

async function tagOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return toBase64Url(digest.subarray(0, 12));
}

export function respond({ headers, gzipped, body, etag }: KeptAnswer, request: Request): Response {
  const ifNoneMatch = request.headers.get("if-none-match");
  if (ifNoneMatch !== null && matches(ifNoneMatch, etag)) {
    // The browser brings back its own copy, and a time in that has passed.
    const now = { "server-time": new Date().toISOString() };
    return new Response(null, { status: 304, headers: { ...headers, ...now } });
  }
  if (gzipped === null || !acceptsGzip(encodingsOf(request)))
    return new Response(body, { headers });
  const compressed = { ...headers, "content-encoding": "gzip" };
  return new Response(gzipped, { headers: compressed, encodeBody: "manual" });
}

/** Weak comparison, as RFC 9110 asks for: proxies that compress make our tags weak. */
function matches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag || ifNoneMatch === "*") return true;
  return ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

/**
 * The client's accepted encodings. The platform overwrites the header with its own value and keeps the client's
 * beside it.
 */
function encodingsOf(request: Request): string {
  const { clientAcceptEncoding } = (request.cf ?? {}) as { clientAcceptEncoding?: string };
  return clientAcceptEncoding ?? request.headers.get("accept-encoding") ?? "";
}

/** Reads the field `Accept-Encoding` (RFC 9110, 12.5.3): a coding named outright counts before a `*`. */
export function acceptsGzip(field: string): boolean {
  const weights = new Map<string, number>();
  for (const part of field.toLowerCase().split(",")) {
    const [coding = "", ...parameters] = part.split(";").map((each) => each.trim());
    const weight = parameters.find((each) => each.startsWith("q="));
    weights.set(coding, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  return (weights.get("gzip") ?? weights.get("x-gzip") ?? weights.get("*") ?? 0) > 0;
}
