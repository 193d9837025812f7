import { createRoute } from "@hono/zod-openapi";
import { NewPassword, ResetRequest, Session } from "../../../contract/people/accounts.ts";
import { SecondStep } from "../../../contract/people/ways-in.ts";
import { endSession } from "../../../db/people/sessions.ts";
import { factorsOf } from "../../../db/sign-in/factors.ts";
import { askSecondStep } from "../../sign-in/second-step.ts";
import { askForReset, resetPassword } from "../../../db/people/password-resets.ts";
import { booksOf } from "../../books.ts";
import { limitLogin, limitResets } from "../../requests/limits.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { newPasswordHash } from "../../identity/new-password.ts";
import { readReset, resetMs } from "../../identity/reset-link.ts";
import { newSession, openSession } from "../../identity/session.ts";
import { recordSecurity } from "../../security/security-log.ts";
import { ProblemError, refusals, unwrap } from "../../problem.ts";

const ask = createRoute({
  method: "post",
  path: "/password-resets",
  tags: ["Accounts"],
  operationId: "requestPasswordReset",
  summary: "Request a mail with a link to set a new password",
  description: "The answer is the same for an address without an account.",
  request: jsonBody(ResetRequest),
  responses: {
    202: { description: "If the account exists, the mail is on its way" },
    ...refusals("invalid-request", "too-many-requests"),
  },
});

const complete = createRoute({
  method: "post",
  path: "/password-resets/completion",
  tags: ["Accounts"],
  operationId: "completePasswordReset",
  summary: "Set a new password, sign in, and end all other sessions",
  request: jsonBody(NewPassword),
  responses: {
    200: json("The password is changed, and a second factor is asked for", SecondStep),
    201: json("The account and its new session", Session),
    ...refusals(
      "invalid-request",
      "link-spent",
      "link-not-valid",
      "password-guessable",
      "too-many-requests",
    ),
  },
});

export const passwordResets = createRouter()
  .openapi(ask, async (c) => {
    const { email } = c.req.valid("json");
    await limitResets(c, email);
    recordSecurity(c, { kind: "reset-asked", email });
    await askForReset(booksOf(c), { email, expiresAt: Date.now() + resetMs });
    return c.body(null, 202);
  })
  .openapi(complete, async (c) => {
    const { token, password } = c.req.valid("json");
    const read = await readReset(c.env, token);
    if (read.state === "expired") throw new ProblemError("link-spent");
    if (read.state === "bad") throw new ProblemError("link-not-valid");
    const { sub: accountId, seal } = read.claims;
    await limitLogin(c, accountId);
    const { refreshToken, session } = await newSession(c);
    const passwordHash = await newPasswordHash(c.env, password, {});
    const account = unwrap(
      await resetPassword(booksOf(c), { accountId, seal, passwordHash, session }),
    );
    recordSecurity(c, { kind: "password-changed", accountId, detail: { by: "reset" } });
    const factors = await factorsOf(booksOf(c), accountId);
    if (factors.asksSecondStep) {
      // Whoever reads the mailbox has shown one factor only.
      await endSession(booksOf(c), session.sessionId);
      return c.json(await askSecondStep(c, { accountId, method: "link", factors }), 200);
    }
    return c.json(await openSession(c, account, session.sessionId, refreshToken), 201);
  });
