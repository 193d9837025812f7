import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../app-env.ts";

/** Gives each request an id, the caller's own if it is a decent one, and every answer its plain headers. */
export const requestId = createMiddleware<AppEnv>(async (c, next) => {
  const given = c.req.header("x-request-id");
  c.set("requestId", given && /^[\w.:-]{8,64}$/.test(given) ? given : crypto.randomUUID());
  await next();
  const { headers } = c.res;
  headers.set("x-request-id", c.var.requestId);
  headers.set("x-content-type-options", "nosniff");
  headers.set("referrer-policy", "strict-origin-when-cross-origin");
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  if (!headers.has("content-security-policy"))
    headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  if (c.req.url.startsWith("https:"))
    headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
});
