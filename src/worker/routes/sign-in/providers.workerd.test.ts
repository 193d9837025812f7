import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { z } from "@hono/zod-openapi";
import { fullConsent } from "../../../contract/people/consent.ts";
import { Pending, ProviderVisit, WaysIn } from "../../../contract/people/ways-in.ts";
import { clientAt } from "../../sign-in/providers.ts";
import { askApp } from "../../../../test/support/worker/documented-answers.ts";
import { Browser } from "../../../../test/support/worker/ways-in/cookies.ts";
import {
  answer,
  origin,
  person,
  type Person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import { books, growOld, withApp } from "../../../../test/support/worker/ways-in/ways-in.ts";

const numberOf = () => String(Math.floor(Math.random() * 1e15));
const addressOf = (subject: string) => `p${subject}@gmail.com`;
type Given = { subject: string; email?: string; verified?: string; fault?: string };

/** Says at the stand-in who one is, and gives the address at which one comes back. */
async function decide(url: string, given: Given): Promise<string> {
  const decision = new URL(url.replace("/authorize?", "/decision?"));
  const email = given.email ?? addressOf(given.subject);
  for (const [name, value] of Object.entries({ verified: "yes", name: "김하늘", ...given, email }))
    decision.searchParams.set(name, value);
  const response = await fetch(decision, { redirect: "manual" });
  await response.body?.cancel();
  expect(response.status).toBe(303);
  return response.headers.get("location") ?? "";
}

const begin = async (browser: Browser, provider = "google", next = "/wallet") => {
  const response = await browser.get(
    `/api/v1/sign-in/${provider}?next=${encodeURIComponent(next)}`,
  );
  expect(response.status).toBe(303);
  return response.headers.get("location") ?? "";
};
const come = async (browser: Browser, address: string) => {
  const { pathname, search } = new URL(address);
  const response = await browser.get(pathname + search);
  expect(response.status).toBe(303);
  return response.headers.get("location") ?? "";
};
const visit = async (browser: Browser, given: Given, provider = "google") =>
  await come(browser, await decide(await begin(browser, provider), given));
const consent = { name: "김하늘", locale: "ko", consent: fullConsent };
const finish = (browser: Browser) => browser.post("/api/v1/sign-in/pending", consent);
const me = async (browser: Browser) => {
  const response = await browser.get("/api/v1/me");
  return response.ok
    ? z.looseObject({ email: z.string(), id: z.string() }).parse(await response.json())
    : null;
};
const accountsAt = async (email: string) =>
  (await books().execute(sql`SELECT FROM account WHERE email = ${email}`)).rows.length;

/** A fresh browser with an account that came by Google. */
async function newcomer(): Promise<{ browser: Browser; subject: string; email: string }> {
  const [browser, subject] = [new Browser(), numberOf()];
  expect(await visit(browser, { subject })).toBe("/sign-in?step=person&next=%2Fwallet");
  expect((await finish(browser)).status).toBe(201);
  return { browser, subject, email: addressOf(subject) };
}

it("[WI40] a person whom Google or Kakao vouches for signs up after consent, and comes in by the same way later", async () => {
  for (const provider of ["google", "kakao"]) {
    const [browser, subject] = [new Browser(), numberOf()];
    expect(await visit(browser, { subject }, provider)).toBe("/sign-in?step=person&next=%2Fwallet");
    const pending = await answer(browser.get("/api/v1/sign-in/pending"), 200, Pending);
    const email = addressOf(subject);
    expect(pending.person).toEqual({ provider, name: "김하늘", email, isEmailVerified: true });
    expect(await accountsAt(email)).toBe(0);
    const withoutConsent = browser.post("/api/v1/sign-in/pending", { name: "김하늘" });
    await refused(withoutConsent, "invalid-request");
    expect((await finish(browser)).status).toBe(201);
    expect(await me(browser)).toMatchObject({ email });
    await refused(finish(browser), "step-expired");
    const later = new Browser();
    expect(await visit(later, { subject }, provider)).toBe("/sign-in?step=done&next=%2Fwallet");
    expect(await me(later)).toMatchObject({ email });
  }
});

it("[WI41] an address that a provider does not vouch for makes no account and reaches none", async () => {
  const owner = await person();
  for (const [provider, given] of [
    ["google", { verified: "" }],
    ["google", { email: "somebody@elsewhere.example" }],
    ["kakao", { verified: "" }],
    ["kakao", { email: "" }],
    ["naver", {}],
    ["google", { email: owner.email }],
    ["naver", { email: owner.email }],
  ] as const) {
    const browser = new Browser();
    const end = await visit(browser, { subject: numberOf(), ...given }, provider);
    expect([provider, given, end]).toEqual([
      provider,
      given,
      "/sign-in?trouble=no-address&next=%2Fwallet",
    ]);
    await refused(finish(browser), "step-expired");
    expect(await me(browser)).toBe(null);
  }
});

it("[WI42] a verified address that has an account links nothing by itself, and its owner signs in and links", async () => {
  const owner = await person();
  const subject = numberOf();
  const email = addressOf(subject);
  await books().execute(sql`UPDATE account SET email = ${email} WHERE id = ${owner.id}::uuid`);
  const stranger = new Browser();
  expect(await visit(stranger, { subject })).toBe("/sign-in?trouble=address-known&next=%2Fwallet");
  expect(await me(stranger)).toBe(null);
  await refused(finish(stranger), "step-expired");
  const browser = new Browser().as(owner);
  const { url } = await answer(
    browser.post("/api/v1/me/providers/google/visit"),
    200,
    ProviderVisit,
  );
  expect(await come(browser, await decide(url, { subject }))).toBe("/profile/security?linked=1");
  const later = new Browser();
  expect(await visit(later, { subject })).toBe("/sign-in?step=done&next=%2Fwallet");
  expect(await me(later)).toMatchObject({ id: owner.id });
  const { linked } = await answer(browser.get("/api/v1/me/ways-in"), 200, WaysIn);
  expect(linked).toMatchObject([{ provider: "google", email }]);
  const told = sql`SELECT FROM outbox WHERE topic = 'security.linked' AND payload->>'accountId' = ${owner.id}`;
  expect((await books().execute(told)).rows.length).toBe(1);
  expect((await browser.delete(`/api/v1/me/identities/${linked[0]?.id}`)).status).toBe(204);
  const logged = async () => {
    const asked = sql`SELECT kind FROM security_event WHERE account_id = ${owner.id}::uuid ORDER BY id`;
    return (await books().execute<{ kind: string }>(asked)).rows.map(({ kind }) => kind);
  };
  await expect.poll(logged).toEqual(["identity-linked", "signed-in", "identity-unlinked"]);
});

it("[WI43] linking needs a recent proof and the same session at its end, and one person at a provider has one account", async () => {
  const owner = await person();
  const browser = new Browser().as(owner);
  await growOld(owner);
  const link = () => browser.post("/api/v1/me/providers/google/visit");
  await refused(link(), "recent-proof-needed");
  await books().execute(
    sql`UPDATE session SET authenticated_at = now() WHERE account_id = ${owner.id}::uuid`,
  );
  const { url } = await answer(link(), 200, ProviderVisit);
  const back = await decide(url, { subject: numberOf() });
  browser.as(await person());
  expect(await come(browser, back)).toBe("/profile/security?trouble=failed");
  browser.as(owner);
  const { subject } = await newcomer();
  const again = await answer(link(), 200, ProviderVisit);
  const end = await come(browser, await decide(again.url, { subject }));
  expect(end).toBe("/profile/security?trouble=linked-elsewhere");
});

it("[WI44] the last way in cannot be unlinked", async () => {
  const { browser } = await newcomer();
  const { linked, hasPassword } = await answer(browser.get("/api/v1/me/ways-in"), 200, WaysIn);
  expect(hasPassword).toBe(false);
  await refused(browser.delete(`/api/v1/me/identities/${linked[0]?.id}`), "last-way-in");
});

it("[WI45] a code is good once, in the browser that asked, with its own state, and for this client and provider alone", async () => {
  const nothing = async (browser: Browser, address: string) => {
    expect(await come(browser, address)).toMatch(/^\/sign-in\?trouble=failed/);
    expect(await me(browser)).toBe(null);
  };
  const { subject } = await newcomer();
  // Used again: the visit is over, and so is the code.
  const browser = new Browser();
  const back = await decide(await begin(browser), { subject });
  const before = browser.copy();
  expect(await come(browser, back)).toMatch(/step=done/);
  await nothing(new Browser(), back);
  await nothing(before, back);
  // Another browser's code and state, as in login CSRF.
  const attacker = new Browser();
  const theirs = await decide(await begin(attacker), { subject });
  const victim = new Browser();
  await nothing(victim, theirs);
  await begin(victim);
  await nothing(victim, theirs);
  // Another browser's code under one's own state.
  const mixed = new Browser();
  const own = new URL(await decide(await begin(mixed), { subject }));
  const fresh = new URL(await decide(await begin(new Browser()), { subject }));
  own.searchParams.set("code", fresh.searchParams.get("code") ?? "");
  await nothing(mixed, own.href);
  // A state that differs, or none.
  for (const state of ["another-state-of-this-length", null]) {
    const bent = new Browser();
    const address = new URL(await decide(await begin(bent), { subject }));
    if (state === null) address.searchParams.delete("state");
    else address.searchParams.set("state", state);
    await nothing(bent, address.href);
  }
  // A code for another client of the provider.
  const other = new Browser();
  const url = new URL(await begin(other));
  url.searchParams.set("client_id", "another-local");
  await nothing(other, await decide(url.href, { subject }));
  // Mix-up: a code of one provider at the address of another, and an answer in another provider's name.
  const between = new Browser();
  const kakao = await decide(await begin(between, "kakao"), { subject });
  await nothing(between, kakao.replace("/kakao/return", "/google/return"));
  const named = new Browser();
  const address = new URL(await decide(await begin(named), { subject }));
  address.searchParams.set("iss", `${testEnv.SOCIAL_STAND_IN_URL}/kakao`);
  await nothing(named, address.href);
});

it("[WI46] an id token with another nonce, issuer, audience, signature or time opens nothing, and a no is told as one", async () => {
  const { subject } = await newcomer();
  for (const fault of [
    "wrong-nonce",
    "wrong-issuer",
    "wrong-audience",
    "wrong-signature",
    "expired",
  ]) {
    const browser = new Browser();
    const end = await visit(browser, { subject, fault });
    expect([fault, end]).toEqual([fault, "/sign-in?trouble=failed&next=%2Fwallet"]);
    expect(await me(browser)).toBe(null);
  }
  const end = await visit(new Browser(), { subject, fault: "denied" });
  expect(end).toBe("/sign-in?trouble=denied&next=%2Fwallet");
});

it("[WI47] a sign-in with a provider leads to no other site afterwards", async () => {
  const { subject } = await newcomer();
  for (const next of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "/api/v1/me",
    "/sign-in",
  ]) {
    const browser = new Browser();
    const end = await come(
      browser,
      await decide(await begin(browser, "google", next), { subject }),
    );
    expect([next, end]).toEqual([next, "/sign-in?step=done&next=%2F"]);
  }
});

