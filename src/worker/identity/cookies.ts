import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { AppContext } from "../app-env.ts";

/** How long a browser stays signed in without coming back. */
export const refreshMs = 30 * 24 * 3_600_000;

// `__Host-` pins a cookie to this origin and to https; plain http is for localhost.
const isSecure = (c: AppContext) => c.req.url.startsWith("https:");
const nameOf = (c: AppContext, kind: "access" | "refresh" | "known") =>
  `${isSecure(c) ? "__Host-" : ""}frontrow-${kind}`;

export const accessCookie = (c: AppContext) => getCookie(c, nameOf(c, "access"));
export const knownCookie = (c: AppContext) => getCookie(c, nameOf(c, "known"));
export const refreshCookie = (c: AppContext) => getCookie(c, nameOf(c, "refresh"));

/** Stores both tokens in cookies. The access cookie outlives its token, which then reports its expiry. */
export function setSessionCookies(
  c: AppContext,
  tokens: { accessToken: string; refreshToken: string },
): void {
  const options = {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: isSecure(c),
    maxAge: refreshMs / 1_000,
  } as const;
  setCookie(c, nameOf(c, "access"), tokens.accessToken, options);
  setCookie(c, nameOf(c, "refresh"), tokens.refreshToken, options);
}

/** Stays when the session ends: it lets nobody in, and only says who has signed in here before. */
export function setKnownCookie(c: AppContext, token: string, keptMs: number): void {
  const options = { path: "/", httpOnly: true, sameSite: "Lax", secure: isSecure(c) } as const;
  setCookie(c, nameOf(c, "known"), token, { ...options, maxAge: keptMs / 1_000 });
}

export function clearSessionCookies(c: AppContext): void {
  for (const kind of ["access", "refresh"] as const)
    deleteCookie(c, nameOf(c, kind), { path: "/", secure: isSecure(c) });
}
