import { createMiddleware } from "hono/factory";
import type { Account, Session as LoggedIn } from "../../contract/people/accounts.ts";
import { accessCookie, refreshMs, setSessionCookies } from "./cookies.ts";
import { liveSession } from "../../db/connection/connect.ts";
import { sha256 } from "../encoding/digest.ts";
import type { AppContext, AppEnv, Session } from "../app-env.ts";
import { toBase64Url } from "../encoding/encoding.ts";
import { ProblemError } from "../problem.ts";
import { limitApi } from "../requests/limits.ts";
import { signToken, verifyToken } from "./tokens.ts";

type Claims = { sub: string; sid: string; name: string };

const accessMs = 600_000;

/** Reads the account from the Authorization header, or from a browser's cookie. */
export async function sessionOf(c: AppContext): Promise<Session> {
  const header = c.req.header("authorization");
  const token = header === undefined ? accessCookie(c) : /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (token === undefined) throw new ProblemError("unauthenticated");
  const read = await verifyToken<Claims>(c.env, "access", token);
  if (read.state === "expired") throw new ProblemError("token-expired");
  if (read.state === "bad")
    throw new ProblemError("unauthenticated", "We did not issue this token");
  const { sub, sid, name } = read.claims;
  return { accountId: sub, sessionId: sid, name };
}

const hasToken = createMiddleware<AppEnv>(async (c, next) => {
  c.set("session", await sessionOf(c));
  await limitApi(c);
  await next();
});

const isSignedIn = createMiddleware<AppEnv>(async (c, next) => {
  const session = await sessionOf(c);
  c.set("session", session);
  await limitApi(c);
  if (c.req.method !== "GET") c.set("look", liveSession(session.sessionId));
  await next();
});

export const security: { [scheme: string]: string[] }[] = [{ bearer: [] }, { cookie: [] }];

/** For a signed-in fan: the token suffices to read, and the books make changes only while the session is active. */
export const forFans = { middleware: isSignedIn, security };
/**
 * For a change that the token is enough for: it lasts for minutes, as a hold and a place in the queue do, or looks at the
 * session in its own statement (`unlessEnded`). `ended-sessions.workerd.test.ts` lists all of them.
 */
export const byToken = { middleware: hasToken, security };

/** A new refresh token: opaque, and stored in the books only as a hash. */
export const newRefreshToken = () => toBase64Url(crypto.getRandomValues(new Uint8Array(32)));

/** A session for the books, and the refresh token, which the books never see. */
export async function newSession(c: AppContext) {
  const refreshToken = newRefreshToken();
  const session = {
    sessionId: crypto.randomUUID(),
    tokenHash: await sha256(refreshToken),
    expiresAt: Date.now() + refreshMs,
    userAgent: c.req.header("user-agent")?.slice(0, 300) ?? null,
  };
  return { refreshToken, session };
}

/** Makes the answer to a sign-in, and gives a browser the same tokens as cookies. */
export async function openSession(
  c: AppContext,
  account: Account,
  sessionId: string,
  refreshToken: string,
): Promise<LoggedIn> {
  const expiresAt = Date.now() + accessMs;
  const claims = { sub: account.id, sid: sessionId, name: account.name };
  const accessToken = await signToken(c.env, "access", claims, expiresAt);
  setSessionCookies(c, { accessToken, refreshToken });
  const accessTokenExpiresAt = new Date(expiresAt).toISOString();
  return { account, accessToken, accessTokenExpiresAt, refreshToken };
}
