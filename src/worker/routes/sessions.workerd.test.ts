import { expect, it } from "vitest";
import { Account, Session } from "../../contract/accounts.ts";
import { Order } from "../../contract/orders.ts";
import { Wallet } from "../../contract/wallets.ts";
import {
  answer,
  bought,
  call,
  fund,
  holding,
  openShop,
  origin,
  pay,
  person,
  refused,
} from "../test-shop.ts";

const password = "correct horse battery";
const newEmail = () => `${crypto.randomUUID()}@example.com`;
const signUp = (email: string) =>
  call("POST /accounts", { body: { email, password, name: "하늘" } });
const logIn = (email: string, word = password) =>
  call("POST /sessions", { body: { email, password: word } });
const refresh = (refreshToken: string) =>
  call("POST /sessions/refresh", { body: { refreshToken } });
const me = (token: string) => call("GET /me", { headers: { authorization: `Bearer ${token}` } });

it("[S4] signing up logs in; an address can be used once, however it is written", async () => {
  const email = newEmail();
  const { account, accessToken } = await answer(signUp(email), 201, Session);
  expect(account).toMatchObject({ email, name: "하늘", role: "fan", locale: "ko" });
  expect(await answer(me(accessToken), 200, Account)).toEqual(account);
  await refused(signUp(` ${email.toUpperCase()} `), "email-taken");
});

it("[S5] a wrong password and an unknown address are refused alike", async () => {
  const email = newEmail();
  await signUp(email);
  const wrong = await refused(logIn(email, "not the password"), "wrong-credentials");
  const unknown = await refused(logIn(newEmail()), "wrong-credentials");
  expect({ ...wrong, instance: "" }).toEqual({ ...unknown, instance: "" });
  await answer(logIn(email.toUpperCase()), 201, Session);
});

it("[S6] a refresh token works once; used again it ends the whole session", async () => {
  const first = await answer(signUp(newEmail()), 201, Session);
  const second = await answer(refresh(first.refreshToken), 200, Session);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  const third = await answer(refresh(second.refreshToken), 200, Session);
  await refused(refresh(first.refreshToken), "session-ended");
  await refused(refresh(third.refreshToken), "session-ended");
  await refused(refresh("made up"), "session-ended");
});

it("[S7] logging out ends this session, or all of them", async () => {
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

it("[S9] guessing is slowed down for one address and account, and for nobody else", async () => {
  const email = newEmail();
  const codes: number[] = [];
  // Twenty a minute; a new minute may begin on the way.
  for (let attempt = 0; attempt < 45; attempt++) {
    const response = await call("POST /sessions", { body: { email, password: "guess" } });
    codes.push(response.status);
    if (response.status === 429) {
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      await refused(response, "too-many-requests");
      break;
    }
  }
  expect(codes.at(-1)).toBe(429);
  await refused(logIn(newEmail()), "wrong-credentials");
}, 60_000);

it("[SW6] from a log-out everywhere on no token of before pays or cancels, though it may still read", async () => {
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
