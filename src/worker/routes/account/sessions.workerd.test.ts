import { expect, it } from "vitest";
import { fullConsent } from "../../../contract/people/consent.ts";
import { fullAgreement } from "../../../contract/money/agreement.ts";
import { Account, Session } from "../../../contract/people/accounts.ts";
import { Holds } from "../../../contract/sale/holds.ts";
import { Notifications } from "../../../contract/people/notifications.ts";
import { Order } from "../../../contract/money/orders.ts";
import { Wallet } from "../../../contract/money/wallets.ts";
import {
  answer,
  bought,
  call,
  callLimited,
  fund,
  holding,
  openShop,
  origin,
  pay,
  person,
  refused,
} from "../../../../test/support/worker/shop.ts";

const password = "correct horse battery";
const newEmail = () => `${crypto.randomUUID()}@example.com`;
const signUp = (email: string) =>
  call("POST /accounts", { body: { email, password, name: "하늘", consent: fullConsent } });
const logIn = (email: string, word = password) =>
  call("POST /sessions", { body: { email, password: word } });
const refresh = (refreshToken: string) =>
  call("POST /sessions/refresh", { body: { refreshToken } });
const me = (token: string) => call("GET /me", { headers: { authorization: `Bearer ${token}` } });

it("[S4] signing up starts a session, and an address can be used once, however it is written", async () => {
  const email = newEmail();
  const { account, accessToken } = await answer(signUp(email), 201, Session);
  expect(account).toMatchObject({ email, name: "하늘", isStaff: false, locale: "ko" });
  expect(await answer(me(accessToken), 200, Account)).toEqual(account);
  await refused(signUp(` ${email.toUpperCase()} `), "email-taken");
});

it("[S30] a sign-up without consent to all of the current texts is refused", async () => {
  const body = { email: newEmail(), password, name: "하늘" };
  for (const consent of [
    undefined,
    { ...fullConsent, items: ["terms"] },
    { ...fullConsent, items: ["terms", "terms"] },
    { ...fullConsent, version: "1999-01" },
  ])
    await refused(call("POST /accounts", { body: { ...body, consent } }), "invalid-request");
});

it("[S5] a wrong password and an unknown address get the same refusal", async () => {
  const email = newEmail();
  await signUp(email);
  const wrong = await refused(logIn(email, "not the password"), "wrong-credentials");
  const unknown = await refused(logIn(newEmail()), "wrong-credentials");
  expect({ ...wrong, instance: "" }).toEqual({ ...unknown, instance: "" });
  await answer(logIn(email.toUpperCase()), 201, Session);
});

it("[S6] a refresh token works once, and a second use ends the whole session", async () => {
  const first = await answer(signUp(newEmail()), 201, Session);
  const second = await answer(refresh(first.refreshToken), 200, Session);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  const third = await answer(refresh(second.refreshToken), 200, Session);
  await refused(refresh(first.refreshToken), "session-ended");
  await refused(refresh(third.refreshToken), "session-ended");
  await refused(refresh("made up"), "session-ended");
});

it("[S7] signing out ends this session, or all sessions of the account", async () => {
  const email = newEmail();
  const here = await answer(signUp(email), 201, Session);
  const there = await answer(logIn(email), 201, Session);
  const out = (path: string, token: string) =>
    call(`DELETE ${path}`, { headers: { authorization: `Bearer ${token}` } });
  expect((await out("/sessions/current", here.accessToken)).status).toBe(204);
  await refused(refresh(here.refreshToken), "session-ended");
  const again = await answer(refresh(there.refreshToken), 200, Session);
  expect((await out("/sessions", again.accessToken)).status).toBe(204);
  await refused(refresh(again.refreshToken), "session-ended");
});

it("[S8] a browser gets its tokens in cookies that scripts and other sites cannot use", async () => {
  const response = await signUp(newEmail());
  const cookies = response.headers.getSetCookie();
  expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual([
    "__Host-frontrow-known",
    "__Host-frontrow-access",
    "__Host-frontrow-refresh",
  ]);
  for (const cookie of cookies)
    expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  const cookie = cookies.map((one) => one.split(";")[0]).join("; ");
  await answer(call("GET /me", { headers: { cookie } }), 200, Account);
  const again = await call("POST /sessions/refresh", { body: {}, headers: { cookie, origin } });
  expect(again.headers.getSetCookie()).toHaveLength(2);
  await answer(again, 200, Session);
});

