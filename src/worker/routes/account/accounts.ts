import { createRoute } from "@hono/zod-openapi";
import { Session, SignUp } from "../../../contract/people/accounts.ts";
import { signUp } from "../../../db/people/accounts.ts";
import { booksOf } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { limitLogin } from "../../requests/limits.ts";
import { newPasswordHash } from "../../identity/new-password.ts";
import { refusals, unwrap } from "../../problem.ts";
import { newSession, openSession } from "../../identity/session.ts";

const signUpRoute = createRoute({
  method: "post",
  path: "/accounts",
  tags: ["Accounts"],
  operationId: "signUp",
  summary: "Sign up, and sign in",
  request: jsonBody(SignUp),
  responses: {
    201: json("The account and its first session", Session),
    ...refusals("invalid-request", "email-taken", "password-guessable", "too-many-requests"),
  },
});

export const accounts = createRouter().openapi(signUpRoute, async (c) => {
  const { email, password, name, locale, consent } = c.req.valid("json");
  const attempt = await limitLogin(c, email);
  const { refreshToken, session } = await newSession(c);
  const account = unwrap(
    await signUp(booksOf(c), {
      id: crypto.randomUUID(),
      email,
      name,
      locale,
      consent,
      passwordHash: await newPasswordHash(c.env, password, { email, name }),
      session,
    }),
  );
  await attempt.proved(account);
  return c.json(await openSession(c, account, session.sessionId, refreshToken), 201);
});
