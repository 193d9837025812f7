import { getCookie, setCookie } from "hono/cookie";
import type { AppContext } from "../app-env.ts";

/** The app writes this cookie too (ui/sale/more-time.ts). More time needs no proof. */
const cookie = "frontrow-more-time";

/** True if this browser's fan asked for more time to choose and pay. */
export const wantsMoreTime = (c: AppContext): boolean => getCookie(c, cookie) === "yes";

/** Stores the choice of a form without script. */
export function keepMoreTime(c: AppContext, isWanted: boolean): void {
  const value = isWanted ? "yes" : "no";
  setCookie(c, cookie, value, { path: "/", sameSite: "Lax", maxAge: 31_536_000 });
}