it("[WI48] an account with an authenticator app is asked for its second step after a provider too", async () => {
  const { browser, subject, email } = await newcomer();
  const { id = "" } = (await me(browser)) ?? {};
  const { codes } = await withApp({ id, email, token: browser.token() } as Person);
  const later = new Browser();
  expect(await visit(later, { subject })).toBe("/sign-in?step=second&next=%2Fwallet");
  expect(await me(later)).toBe(null);
  const { secondStep } = await answer(later.get("/api/v1/sign-in/pending"), 200, Pending);
  const body = { token: secondStep?.token, recoveryCode: codes[0] };
  expect((await later.post("/api/v1/sessions/second-step", body)).status).toBe(201);
  expect(await me(later)).toMatchObject({ email });
});

it("[WI49] a provider without both of its secrets is not available, and a stand-in is used only on a developer's machine", async () => {
  const available = async (more: object) => {
    const env = { ...testEnv, ...more };
    const response = await askApp(new Request(`${origin}/api/v1/sign-in`), env);
    return (await response.json()) as { providers: string[] };
  };
  expect((await available({})).providers).toEqual(["kakao", "naver", "google"]);
  expect((await available({ KAKAO_CLIENT_SECRET: "" })).providers).toEqual(["naver", "google"]);
  const at = (ENVIRONMENT: string) => clientAt({ ...testEnv, ENVIRONMENT }, "naver");
  expect(at("local")).toMatchObject({
    issuer: `${testEnv.SOCIAL_STAND_IN_URL}/naver`,
    isLocal: true,
  });
  expect(at("production")).toMatchObject({ issuer: "https://nid.naver.com", isLocal: false });
});
