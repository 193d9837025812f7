import { getCookie, setCookie } from "hono/cookie";
import { Id } from "../../../contract/ids.ts";
import type { LocalText } from "../../../contract/money/money.ts";
import type { QueuePageState } from "../../../contract/sale/queue-page.ts";
import type { Turn } from "../../../contract/sale/queue.ts";
import { connectFor, liveSession } from "../../../db/connection/connect.ts";
import { verifyPresale } from "../../../db/sale/presales.ts";
import { languageOf as chosenLanguage } from "../../../ui/server.tsx";
import type { AppContext } from "../../app-env.ts";
import { booksOf, found } from "../../books.ts";
import { showFacts } from "../../buying/show-facts.ts";
import { sha256 } from "../../encoding/digest.ts";
import { mustBeSchedule } from "../../requests/known-schedules.ts";
import { limitCodes, limitQueue } from "../../requests/limits.ts";
import { createRouter } from "../../hono.ts";
import { policyReports } from "../../requests/safe-headers.ts";
import { sessionOfForm } from "../../identity/renew.ts";
import { sessionOf } from "../../identity/session.ts";
import assets from "../../pages/page-assets.json";
import { ProblemError, unwrap } from "../../problem.ts";
import { boardOf, drawOf, rankIn } from "../../queue/board.ts";
import { drawPage } from "../../queue/page/draw-page.ts";
import { enterShop, joinQueue } from "../../queue/join.ts";
import { keepMoreTime, wantsMoreTime } from "../../queue/more-time.ts";
import { pageView } from "../../queue/page/page-state.ts";
import { queuePage } from "../../queue/page/page.ts";
import { placeCookie } from "../../queue/place-cookie.ts";
import { placeOn } from "../../queue/turn.ts";

/** The answer to a refused form: the page in the state with the reason. */
const stateOfProblem: Record<string, QueuePageState> = {
  unauthenticated: "guest",
  "session-ended": "guest",
  "token-expired": "guest",
  "lobby-not-open": "early",
  "presale-only": "presale",
  "code-not-valid": "presale",
  "code-used": "presale",
  "place-moved": "moved",
  "place-spent": "join",
  "not-admitted": "join",
  "sale-not-open": "over",
};

export const queuePages = createRouter();

queuePages.get("/queue/:scheduleId", async (c) => page(c, await idOf(c)));

queuePages.post("/queue/:scheduleId", (c) =>
  act(c, async (scheduleId) => {
    const { code } = await c.req.parseBody();
    if (typeof code === "string") await verify(c, scheduleId, code);
    return await joinQueue(c, { scheduleId, place: placeCookie(c) });
  }),
);

queuePages.post("/queue/:scheduleId/enter", (c) =>
  act(c, (scheduleId) => enterShop(c, { scheduleId, token: placeCookie(c) ?? "" })),
);

queuePages.post("/queue/:scheduleId/time", async (c) => {
  const scheduleId = await idOf(c);
  const form = await c.req.parseBody();
  keepMoreTime(c, form["more-time"] === "yes");
  return c.redirect(`/queue/${scheduleId}`, 303);
});

queuePages.get("/draw/:scheduleId", async (c) => {
  const draw = await drawOf(c, await idOf(c));
  return html(c, drawPage(languageOf(c), draw), "private, max-age=5");
});

/** Performs a form's action, and redirects the browser to the result. */
async function act(c: AppContext, work: (scheduleId: string) => Promise<Turn>): Promise<Response> {
  const scheduleId = await idOf(c);
  try {
    c.set("session", await sessionOfForm(c));
    await limitQueue(c);
    const { state } = await work(scheduleId);
    return c.redirect(
      state === "admitted" ? `/schedules/${scheduleId}` : `/queue/${scheduleId}`,
      303,
    );
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code === "not-found") throw error;
    return await page(c, scheduleId, stateOfProblem[error.code] ?? "trouble");
  }
}

async function verify(c: AppContext, scheduleId: string, code: string): Promise<void> {
  await limitCodes(c);
  const given = code.toUpperCase().replaceAll(/[\s-]/g, "");
  const codeHash = given === "" ? null : await sha256(given);
  const { accountId } = c.var.session;
  const asked = { scheduleId, accountId, codeHash, now: Date.now() };
  unwrap(await verifyPresale(connectFor([liveSession(c.var.session.sessionId)], c.env), asked));
}

async function page(c: AppContext, scheduleId: string, state?: QueuePageState): Promise<Response> {
  const [facts, board, accountId] = await Promise.all([
    showFacts(booksOf(c), scheduleId),
    boardOf(c, scheduleId),
    accountOf(c),
  ]);
  const token = placeCookie(c);
  const place = token === undefined ? null : await placeOn(c, scheduleId, token);
  const { number, presale } = place ?? { number: null, presale: null };
  const rank = number === null ? null : await rankIn(c, board, number);
  const view = pageView(board, { isSignedIn: accountId !== null, number, rank, presale });
  const text = queuePage({
    scheduleId,
    address: `${new URL(c.req.url).origin}/queue/${scheduleId}`,
    language: languageOf(c),
    accountId,
    siteKey: c.env.TURNSTILE_SITE_KEY ?? null,
    isInApp: inApp.test(c.req.header("user-agent") ?? ""),
    hasMoreTime: wantsMoreTime(c),
    facts: found(facts),
    board,
    view: state === undefined ? view : { ...view, state, nextPollMs: null },
  });
  return html(c, text, "no-store", c.env.TURNSTILE_SITE_KEY === undefined ? "" : turnstileOrigin);
}

const langCookie = "frontrow-lang";
const inApp = /KAKAOTALK|NAVER\(inapp|Instagram|FBAN|FBAV|\bLine\//;
const turnstileOrigin = " https://challenges.cloudflare.com";

function html(c: AppContext, text: string, cacheControl: string, checker = ""): Response {
  const scripts = [assets.theme, assets.queue, assets.checkedQueue, assets.draw].map(
    ({ sha256: hash }) => `'sha256-${hash}'`,
  );
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.join(" ")}${checker}`,
    "style-src 'unsafe-inline'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // Turnstile's script makes its elements in ways of its own.
    ...(checker === ""
      ? ["require-trusted-types-for 'script'", "trusted-types default"]
      : [`frame-src${checker}`]),
    policyReports,
  ];
  return c.body(text, 200, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": cacheControl,
    "x-robots-tag": "noindex",
    "content-security-policy": policy.join("; "),
  });
}

async function idOf(c: AppContext): Promise<string> {
  const id = Id.safeParse(c.req.param("scheduleId"));
  if (!id.success) throw new ProblemError("not-found");
  await mustBeSchedule(c, id.data);
  return id.data;
}

async function accountOf(c: AppContext): Promise<string | null> {
  try {
    return (await sessionOf(c)).accountId;
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

/** As on the other pages; a language in the address is kept for the pages after its forms. */
function languageOf(c: AppContext): keyof LocalText {
  const url = new URL(c.req.url);
  const lang = chosenLanguage(url, getCookie(c, langCookie), c.req.header("accept-language"));
  if (url.searchParams.get("lang") === lang)
    setCookie(c, langCookie, lang, { path: "/", sameSite: "Lax", maxAge: 31_536_000 });
  return lang;
}
