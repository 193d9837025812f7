/** The headers that a client of another site may send and read. */
const sent =
  "authorization, content-type, idempotency-key, if-match, if-none-match, frontrow-pass, frontrow-presale, x-request-id";
const read =
  "etag, retry-after, x-request-id, content-disposition, ratelimit, ratelimit-policy, age";

/** The origin of a request, if the list allows it. The list's items are separated by commas. */
export function allowedOrigin(request: Request, allowed: string | undefined): string | null {
  const origin = request.headers.get("origin");
  if (!allowed || origin === null) return null;
  return allowed.split(",").some((each) => each.trim() === origin) ? origin : null;
}

/**
 * What an answer of the API says to a page of another site: whether its script may read it. Never with credentials, so
 * that no cookie of ours is ever sent along; such clients bring a token of their own.
 */
export function corsHeaders(request: Request, allowed: string): Record<string, string> {
  if (!new URL(request.url).pathname.startsWith("/api/")) return {};
  const origin = allowedOrigin(request, allowed);
  // Caches keep the answers for different origins apart, whoever asked first.
  if (origin === null) return { vary: "origin" };
  return {
    vary: "origin",
    "access-control-allow-origin": origin,
    "access-control-expose-headers": read,
  };
}

/** The answer to a browser that asks whether a page of an allowed site may send a request; null for anything else. */
export function preflight(request: Request, allowed: string | undefined): Response | null {
  if (request.method !== "OPTIONS" || !request.headers.has("access-control-request-method"))
    return null;
  if (allowedOrigin(request, allowed) === null) return null;
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
      "access-control-allow-headers": sent,
      "access-control-max-age": "7200",
    },
  });
}
