import { createRoute } from "@hono/zod-openapi";
import {
  AuthenticatorCode,
  NewAuthenticator,
  RecoveryCodes,
} from "../../../contract/people/ways-in.ts";
import { accountById } from "../../../db/people/accounts.ts";
import {
  beginAuthenticator,
  confirmAuthenticator,
  removeAuthenticator,
  replaceRecoveryCodes,
  tryFactor,
} from "../../../db/sign-in/factors.ts";
import { booksOf, found } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forFans } from "../../identity/session.ts";
import { ProblemError, refusals } from "../../problem.ts";
import { recordSecurity } from "../../security/security-log.ts";
import { toBase32 } from "../../sign-in/base32.ts";
import { stepOfCode } from "../../sign-in/factors.ts";
import { authenticatorUri, secretBytes } from "../../sign-in/one-time-codes.ts";
import { newRecoveryCodes } from "../../sign-in/recovery-codes.ts";
import { seal } from "../../sign-in/vault.ts";

const ofFans = ["invalid-request", "unauthenticated", "token-expired", "session-ended"] as const;

const begin = createRoute({
  method: "post",
  path: "/me/authenticator",
  tags: ["Ways in"],
  operationId: "beginAuthenticator",
  summary: "Get a secret for an authenticator app",
  description:
    "It counts once its first code has confirmed it. A secret asked for again replaces it.",
  ...forFans,
  responses: {
    201: json("The secret, shown only now", NewAuthenticator),
    ...refusals(...ofFans, "not-found", "conflict"),
  },
});

const confirm = createRoute({
  method: "post",
  path: "/me/authenticator/confirmation",
  tags: ["Ways in"],
  operationId: "confirmAuthenticator",
  summary: "Confirm an authenticator app by its first code, and get recovery codes",
  ...forFans,
  request: jsonBody(AuthenticatorCode),
  responses: {
    201: json("Ten recovery codes, shown only now", RecoveryCodes),
    ...refusals(...ofFans, "proof-not-valid", "conflict", "too-many-requests"),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/me/authenticator",
  tags: ["Ways in"],
  operationId: "removeAuthenticator",
  summary: "Remove the authenticator app",
  ...forFans,
  responses: {
    204: { description: "Removed" },
    ...refusals(...ofFans, "not-found"),
  },
});

const renew = createRoute({
  method: "post",
  path: "/me/recovery-codes",
  tags: ["Ways in"],
  operationId: "renewRecoveryCodes",
  summary: "Replace the recovery codes",
  ...forFans,
  responses: {
    201: json("Ten recovery codes, shown only now; all earlier ones are void", RecoveryCodes),
    ...refusals(...ofFans, "conflict"),
  },
});

export const authenticators = createRouter()
  .openapi(begin, async (c) => {
    const keys = c.env.SEALING_KEYS;
    if (!keys) throw new ProblemError("not-found", "Authenticator apps are not set up here");
    const db = booksOf(c);
    const { accountId } = c.var.session;
    const { email } = found(await accountById(db, accountId));
    const bytes = crypto.getRandomValues(new Uint8Array(secretBytes));
    const sealed = await seal(keys, bytes, accountId);
    if (!(await beginAuthenticator(db, { accountId, secret: sealed })))
      throw new ProblemError("conflict", "There is an authenticator app already");
    const secret = toBase32(bytes);
    return c.json({ secret, uri: authenticatorUri(secret, { email, site: "Frontrow" }) }, 201);
  })
  .openapi(confirm, async (c) => {
    const { code } = c.req.valid("json");
    const db = booksOf(c);
    const { accountId, sessionId } = c.var.session;
    const { tooMany, authenticator } = await tryFactor(db, accountId);
    if (tooMany) throw new ProblemError("too-many-requests");
    if (!authenticator || authenticator.isConfirmed)
      throw new ProblemError("conflict", "No authenticator app waits for its first code");
    const step = await stepOfCode(c, accountId, authenticator, code);
    if (step === null) {
      recordSecurity(c, { kind: "factor-failed", accountId, detail: { by: "app" } });
      throw new ProblemError("proof-not-valid");
    }
    const { codes, hashes: codeHashes } = await newRecoveryCodes(accountId);
    const { secret } = authenticator;
    const wanted = { accountId, sessionId, secret, step, codeHashes };
    if (!(await confirmAuthenticator(db, wanted))) throw new ProblemError("conflict");
    recordSecurity(c, { kind: "factor-added", accountId, detail: { factor: "app" } });
    return c.json({ codes }, 201);
  })
  .openapi(remove, async (c) => {
    const { accountId } = c.var.session;
    if (!(await removeAuthenticator(booksOf(c), accountId))) throw new ProblemError("not-found");
    recordSecurity(c, { kind: "factor-removed", accountId, detail: { factor: "app" } });
    return c.body(null, 204);
  })
  .openapi(renew, async (c) => {
    const { accountId } = c.var.session;
    const { codes, hashes: codeHashes } = await newRecoveryCodes(accountId);
    if (!(await replaceRecoveryCodes(booksOf(c), { accountId, codeHashes })))
      throw new ProblemError("conflict", "There is no second factor that they would stand in for");
    recordSecurity(c, { kind: "factor-added", accountId, detail: { factor: "recovery" } });
    return c.json({ codes }, 201);
  });
