import { createRoute } from "@hono/zod-openapi";
import { Session } from "../../../contract/people/accounts.ts";
import {
  PasskeyChallenge,
  SecondStepAnswer,
  SecondStepToken,
} from "../../../contract/people/ways-in.ts";
import { factorsOf } from "../../../db/sign-in/factors.ts";
import { spend } from "../../../db/sign-in/proofs.ts";
import { booksOf } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { limitLogin } from "../../requests/limits.ts";
import { ProblemError, refusals } from "../../problem.ts";
import { beginSession } from "../../sign-in/begin.ts";
import { checkFactor } from "../../sign-in/factors.ts";
import { newChallenge } from "../../sign-in/passkeys.ts";
import { readSecondStep } from "../../sign-in/second-step.ts";

const challenge = createRoute({
  method: "post",
  path: "/sessions/second-step/challenge",
  tags: ["Sessions"],
  operationId: "challengeSecondStep",
  summary: "Get a challenge for a passkey as the second step",
  request: jsonBody(SecondStepToken),
  responses: {
    200: json("The challenge, good for five minutes and one answer", PasskeyChallenge),
    ...refusals("invalid-request", "step-expired"),
  },
});

const finish = createRoute({
  method: "post",
  path: "/sessions/second-step",
  tags: ["Sessions"],
  operationId: "finishSignIn",
  summary: "Sign in by a second factor, after the first step",
  request: jsonBody(SecondStepAnswer),
  responses: {
    201: json("Signed in", Session),
    ...refusals(
      "invalid-request",
      "proof-not-valid",
      "step-expired",
      "account-suspended",
      "not-found",
      "too-many-requests",
    ),
  },
});

export const secondSteps = createRouter()
  .openapi(challenge, async (c) => {
    const { accountId } = await readSecondStep(c, c.req.valid("json").token);
    const { passkeys: credentials } = await factorsOf(booksOf(c), accountId);
    return c.json(await newChallenge(c, { purpose: "prove", accountId, credentials }), 200);
  })
  .openapi(finish, async (c) => {
    const { token, ...factor } = c.req.valid("json");
    const { accountId, method, proof } = await readSecondStep(c, token);
    const attempt = await limitLogin(c, accountId);
    const db = booksOf(c);
    await checkFactor(c, db, accountId, factor);
    // The first step leads to one session only.
    if (!(await spend(db, proof))) throw new ProblemError("step-expired");
    const session = await beginSession(c, { accountId, method, isTwofold: true });
    await attempt.proved(session.account);
    return c.json(session, 201);
  });
