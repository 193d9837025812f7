import { createRoute } from "@hono/zod-openapi";
import { LogIn, Refresh, Session } from "../../../contract/people/accounts.ts";
import { SecondStep } from "../../../contract/people/ways-in.ts";
import { accountForLogin, rehash } from "../../../db/people/accounts.ts";
import { endAllSessions, endSession, startSession } from "../../../db/people/sessions.ts";
import { factorsOf } from "../../../db/sign-in/factors.ts";
import { askSecondStep } from "../../sign-in/second-step.ts";
import { booksOf } from "../../books.ts";
import { clearSessionCookies, refreshCookie } from "../../identity/cookies.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { limitLogin } from "../../requests/limits.ts";
import { checkPassword, hashPassword } from "../../identity/password.ts";
import { recordSecurity } from "../../security/security-log.ts";
import { ProblemError, refusals, unwrap } from "../../problem.ts";
import { renewSession } from "../../identity/renew.ts";
import { byToken, forFans, newSession, openSession } from "../../identity/session.ts";

const logIn = createRoute({
  method: "post",
  path: "/sessions",
  tags: ["Sessions"],
  operationId: "logIn",
  summary: "Sign in",
  request: jsonBody(LogIn),
  responses: {
    200: json("The password is right, and a second factor is asked for", SecondStep),
    201: json("Signed in", Session),
    ...refusals("invalid-request", "wrong-credentials", "account-suspended", "too-many-requests"),
  },
});

const refresh = createRoute({
  method: "post",
  path: "/sessions/refresh",
  tags: ["Sessions"],
  operationId: "refreshSession",
  summary: "Exchange the refresh token for new tokens",
  description:
    "Each refresh token works once. Using one again ends the session for everybody who has it.",
  request: { body: { content: { "application/json": { schema: Refresh } } } },
  responses: {
    200: json("New tokens", Session),
    ...refusals("invalid-request", "session-ended", "request-in-progress"),
  },
});

const logOut = createRoute({
  method: "delete",
  path: "/sessions/current",
  tags: ["Sessions"],
  operationId: "logOut",
  summary: "Sign out of this session",
  ...byToken,
  responses: {
    204: { description: "Signed out" },
    ...refusals("unauthenticated", "token-expired"),
  },
});

const logOutEverywhere = createRoute({
  method: "delete",
  path: "/sessions",
  tags: ["Sessions"],
  operationId: "logOutEverywhere",
  summary: "Sign out of all sessions",
  ...forFans,
  responses: {
    204: { description: "Signed out" },
    ...refusals("unauthenticated", "token-expired", "session-ended", "outcome-unknown"),
  },
});

export const sessions = createRouter()
  .openapi(logIn, async (c) => {
    const { email, password } = c.req.valid("json");
    const attempt = await limitLogin(c, email);
    const db = booksOf(c);
    const known = await accountForLogin(db, email);
    const checked = await checkPassword(password, known?.passwordHash ?? null);
    if (!known || !checked.right) {
      const accountId = known?.account.id ?? null;
      recordSecurity(c, { kind: "sign-in-failed", accountId, email, detail: { by: "password" } });
      throw new ProblemError("wrong-credentials");
    }
    if (known.isSuspended) throw new ProblemError("account-suspended");
    const { account } = known;
    if (checked.rehash && known.passwordHash !== null)
      await rehash(db, {
        accountId: account.id,
        checked: known.passwordHash,
        passwordHash: await hashPassword(password),
      });
    const factors = await factorsOf(db, account.id);
    if (factors.asksSecondStep)
      return c.json(
        await askSecondStep(c, { accountId: account.id, method: "password", factors }),
        200,
      );
    const { refreshToken, session } = await newSession(c);
    unwrap(await startSession(db, { accountId: account.id, session }));
    await attempt.proved(account);
    recordSecurity(c, { kind: "signed-in", accountId: account.id, detail: { by: "password" } });
    return c.json(await openSession(c, account, session.sessionId, refreshToken), 201);
  })
  .openapi(refresh, async (c) => {
    const token = c.req.valid("json").refreshToken ?? refreshCookie(c);
    return c.json((await renewSession(c, token)).session, 200);
  })
  .openapi(logOut, async (c) => {
    await endSession(booksOf(c), c.var.session.sessionId);
    clearSessionCookies(c);
    return c.body(null, 204);
  })
  .openapi(logOutEverywhere, async (c) => {
    const { accountId } = c.var.session;
    await endAllSessions(booksOf(c), accountId);
    recordSecurity(c, { kind: "signed-out", accountId, detail: { everywhere: true } });
    clearSessionCookies(c);
    return c.body(null, 204);
  });
