import { createMiddleware } from "hono/factory";
import type { AppEnv } from "../app-env.ts";
import { countFailure } from "../metrics/failures.ts";
import { withSafeHeaders } from "./safe-headers.ts";

/** Gives each request an id, and its answer the headers that every answer has. */
export const requestId = createMiddleware<AppEnv>(async (c, next) => {
  c.set("requestId", requestIdOf(c.req.raw));
  await next();
  countFailure(c, c.res);
  const { requestId: id } = c.var;
  withSafeHeaders(c.res, c.req.raw, { id, allowed: c.env.CORS_ORIGINS });
});

/** The caller's own id if it is a decent one, or a new one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given && /^[\w.:-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}
