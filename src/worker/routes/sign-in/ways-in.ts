import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { PasskeyChallenge, Proof, WaysIn } from "../../../contract/people/ways-in.ts";
import { rehash } from "../../../db/people/accounts.ts";
import { factorsOf } from "../../../db/sign-in/factors.ts";
import { noteProof, passwordOf } from "../../../db/sign-in/proofs.ts";
import { removeWayIn, waysIn as readWaysIn } from "../../../db/sign-in/ways-in.ts";
import { booksOf, found } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { checkPassword, hashPassword } from "../../identity/password.ts";
import { forFans } from "../../identity/session.ts";
import { ProblemError, refusals, unwrap } from "../../problem.ts";
import { limitLogin } from "../../requests/limits.ts";
import { recordSecurity } from "../../security/security-log.ts";
import { checkFactor } from "../../sign-in/factors.ts";
import { newChallenge } from "../../sign-in/passkeys.ts";
import { availableProviders } from "../../sign-in/providers.ts";
import { staffMustBeTwofold } from "../../sign-in/staff-factor.ts";

const params = z.strictObject({ identityId: Id });
const ofFans = ["invalid-request", "unauthenticated", "token-expired", "session-ended"] as const;

const read = createRoute({
  method: "get",
  path: "/me/ways-in",
  tags: ["Ways in"],
  operationId: "getWaysIn",
  summary: "List the ways into my account",
  ...forFans,
  responses: {
    200: json("The ways in", WaysIn),
    ...refusals("unauthenticated", "token-expired", "not-found"),
  },
});

const challenge = createRoute({
  method: "post",
  path: "/me/proof/challenge",
  tags: ["Ways in"],
  operationId: "challengeProof",
  summary: "Get a challenge for a passkey that proves who I am",
  ...forFans,
  responses: {
    200: json("The challenge, good for five minutes and one answer", PasskeyChallenge),
    ...refusals(...ofFans),
  },
});

const prove = createRoute({
  method: "post",
  path: "/me/proof",
  tags: ["Ways in"],
  operationId: "prove",
  summary: "Prove again who I am, for acts that need it",
  description:
    "It holds for ten minutes, in this session. All but the password count as a second factor.",
  ...forFans,
  request: jsonBody(Proof),
  responses: {
    204: { description: "Proved" },
    ...refusals(...ofFans, "proof-not-valid", "step-expired", "too-many-requests"),
  },
});

const unlink = createRoute({
  method: "delete",
  path: "/me/identities/{identityId}",
  tags: ["Ways in"],
  operationId: "unlinkIdentity",
  summary: "Unlink a provider's account",
  ...forFans,
  request: { params },
  responses: {
    204: { description: "Unlinked" },
    ...refusals(...ofFans, "not-found", "last-way-in"),
  },
});

export const waysIn = createRouter()
  .openapi(read, async (c) => {
    const known = found(await readWaysIn(booksOf(c), c.var.session));
    const { appSince, isStaff, ...rest } = known;
    return c.json(
      {
        ...rest,
        authenticator: appSince === null ? null : { since: appSince },
        available: availableProviders(c.env),
        hasApps: Boolean(c.env.SEALING_KEYS),
        mustBeTwofold: isStaff && staffMustBeTwofold(c.env),
      },
      200,
    );
  })
  .openapi(challenge, async (c) => {
    const { accountId } = c.var.session;
    const { passkeys: credentials } = await factorsOf(booksOf(c), accountId);
    return c.json(await newChallenge(c, { purpose: "prove", accountId, credentials }), 200);
  })
  .openapi(prove, async (c) => {
    const { password, ...factor } = c.req.valid("json");
    const { accountId, sessionId } = c.var.session;
    await limitLogin(c, accountId);
    const db = booksOf(c);
    if (password === undefined) {
      await checkFactor(c, db, accountId, factor);
      await noteProof(db, { sessionId, isTwofold: true });
      return c.body(null, 204);
    }
    const known = await passwordOf(db, accountId);
    const { right, rehash: isOld } = await checkPassword(password, known?.passwordHash ?? null);
    if (!right || !known?.passwordHash) {
      recordSecurity(c, { kind: "factor-failed", accountId, detail: { by: "password" } });
      throw new ProblemError("proof-not-valid");
    }
    if (isOld) {
      const passwordHash = await hashPassword(password);
      await rehash(db, { accountId, checked: known.passwordHash, passwordHash });
    }
    await noteProof(db, { sessionId, isTwofold: false });
    return c.body(null, 204);
  })
  .openapi(unlink, async (c) => {
    const { accountId } = c.var.session;
    const { identityId } = c.req.valid("param");
    unwrap(await removeWayIn(booksOf(c), { accountId, way: { identityId } }));
    recordSecurity(c, { kind: "identity-unlinked", accountId });
    return c.body(null, 204);
  });
