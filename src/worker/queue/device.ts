import { getCookie, setCookie } from "hono/cookie";
import type { AppContext } from "../app-env.ts";

/** As long as browsers keep a cookie at all. */
const keptS = 400 * 24 * 3_600;

const nameOf = (c: AppContext) =>
  c.req.url.startsWith("https:") ? "__Host-frontrow-device" : "frontrow-device";

/** The device: the client's own header, the browser's cookie, or the session of a client with neither. */
export function deviceOf(c: AppContext): string {
  const given = c.req.header("frontrow-device") ?? getCookie(c, nameOf(c));
  if (given !== undefined && /^[\w-]{8,64}$/.test(given)) return given;
  if (c.req.header("authorization") !== undefined) return c.var.session.sessionId;
  const device = crypto.randomUUID();
  setCookie(c, nameOf(c), device, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: c.req.url.startsWith("https:"),
    maxAge: keptS,
  });
  return device;
}
