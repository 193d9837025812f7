import { createMiddleware } from "hono/factory";
import type { AppContext, AppEnv } from "../app-env.ts";
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

/** Gives each request an id, the caller's own if it is a decent one, and every answer its plain headers. */
export const requestId = createMiddleware<AppEnv>(async (c, next) => {
  c.set("requestId", requestIdOf(c));
  await next();
  countFailure(c, c.res);
  const { headers } = c.res;
  for (const [name, value] of Object.entries(plainHeaders(c)))
    if (!ofTheirOwn.has(name) || !headers.has(name)) headers.set(name, value);
});

export function requestIdOf(c: AppContext): string {
  const given = c.req.header("x-request-id");
  return given && /^[\w.:-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

/** The headers of an answer that says nothing else for itself. */
export const plainHeaders = (c: AppContext): Record<string, string> => ({
  ...(c.req.url.startsWith("https:") ? secure : plain),
  "x-request-id": c.var.requestId,
});
