import { createRoute, z } from "@hono/zod-openapi";
import { Session } from "../../../contract/people/accounts.ts";
import {
  Pending,
  Provider,
  ProviderSignUp,
  ProviderVisit,
  SignInChoices,
} from "../../../contract/people/ways-in.ts";
import { factorsOf } from "../../../db/sign-in/factors.ts";
import {
  accountOfIdentity,
  linkIdentity,
  signUpByProvider,
} from "../../../db/sign-in/identities.ts";
import { spend } from "../../../db/sign-in/proofs.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forFans, sessionOf } from "../../identity/session.ts";
import { ProblemError, refusals, unwrap } from "../../problem.ts";
import { limitLogin } from "../../requests/limits.ts";
import { recordSecurity } from "../../security/security-log.ts";
import { beginSession } from "../../sign-in/begin.ts";
import { beginVisit, endVisitAt, type ProvidedPerson } from "../../sign-in/oauth.ts";
import { clientAt, availableProviders } from "../../sign-in/providers.ts";
import { safeNext } from "../../sign-in/safe-next.ts";
import { askSecondStep } from "../../sign-in/second-step.ts";
import {
  endVisit,
  forgetWaiting,
  keepVisit,
  keepWaiting,
  readWaiting,
  type Visit,
  visitMs,
} from "../../sign-in/visits.ts";

const params = z.strictObject({
  provider: Provider.meta({ description: "The provider to link" }),
});
const securityPath = "/profile/security";

const readChoices = createRoute({
  method: "get",
  path: "/sign-in",
  tags: ["Sessions"],
  operationId: "getSignInChoices",
  summary: "Get the providers with which people can sign in",
  responses: { 200: json("The providers", SignInChoices), ...refusals("invalid-request") },
});

const readPending = createRoute({
  method: "get",
  path: "/sign-in/pending",
  tags: ["Sessions"],
  operationId: "getPendingSignIn",
  summary: "Get what a sign-in with a provider still waits for in this browser",
  responses: { 200: json("A new person, a second step, or neither", Pending) },
});

const finishPending = createRoute({
  method: "post",
  path: "/sign-in/pending",
  tags: ["Sessions"],
  operationId: "signUpByProvider",
  summary: "Make an account for the person whom a provider has named, and sign in",
  request: jsonBody(ProviderSignUp),
  responses: {
    201: json("The account and its first session", Session),
    ...refusals(
      "invalid-request",
      "step-expired",
      "email-taken",
      "conflict",
      "account-suspended",
      "not-found",
      "too-many-requests",
    ),
  },
});

const visitToLink = createRoute({
  method: "post",
  path: "/me/providers/{provider}/visit",
  tags: ["Ways in"],
  operationId: "visitProviderToLink",
  summary: "Begin to link a provider's account to mine",
  ...forFans,
  request: { params },
  responses: {
    200: json("Where the browser goes", ProviderVisit),
    ...refusals(
      "invalid-request",
      "unauthenticated",
      "token-expired",
      "session-ended",
      "not-found",
      "gateway-unreachable",
    ),
  },
});

export const providersRoutes = createRouter()
  .openapi(readChoices, (c) => c.json({ providers: availableProviders(c.env) }, 200))
  .openapi(readPending, async (c) => {
    c.header("cache-control", "no-store");
    const waiting = await readWaiting(c);
    if (!waiting) return c.json({ person: null, secondStep: null }, 200);
    if ("secondStep" in waiting)
      return c.json({ person: null, secondStep: waiting.secondStep }, 200);
    const { provider, name, email, isEmailVerified } = waiting.person;
    return c.json({ person: { provider, name, email, isEmailVerified }, secondStep: null }, 200);
  })
  .openapi(finishPending, async (c) => {
    const waiting = await readWaiting(c);
    if (!waiting || !("person" in waiting)) throw new ProblemError("step-expired");
    const { jti, provider, issuer, subject, email, isEmailVerified } = waiting.person;
    // An address that nobody vouches for makes no account, and reaches none.
    if (email === null || !isEmailVerified) throw new ProblemError("step-expired");
    const attempt = await limitLogin(c, email);
    const db = booksOf(c);
    if (!(await spend(db, { id: jti, expiresAt: Date.now() + visitMs })))
      throw new ProblemError("step-expired");
    const { name, locale, consent } = c.req.valid("json");
    const accountId = crypto.randomUUID();
    const identity = { provider, issuer, subject, email };
    unwrap(await signUpByProvider(db, { accountId, email, name, locale, consent, identity }));
    await attempt.proved({ id: accountId, email });
    recordSecurity(c, { kind: "signed-up", accountId, email, detail: { by: provider } });
    forgetWaiting(c);
    return c.json(await beginSession(c, { accountId, method: provider, isTwofold: false }), 201);
  })
  .openapi(visitToLink, async (c) => {
    const { provider } = c.req.valid("param");
    const { accountId, sessionId } = c.var.session;
    const url = await visit(c, provider, { next: securityPath, link: { accountId, sessionId } });
    return c.json({ url }, 200);
  });

