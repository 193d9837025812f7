import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../app-env.ts";
import { countFailure } from "../metrics/failures.ts";

const plain: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};
const secure = { ...plain, "strict-transport-security": "max-age=31536000; includeSubDomains" };
/** What an answer may say for itself. */
const ofTheirOwn = new Set(["cache-control", "content-security-policy"]);

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

/** Puts the headers on an answer that every answer has, wherever it comes from. */
export function withPlainHeaders(response: Response, request: Request, id: string): Response {
  const { headers } = response;
  for (const [name, value] of Object.entries(request.url.startsWith("https:") ? secure : plain))
    if (!ofTheirOwn.has(name) || !headers.has(name)) headers.set(name, value);
  headers.set("x-request-id", id);
  return response;
}
