import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { AppContext } from "../app-env.ts";

const keptS = 24 * 3_600;
const name = "frontrow-place";

/** Keeps the place for the queue's page, which then knows it at once, with or without script. */
export function keepPlace(c: AppContext, scheduleId: string, place: string): void {
  if (c.req.header("authorization") !== undefined) return;
  setCookie(c, name, place, {
    path: `/queue/${scheduleId}`,
    httpOnly: true,
    sameSite: "Lax",
    secure: c.req.url.startsWith("https:"),
    maxAge: keptS,
  });
}

export function forgetPlace(c: AppContext, scheduleId: string): void {
  if (c.req.header("authorization") !== undefined) return;
  deleteCookie(c, name, { path: `/queue/${scheduleId}` });
}

export const placeCookie = (c: AppContext): string | undefined => getCookie(c, name);