/** Leads the browser to the provider. */
providersRoutes.get("/sign-in/:provider", async (c) => {
  const provider = Provider.safeParse(c.req.param("provider"));
  if (!provider.success) throw new ProblemError("not-found");
  const next = safeNext(c.req.query("next"));
  try {
    return c.redirect(await visit(c, provider.data, { next, link: null }), 303);
  } catch (error) {
    if (error instanceof ProblemError && error.code === "gateway-unreachable")
      return c.redirect(troublePath("failed", next), 303);
    throw error;
  }
});

/** Where the provider leads the browser back to, with a code or an error. */
providersRoutes.get("/sign-in/:provider/return", async (c) => {
  const provider = Provider.safeParse(c.req.param("provider"));
  if (!provider.success) throw new ProblemError("not-found");
  return c.redirect(await comeBack(c, provider.data), 303);
});

/** Exactly this address is registered at the provider. */
const returnUri = (c: AppContext, provider: Provider) =>
  `${c.env.SITE_URL ?? new URL(c.req.url).origin}/api/v1/sign-in/${provider}/return`;

async function visit(
  c: AppContext,
  provider: Provider,
  { next, link }: Pick<Visit, "next" | "link">,
): Promise<string> {
  const client = clientAt(c.env, provider);
  if (!client) throw new ProblemError("not-found");
  const begun = await beginVisit(client, returnUri(c, provider)).catch((error: unknown) => {
    console.warn("a provider is out of reach", provider, error instanceof Error ? error.name : "");
    throw new ProblemError("gateway-unreachable");
  });
  await keepVisit(c, { jti: crypto.randomUUID(), provider, next, link, ...begun.secrets });
  return begun.url;
}

const troublePath = (trouble: string, next: string) =>
  `/sign-in?trouble=${trouble}&next=${encodeURIComponent(next)}`;

/** The page on which a visit ends: signed in, linked, a further step, or what went wrong. */
async function comeBack(c: AppContext, provider: Provider): Promise<string> {
  const known = await endVisit(c);
  const client = clientAt(c.env, provider);
  // Another browser, another provider, or a visit that is over.
  if (!known || known.provider !== provider || !client) return troublePath("failed", "/");
  const { next, link, jti } = known;
  const fail = (trouble: string) =>
    link ? `${securityPath}?trouble=${trouble}` : troublePath(trouble, next);
  if (!(await spend(booksOf(c), { id: jti, expiresAt: Date.now() + visitMs })))
    return fail("failed");
  const person = await endVisitAt(client, {
    secrets: known,
    redirectUri: returnUri(c, provider),
    returned: new URL(c.req.url),
  });
  if (typeof person === "string") return fail(person);
  return link
    ? await linkTo(c, provider, person, link, fail)
    : await signInAs(c, provider, person, next);
}

async function linkTo(
  c: AppContext,
  provider: Provider,
  { issuer, subject, email }: ProvidedPerson,
  { accountId, sessionId }: NonNullable<Visit["link"]>,
  fail: (trouble: string) => string,
): Promise<string> {
  // The browser is still signed in to the account that asked.
  const now = await sessionOf(c).catch(() => null);
  if (now?.accountId !== accountId || now.sessionId !== sessionId) return fail("failed");
  const identity = { provider, issuer, subject, email };
  const linked = await linkIdentity(booksOf(c), { accountId, sessionId, identity });
  if (linked.ok) {
    recordSecurity(c, { kind: "identity-linked", accountId, detail: { provider } });
    return `${securityPath}?linked=1`;
  }
  return fail(linked.code === "conflict" ? "linked-elsewhere" : "failed");
}

async function signInAs(
  c: AppContext,
  provider: Provider,
  person: ProvidedPerson,
  next: string,
): Promise<string> {
  const db = booksOf(c);
  const { issuer, subject, name, email, isEmailVerified } = person;
  const vouched = isEmailVerified ? email : null;
  const { accountId, isAddressKnown } = await accountOfIdentity(db, {
    issuer,
    subject,
    email: vouched,
  });
  if (accountId !== null) {
    const factors = await factorsOf(db, accountId);
    if (!factors.asksSecondStep) {
      try {
        await beginSession(c, { accountId, method: provider, isTwofold: false });
      } catch (error) {
        if (error instanceof ProblemError) return troublePath("failed", next);
        throw error;
      }
      return signedInPath(next);
    }
    const { secondStep } = await askSecondStep(c, { accountId, method: provider, factors });
    await keepWaiting(c, { secondStep, next });
    return `/sign-in?step=second&next=${encodeURIComponent(next)}`;
  }
  // The address alone never opens an account: its owner signs in and links this person.
  if (isAddressKnown) return troublePath("address-known", next);
  if (vouched === null) return troublePath("no-address", next);
  const jti = crypto.randomUUID();
  const brought = { jti, provider, issuer, subject, name, email, isEmailVerified, next };
  await keepWaiting(c, { person: brought });
  return `/sign-in?step=person&next=${encodeURIComponent(next)}`;
}

/** The screen learns from the address that the cookies are those of somebody now. */
const signedInPath = (next: string) => `/sign-in?step=done&next=${encodeURIComponent(next)}`;
