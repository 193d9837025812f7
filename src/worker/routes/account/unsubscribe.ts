import { changeNotifications } from "../../../db/people/notifications.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf } from "../../books.ts";
import { policyReports } from "../../requests/safe-headers.ts";
import { createRouter } from "../../hono.ts";
import { type Off, offPath, readOff } from "../../mail/unsubscribe.ts";
import { offPage, type OffState } from "../../mail/unsubscribe-page.ts";

/** The holder of a mail can unsubscribe: by its link, or by the mail program's button (RFC 8058). */
export const unsubscribe = createRouter();

unsubscribe.get(offPath, async (c) => {
  const off = await offOf(c);
  return page(c, off ? "ask" : "bad", off);
});

unsubscribe.post(offPath, async (c) => {
  const off = await offOf(c);
  if (!off) return page(c, "bad", null);
  const { accountId, category } = off;
  await changeNotifications(booksOf(c), { accountId, [category]: false });
  return page(c, "done", off);
});

const offOf = (c: AppContext) => readOff(c.env, c.req.query("token") ?? "");

function page(c: AppContext, state: OffState, off: Off | null): Response {
  const isKorean = (c.req.header("accept-language") ?? "ko").startsWith("ko");
  const { language, category } = off ?? {
    language: isKorean ? ("ko" as const) : ("en" as const),
    category: "reminders" as const,
  };
  const html = offPage(state, { language, category, token: c.req.query("token") ?? "" });
  return c.body(html, state === "bad" ? 400 : 200, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; ${policyReports}`,
  });
}
