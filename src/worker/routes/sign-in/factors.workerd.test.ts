import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { Session } from "../../../contract/people/accounts.ts";
import {
  PasskeyChallenge,
  RecoveryCodes,
  SecondStep,
  WaysIn,
} from "../../../contract/people/ways-in.ts";
import {
  books,
  growOld,
  logIn,
  password,
  withApp,
  withPasskey,
  withPassword,
} from "../../../../test/support/worker/ways-in/ways-in.ts";
import {
  answer,
  call,
  person,
  type Person,
  refused,
} from "../../../../test/support/worker/shop.ts";

const ways = (as: Person) => answer(call("GET /me/ways-in", { as }), 200, WaysIn);
const done = async (response: Promise<Response>) => expect((await response).status).toBe(204);
const finish = (token: string, factor: object) =>
  call("POST /sessions/second-step", { body: { token, ...factor } });
const firstStep = async (as: Person) => (await answer(logIn(as), 200, SecondStep)).secondStep;
const signedIn = async (response: Promise<Response>): Promise<Person> => {
  const { account, accessToken } = await answer(response, 201, Session);
  return { id: account.id, email: account.email, token: accessToken };
};
/** What the security log says of an account, in the order of its kinds. */
const logged = async (as: Person) => {
  const asked = sql`SELECT kind || ' ' || coalesce(detail->>'by', detail->>'factor') AS said FROM security_event,
    generate_series(1, times) WHERE account_id = ${as.id}::uuid`;
  return (await books().execute<{ said: string }>(asked)).rows.map(({ said }) => said).sort();
};
const mails = async (as: Person) => {
  const asked = sql`SELECT topic FROM outbox WHERE payload->>'accountId' = ${as.id} AND topic LIKE 'security.%' ORDER BY id`;
  return (await books().execute<{ topic: string }>(asked)).rows.map(({ topic }) => topic);
};

it("[WI10] an account with an authenticator app signs in by password and code, and a code works once", async () => {
  const fan = await withPassword(await person());
  const { code } = await withApp(fan);
  const first = await firstStep(fan);
  expect(first.factors).toEqual(["app", "recovery"]);
  const now = await code();
  await refused(finish(first.token, { code: "000000" }), "proof-not-valid");
  const session = await signedIn(finish(first.token, { code: now }));
  expect(await ways(session)).toMatchObject({ isTwofold: true, recoveryCodesLeft: 10 });
  await refused(finish((await firstStep(fan)).token, { code: now }), "proof-not-valid");
  await refused(finish(first.token, { code: await code(1) }), "step-expired");
  expect(await mails(fan)).toEqual(["security.app-added"]);
});

it("[WI11] a recovery code works once and is told by mail, and new codes make the earlier ones void", async () => {
  const fan = await withPassword(await person());
  const { codes } = await withApp(fan);
  const [one = "", two = ""] = codes;
  const use = async (recoveryCode: string) =>
    finish((await firstStep(fan)).token, { recoveryCode });
  const session = await signedIn(use(one.toLowerCase()));
  await refused(use(one), "proof-not-valid");
  expect((await ways(session)).recoveryCodesLeft).toBe(9);
  const renewed = call("POST /me/recovery-codes", { as: session });
  const { codes: later } = await answer(renewed, 201, RecoveryCodes);
  await refused(use(two), "proof-not-valid");
  await signedIn(use(later[0] ?? ""));
  expect(await mails(fan)).toEqual([
    "security.app-added",
    "security.code-used",
    "security.codes-renewed",
    "security.code-used",
  ]);
});

it("[WI12] after ten wrong tries the second factor waits, exactly and for that account alone", async () => {
  const fan = await withPassword(await person());
  const { code } = await withApp(fan);
  const { token } = await firstStep(fan);
  const tries = await Promise.all(
    Array.from({ length: 12 }, async () => (await finish(token, { code: "000000" })).status),
  );
  expect(tries.filter((status) => status === 401).length).toBe(10);
  await refused(finish(token, { code: await code() }), "too-many-requests");
  await books().execute(
    sql`UPDATE factor_try SET since = now() - interval '16 minutes' WHERE account_id = ${fan.id}::uuid`,
  );
  await signedIn(finish(token, { code: await code() }));
});

