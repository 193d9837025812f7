import { createMiddleware } from "hono/factory";
import { accessCookie, refreshCookie } from "../identity/cookies.ts";
import type { AppContext, AppEnv } from "../app-env.ts";
import { ProblemError } from "../problem.ts";
import { allowedOrigin } from "./cors.ts";

/** Cookies are sent with requests from other sites too, so a change must come from our own pages. */
export const sameOrigin = createMiddleware<AppEnv>(async (c, next) => {
  if (!isFromUs(c))
    throw new ProblemError("forbidden", "Requests with cookies must come from our own pages");
  await next();
});

/** Whether a request changes nothing, brings no cookies, or comes from our own pages. */
export function isFromUs(c: AppContext): boolean {
  if (c.req.method === "GET" || c.req.method === "HEAD") return true;
  if (c.req.header("authorization") !== undefined) return true;
  const hasCookies = accessCookie(c) !== undefined || refreshCookie(c) !== undefined;
  // A page of an allowed site comes without credentials.
  if (!hasCookies && allowedOrigin(c.req.raw, c.env.CORS_ORIGINS) !== null) return true;
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  if (origin !== undefined) return origin === new URL(c.req.url).origin;
  // Neither header: not a browser, and welcome as long as it does not use a browser's cookies.
  return !hasCookies;
}
