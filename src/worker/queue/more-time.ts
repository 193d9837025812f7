import { getCookie, setCookie } from "hono/cookie";
import type { AppContext } from "../app-env.ts";

/** The screen writes this cookie as well (ui/sale/more-time.ts). No proof is asked for a need. */
const cookie = "frontrow-more-time";

/** Whether this browser's fan has said that they need longer than others to choose and to pay. */
export const wantsMoreTime = (c: AppContext): boolean => getCookie(c, cookie) === "yes";

/** Keeps what a form without script says about it. */
export function keepMoreTime(c: AppContext, isWanted: boolean): void {
  const value = isWanted ? "yes" : "no";
  setCookie(c, cookie, value, { path: "/", sameSite: "Lax", maxAge: 31_536_000 });
}