it("[WI13] a passkey signs in alone and counts as two factors", async () => {
  const fan = await person();
  const { device, passkey } = await withPasskey(fan);
  const challenge = () => answer(call("POST /sessions/passkey/challenge"), 200, PasskeyChallenge);
  const body = await device.sign(await challenge());
  const session = await signedIn(call("POST /sessions/passkey", { body }));
  expect(session.id).toBe(fan.id);
  const { isTwofold, passkeys } = await ways(session);
  expect(isTwofold).toBe(true);
  expect(passkeys).toMatchObject([{ id: passkey.id, name: "My phone" }]);
  expect(passkeys[0]?.lastUsedAt).not.toBe(null);
  // An answer is good once.
  await refused(call("POST /sessions/passkey", { body }), "proof-not-valid");
});

it("[WI14] a passkey's answer is refused for another site, challenge, purpose, person or copy, and without a check of the person", async () => {
  const fan = await person();
  const { device } = await withPasskey(fan);
  const challenge = () => answer(call("POST /sessions/passkey/challenge"), 200, PasskeyChallenge);
  const use = (body: object) => call("POST /sessions/passkey", { body });
  const asked = await challenge();
  const good = await device.sign(asked);
  const other = await challenge();
  await refused(use({ ...good, challenge: other.token }), "proof-not-valid");
  await refused(use({ ...good, challenge: "forged" }), "step-expired");
  const prove = call("POST /me/proof/challenge", { as: fan });
  const proving = await answer(prove, 200, PasskeyChallenge);
  await refused(use(await device.sign(proving)), "proof-not-valid");
  const handle = { ...good.signed, userHandle: "AAAAAAAAAAAAAAAAAAAAAA" };
  await refused(use({ ...good, signed: handle }), "proof-not-valid");
  device.origin = "https://frontrow.test.evil.example";
  await refused(use(await device.sign(await challenge())), "proof-not-valid");
  device.origin = "https://frontrow.test";
  await refused(use(await device.sign({ ...asked, rpId: "evil.example" })), "proof-not-valid");
  device.isVerifying = false;
  await refused(use(await device.sign(await challenge())), "proof-not-valid");
  device.isVerifying = true;
  device.counter = 5;
  await signedIn(use(await device.sign(await challenge())));
  device.counter = 4;
  await refused(use(await device.sign(await challenge())), "proof-not-valid");
  device.counter = 6;
  await signedIn(use(await device.sign(await challenge())));
  const stranger = await person();
  const theirs = await answer(
    call("POST /me/proof/challenge", { as: stranger }),
    200,
    PasskeyChallenge,
  );
  const passkey = await device.sign(theirs);
  await refused(call("POST /me/proof", { as: stranger, body: { passkey } }), "proof-not-valid");
});

it("[WI15] a passkey is the second step where the account asks for one, and only its owner names or removes it", async () => {
  const fan = await withPassword(await person());
  await withApp(fan);
  const { device, passkey } = await withPasskey(fan);
  const { token, factors } = await firstStep(fan);
  expect(factors).toEqual(["passkey", "app", "recovery"]);
  const asked = call("POST /sessions/second-step/challenge", { body: { token } });
  const signed = await device.sign(await answer(asked, 200, PasskeyChallenge));
  const session = await signedIn(finish(token, { passkey: signed }));
  const stranger = await person();
  const path = `/me/passkeys/${passkey.id}`;
  for (const [as, expected] of [
    [stranger, 404],
    [session, 204],
  ] as const) {
    const body = { name: "Laptop" };
    expect((await call(`PATCH ${path}`, { as, body })).status).toBe(expected);
    if (as === session) expect((await ways(as)).passkeys[0]?.name).toBe("Laptop");
    expect((await call(`DELETE ${path}`, { as })).status).toBe(expected);
  }
  expect((await ways(session)).passkeys).toEqual([]);
});

