import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../app-env.ts";
import { countFailure } from "../metrics/failures.ts";

const onAll: Fields = { "x-content-type-options": "nosniff", "cache-control": "no-store" };
/** Browsers obey these only in documents; on each poll of JSON they would be wasted bytes. */
const onDocuments: Fields = {
  "referrer-policy": "strict-origin-when-cross-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};
const onHttps: Fields = { "strict-transport-security": "max-age=31536000; includeSubDomains" };
/** Headers that an answer can set itself. */
const ofTheirOwn = new Set(["cache-control", "content-security-policy"]);
/** Types that no browser draws as a document, together with `nosniff`. */
const data = /^application\/(json|problem\+json|octet-stream)\b/;

type Fields = Readonly<Record<string, string>>;

/** Gives each request an id, and its answer the headers that every answer has. */
export const requestId = createMiddleware<AppEnv>(async (c, next) => {
  c.set("requestId", requestIdOf(c.req.raw));
  await next();
  countFailure(c, c.res);
  withPlainHeaders(c.res, c.req.raw, c.var.requestId);
});

/** The caller's own id if it is a decent one, or a new one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given && /^[\w.:-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

/** Puts the headers on an answer that every answer of its type has, wherever it comes from. */
export function withPlainHeaders(response: Response, request: Request, id: string): Response {
  const { headers, status } = response;
  const type = headers.get("content-type");
  const isData = type === null ? status === 204 || status === 101 : data.test(type);
  put(headers, onAll);
  if (!isData) put(headers, onDocuments);
  if (request.url.startsWith("https:")) put(headers, onHttps);
  headers.set("x-request-id", id);
  return response;
}

function put(headers: Headers, more: Fields): void {
  for (const [name, value] of Object.entries(more))
    if (!ofTheirOwn.has(name) || !headers.has(name)) headers.set(name, value);
}
