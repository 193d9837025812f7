import { rotateRefresh } from "../../db/people/sessions.ts";
import type { AppContext, Session } from "../app-env.ts";
import { booksOf } from "../books.ts";
import { sha256 } from "../encoding/digest.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { clearSessionCookies, refreshCookie, refreshMs } from "./cookies.ts";
import { newRefreshToken, openSession, sessionOf } from "./session.ts";

/** Trades a refresh token for new tokens. */
export async function renewSession(c: AppContext, token: string | undefined) {
  if (token === undefined)
    throw new ProblemError("session-ended", "The request has no refresh token");
  const next = newRefreshToken();
  const [oldHash, newHash] = await Promise.all([sha256(token), sha256(next)]);
  const expiresAt = Date.now() + refreshMs;
  const rotated = await rotateRefresh(booksOf(c), { oldHash, newHash, expiresAt });
  if (!rotated.ok && rotated.code === "session-ended") clearSessionCookies(c);
  const { account, sessionId } = unwrap(rotated);
  return { session: await openSession(c, account, sessionId, next), sessionId };
}

/** The account that submits one of our forms, since a page without script cannot renew its session. */
export async function sessionOfForm(c: AppContext): Promise<Session> {
  try {
    return await sessionOf(c);
  } catch (error) {
    if (!(error instanceof ProblemError) || refreshCookie(c) === undefined) throw error;
  }
  const { session, sessionId } = await renewSession(c, refreshCookie(c));
  const { id: accountId, name } = session.account;
  return { accountId, sessionId, name };
}