it("[WI16] the last way into an account stays, also when two are removed at the same moment", async () => {
  const fan = await person();
  const [one, two] = [await withPasskey(fan), await withPasskey(fan)];
  await books().execute(sql`UPDATE account SET password_hash = NULL WHERE id = ${fan.id}::uuid`);
  const removed = await Promise.all(
    [one, two].map(({ passkey: { id } }) => call(`DELETE /me/passkeys/${id}`, { as: fan })),
  );
  expect(removed.map(({ status }) => status).sort()).toEqual([204, 409]);
  const [left] = (await ways(fan)).passkeys;
  await refused(call(`DELETE /me/passkeys/${left?.id}`, { as: fan }), "last-way-in");
});

it("[WI17] changing the ways in asks for a proof of the last ten minutes, by password or by a factor", async () => {
  const fan = await withPassword(await person());
  const { code } = await withApp(fan);
  const { device } = await withPasskey(fan);
  const prove = (body: object) => call("POST /me/proof", { as: fan, body });
  const act = () => call("POST /me/recovery-codes", { as: fan });
  await growOld(fan);
  await refused(act(), "recent-proof-needed");
  await refused(prove({ password: "wrong password" }), "proof-not-valid");
  await refused(prove({ password, code: await code() }), "invalid-request");
  await refused(act(), "recent-proof-needed");
  await done(prove({ password }));
  expect((await act()).status).toBe(201);
  await growOld(fan);
  await done(prove({ code: await code() }));
  expect((await act()).status).toBe(201);
  await growOld(fan);
  const asked = await answer(call("POST /me/proof/challenge", { as: fan }), 200, PasskeyChallenge);
  await done(prove({ passkey: await device.sign(asked) }));
  expect((await act()).status).toBe(201);
});

it("[WI18] a new authenticator app does not replace a confirmed one, and its secret is kept encrypted", async () => {
  const fan = await person();
  const { codes } = await withApp(fan);
  await refused(call("POST /me/authenticator", { as: fan }), "conflict");
  const body = { code: "000000" };
  await refused(call("POST /me/authenticator/confirmation", { as: fan, body }), "conflict");
  const kept = sql`SELECT a.secret, (SELECT jsonb_agg(to_jsonb(r)) FROM recovery_code r
    WHERE r.account_id = a.account_id)::text AS codes FROM authenticator a WHERE a.account_id = ${fan.id}::uuid`;
  const [row] = (await books().execute<{ secret: string; codes: string }>(kept)).rows;
  expect(row?.secret).toMatch(/^[0-9a-f]{8}\.[\w-]{16}\.[\w-]{48}$/);
  for (const code of codes) expect(row?.codes).not.toContain(code.slice(0, 4).toLowerCase());
  await done(call("DELETE /me/authenticator", { as: fan }));
  expect(await ways(fan)).toMatchObject({ authenticator: null, recoveryCodesLeft: 0 });
});

it("[WI19] the security log records factors shown, failed, added and removed", async () => {
  const fan = await withPassword(await person());
  const { code, codes } = await withApp(fan);
  const { device, passkey } = await withPasskey(fan);
  const { token } = await firstStep(fan);
  await refused(finish(token, { code: "000000" }), "proof-not-valid");
  await signedIn(finish(token, { code: await code() }));
  await signedIn(finish((await firstStep(fan)).token, { recoveryCode: codes[0] }));
  const challenge = await answer(call("POST /sessions/passkey/challenge"), 200, PasskeyChallenge);
  const body = await device.sign(challenge);
  await signedIn(call("POST /sessions/passkey", { body }));
  await refused(call("POST /sessions/passkey", { body }), "proof-not-valid");
  await refused(call("POST /me/proof", { as: fan, body: { password: "no" } }), "proof-not-valid");
  await done(call(`DELETE /me/passkeys/${passkey.id}`, { as: fan }));
  await done(call("DELETE /me/authenticator", { as: fan }));
  await expect
    .poll(() => logged(fan))
    .toEqual([
      "factor-added app",
      "factor-added passkey",
      "factor-failed app",
      "factor-failed password",
      "factor-passed app",
      "factor-passed recovery",
      "factor-removed app",
      "factor-removed passkey",
      "sign-in-failed passkey",
      "signed-in passkey",
      "signed-in password",
      "signed-in password",
    ]);
});