it("[S9] guesses at a password are limited to five a minute for an account from all addresses, and for no other", async () => {
  const email = newEmail();
  const guess = () => callLimited("POST /sessions", { body: { email, password: "guess" } });
  for (let left = 4; left >= 0; left--) {
    const response = await guess();
    expect(response.headers.get("ratelimit-policy")).toBe('"login";q=5;w=60');
    expect(response.headers.get("ratelimit")).toMatch(new RegExp(`^"login";r=${left};t=\\d+$`));
    await refused(response, "wrong-credentials");
  }
  const response = await guess();
  const wait = Number(response.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(response.headers.get("ratelimit")).toBe(`"login";r=0;t=${wait}`);
  expect((await refused(response, "too-many-requests")).detail).toBe(
    `Try again in ${wait} seconds`,
  );
  const other = { email: newEmail(), password: "guess" };
  await refused(callLimited("POST /sessions", { body: other }), "wrong-credentials");
});

it("[S54] where an account has signed in before, the guesses of others do not lock its owner out", async () => {
  const email = newEmail();
  await answer(signUp(email), 201, Session);
  const signedIn = await logIn(email);
  const known = signedIn.headers.getSetCookie().find((each) => each.includes("frontrow-known"));
  const cookie = known?.split(";")[0] ?? "";
  const guess = (to: string, headers: Record<string, string> = {}, word = "guess") =>
    callLimited("POST /sessions", { body: { email: to, password: word }, headers });
  for (let n = 0; n < 3; n++) await refused(guess(email), "wrong-credentials");
  await refused(guess(email), "too-many-requests");
  const here = { cookie, origin };
  const owner = await guess(email, here, password);
  expect(owner.headers.get("ratelimit-policy")).toBe('"known";q=5;w=60');
  await answer(owner, 201, Session);
  // The cookie of one account is no help with another.
  const other = await guess(newEmail(), here);
  expect(other.headers.get("ratelimit-policy")).toBe('"login";q=5;w=60');
  await refused(other, "wrong-credentials");
});

it("[S48] guesses are limited to five a minute for an address, and everybody who signs in there brings five more", async () => {
  const emails = [newEmail(), newEmail()];
  for (const email of emails) await answer(signUp(email), 201, Session);
  const network = crypto.randomUUID().slice(0, 4);
  let host = 0;
  const from = () => ({ "cf-connecting-ip": `2001:db8:${network}:1::${(host++).toString(16)}` });
  const tries = async (email: string, word: string) => {
    const asked = { body: { email, password: word }, headers: from() };
    const response = await callLimited("POST /sessions", asked);
    await response.text();
    return response.status;
  };
  for (const email of emails) expect(await tries(email, password)).toBe(201);
  const statuses: number[] = [];
  for (let n = 0; n < 12; n++) statuses.push(await tries(newEmail(), "guess"));
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(statuses.slice(10)).toEqual(Array(2).fill(429));
});

it("[S16] after signing out everywhere, an earlier token cannot pay or cancel, although it can still read", async () => {
  const [fan, admin] = [await person(), await person("admin")];
  const { scheduleId } = await openShop(admin, 1);
  const order = await bought(fan, scheduleId, [0]);
  const hold = await holding(fan, scheduleId, [1]);
  await fund(fan, hold.total.amount);
  expect((await call("DELETE /sessions", { as: fan })).status).toBe(204);
  await refused(pay(fan, hold), "session-ended");
  const headers = { "idempotency-key": crypto.randomUUID() };
  const cancel = () =>
    call(`POST /orders/${order.id}/cancellation`, { as: fan, body: {}, headers });
  await refused(cancel(), "session-ended");
  const { balance } = await answer(call("GET /wallet", { as: fan }), 200, Wallet);
  expect(balance.amount).toBe(hold.total.amount);
  const again = await answer(call(`GET /orders/${order.id}`, { as: fan }), 200, Order);
  expect(again.status).toBe("paid");
});

it("[S11] after signing out everywhere, an earlier token can change no lasting data, not even an admin's", async () => {
  const admin = await person("admin");
  const fan = await person();
  const { scheduleId, concertId } = await openShop(admin, 1, { seatsPerAccount: 9 });
  const hold = await holding(fan, scheduleId, [0]);
  await bought(await person(), scheduleId, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const { expiresAt } = hold;
  for (const as of [fan, admin]) expect((await call("DELETE /sessions", { as })).status).toBe(204);
  const headers = { "idempotency-key": crypto.randomUUID() };
  const keys = { p256dh: `B${"A".repeat(86)}`, auth: "A".repeat(22) };
  const device = { endpoint: "https://fcm.googleapis.com/fcm/send/x", keys };
  const byCard = { scheduleId, holdId: hold.id, method: "card", agreement: fullAgreement };
  const asked: [string, object | undefined][] = [
    ["PATCH /me", { name: "Another" }],
    ["PATCH /me/notifications", { reminders: false }],
    ["PUT /me/push", device],
    [`PUT /me/wishes/${concertId}`, {}],
    [`DELETE /me/wishes/${concertId}`, undefined],
    [`PUT /schedules/${scheduleId}/waitlist`, { zoneIds: [], count: 1 }],
    [`DELETE /schedules/${scheduleId}/waitlist`, undefined],
    [`POST /schedules/${scheduleId}/presale`, { code: "ABCD" }],
    ["POST /wallet/top-ups", { amount: 10_000 }],
    ["POST /wallet/vouchers", { code: "ABCD-EFGH-JKMN" }],
    ["POST /orders", byCard],
  ];
  for (const [what, body] of asked)
    await refused(call(what, { as: fan, headers, ...(body ? { body } : {}) }), "session-ended");
  const extend = `POST /admin/schedules/${scheduleId}/holds/extension`;
  await refused(call(extend, { as: admin, body: { minutes: 5 } }), "session-ended");
  const pause = { action: "pause", notice: { ko: "잠시", en: "A moment" } };
  const sale = `POST /admin/schedules/${scheduleId}/sale`;
  await refused(call(sale, { as: admin, body: pause }), "session-ended");

  const { name } = await answer(call("GET /me", { as: fan }), 200, Account);
  const wanted = await answer(call("GET /me/notifications", { as: fan }), 200, Notifications);
  expect([name, wanted.reminders]).toEqual(["Haneul", true]);
  const held = await answer(call(`GET /schedules/${scheduleId}/holds`, { as: fan }), 200, Holds);
  expect(held.items).toMatchObject([{ id: hold.id, phase: "choosing", expiresAt }]);
});
