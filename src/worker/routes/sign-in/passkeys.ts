import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { Session } from "../../../contract/people/accounts.ts";
import {
  NewPasskey,
  Passkey,
  PasskeyChallenge,
  PasskeyLogIn,
  PasskeyName,
} from "../../../contract/people/ways-in.ts";
import type { AppContext } from "../../app-env.ts";
import { accountById } from "../../../db/people/accounts.ts";
import { factorsOf } from "../../../db/sign-in/factors.ts";
import {
  addPasskey,
  type KnownPasskey,
  passkeyOf,
  renamePasskey,
  usePasskey,
} from "../../../db/sign-in/passkeys.ts";
import { removeWayIn } from "../../../db/sign-in/ways-in.ts";
import { booksOf, found } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forFans } from "../../identity/session.ts";
import { ProblemError, refusals, unwrap } from "../../problem.ts";
import { limitLogin } from "../../requests/limits.ts";
import { recordSecurity } from "../../security/security-log.ts";
import { beginSession } from "../../sign-in/begin.ts";
import { handleOf, newChallenge, readMade, readSigned } from "../../sign-in/passkeys.ts";

const params = z.strictObject({ passkeyId: Id });
const ofFans = ["invalid-request", "unauthenticated", "token-expired", "session-ended"] as const;

const challengeLogIn = createRoute({
  method: "post",
  path: "/sessions/passkey/challenge",
  tags: ["Sessions"],
  operationId: "challengeLogIn",
  summary: "Get a challenge to sign in with a passkey",
  responses: {
    200: json("The challenge, good for five minutes and one answer", PasskeyChallenge),
    ...refusals("invalid-request"),
  },
});

const logIn = createRoute({
  method: "post",
  path: "/sessions/passkey",
  tags: ["Sessions"],
  operationId: "logInWithPasskey",
  summary: "Sign in with a passkey",
  description: "A passkey that has verified the person counts as two factors.",
  request: jsonBody(PasskeyLogIn),
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

const challenge = createRoute({
  method: "post",
  path: "/me/passkeys/challenge",
  tags: ["Ways in"],
  operationId: "challengePasskey",
  summary: "Get a challenge to make a passkey",
  ...forFans,
  responses: {
    200: json("The challenge, with the passkeys that exist already", PasskeyChallenge),
    ...refusals(...ofFans, "not-found"),
  },
});

const add = createRoute({
  method: "post",
  path: "/me/passkeys",
  tags: ["Ways in"],
  operationId: "addPasskey",
  summary: "Add a passkey",
  ...forFans,
  request: jsonBody(NewPasskey),
  responses: {
    201: json("The passkey", Passkey),
    ...refusals(...ofFans, "proof-not-valid", "step-expired", "conflict"),
  },
});

const rename = createRoute({
  method: "patch",
  path: "/me/passkeys/{passkeyId}",
  tags: ["Ways in"],
  operationId: "renamePasskey",
  summary: "Name a passkey",
  ...forFans,
  request: { params, ...jsonBody(PasskeyName) },
  responses: {
    204: { description: "The passkey has this name" },
    ...refusals(...ofFans, "not-found"),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/me/passkeys/{passkeyId}",
  tags: ["Ways in"],
  operationId: "removePasskey",
  summary: "Remove a passkey",
  ...forFans,
  request: { params },
  responses: {
    204: { description: "Removed" },
    ...refusals(...ofFans, "not-found", "last-way-in"),
  },
});

export const passkeys = createRouter()
  .openapi(challengeLogIn, async (c) =>
    c.json(await newChallenge(c, { purpose: "sign-in", accountId: null }), 200),
  )
  .openapi(logIn, async (c) => {
    const { challenge: token, signed } = c.req.valid("json");
    const attempt = await limitLogin(c, signed.id);
    const db = booksOf(c);
    const known = await passkeyOf(db, signed.id);
    const use = await readSigned(c, {
      token,
      signed,
      known,
      purpose: "sign-in",
      accountId: null,
    }).catch((error: unknown) => {
      recordFailure(c, known);
      throw error;
    });
    if (!known || !(await usePasskey(db, use))) {
      recordFailure(c, known);
      throw new ProblemError("proof-not-valid");
    }
    const { accountId } = known;
    const session = await beginSession(c, { accountId, method: "passkey", isTwofold: true });
    await attempt.proved(session.account);
    return c.json(session, 201);
  })
  .openapi(challenge, async (c) => {
    const db = booksOf(c);
    const { accountId } = c.var.session;
    const [account, { passkeys: credentials }] = await Promise.all([
      accountById(db, accountId),
      factorsOf(db, accountId),
    ]);
    const { email, name: displayName } = found(account);
    const user = { id: handleOf(accountId), name: email, displayName };
    return c.json(await newChallenge(c, { purpose: "make", accountId, credentials, user }), 200);
  })
  .openapi(add, async (c) => {
    const { accountId, sessionId } = c.var.session;
    const { challenge: token, made, name } = c.req.valid("json");
    const read = await readMade(c, { token, made, accountId });
    const { transports } = made;
    const wanted = { ...read, accountId, sessionId, transports, name };
    const passkey = unwrap(await addPasskey(booksOf(c), wanted));
    recordSecurity(c, { kind: "factor-added", accountId, detail: { factor: "passkey" } });
    return c.json(passkey, 201);
  })
  .openapi(rename, async (c) => {
    const { accountId } = c.var.session;
    const { passkeyId } = c.req.valid("param");
    const { name } = c.req.valid("json");
    if (!(await renamePasskey(booksOf(c), { accountId, passkeyId, name })))
      throw new ProblemError("not-found");
    return c.body(null, 204);
  })
  .openapi(remove, async (c) => {
    const { accountId } = c.var.session;
    const { passkeyId } = c.req.valid("param");
    unwrap(await removeWayIn(booksOf(c), { accountId, way: { passkeyId } }));
    recordSecurity(c, { kind: "factor-removed", accountId, detail: { factor: "passkey" } });
    return c.body(null, 204);
  });

const recordFailure = (c: AppContext, known: KnownPasskey | null): void =>
  recordSecurity(c, {
    kind: "sign-in-failed",
    accountId: known?.accountId ?? null,
    detail: { by: "passkey" },
  });
