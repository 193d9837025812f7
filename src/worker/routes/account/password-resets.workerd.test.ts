import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { fullConsent } from "../../../contract/people/consent.ts";
import { type Account, Session } from "../../../contract/people/accounts.ts";
import { connect } from "../../../db/connection/connect.ts";
import { rowsOf } from "../../../db/connection/database.ts";
import type { MailRow } from "../../../db/messages/mails.ts";
import { resetPath } from "../../identity/reset-link.ts";
import { passwordReset } from "../../mail/templates/reset.ts";
import { textsOf } from "../../mail/texts.ts";
import {
  answer,
  call,
  callLimited,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";

const db = connect(testEnv);
const [old, fresh] = ["correct horse battery", "a staple of my own"];
const newEmail = () => `${crypto.randomUUID()}@example.com`;
const logIn = (email: string, password: string) =>
  call("POST /sessions", { body: { email, password } });
const signUp = (email: string) =>
  answer(
    call("POST /accounts", { body: { email, password: old, name: "하늘", consent: fullConsent } }),
    201,
    Session,
  );
const ask = (email: string) => call("POST /password-resets", { body: { email } });
const complete = (token: string, password = fresh) =>
  call("POST /password-resets/completion", { body: { token, password } });

/** The token of the letter that an account is sent; mail.workerd.test.ts sees it into the inbox. */
async function linkFor(account: Account): Promise<string> {
  expect((await ask(account.email)).status).toBe(202);
  const [row] = await rowsOf<{ payload: unknown }>(
    db,
    sql`SELECT payload FROM outbox WHERE topic = 'password.reset' AND payload->>'accountId' = ${account.id}`,
  );
  const about = { account, payload: row?.payload } as unknown as MailRow;
  const letter = await passwordReset(about, textsOf("ko"), Date.now(), testEnv);
  const button = letter?.blocks.find((block) => block.kind === "button");
  return /^\/reset-password#token=(\S+)$/.exec(button?.path ?? "")?.[1] ?? "";
}

it("[S12] the mailed link sets a new password once, signs in, and ends every earlier session", async () => {
  const email = newEmail();
  const before = await signUp(email);
  const token = await linkFor(before.account);
  await refused(complete(token, "too short"), "invalid-request");
  const session = await answer(complete(token), 201, Session);
  expect(session.account).toEqual(before.account);
  await refused(logIn(email, old), "wrong-credentials");
  await answer(logIn(email, fresh), 201, Session);
  const refresh = (refreshToken: string) =>
    call("POST /sessions/refresh", { body: { refreshToken } });
  await refused(refresh(before.refreshToken), "session-ended");
  await answer(refresh(session.refreshToken), 200, Session);
  await refused(complete(token, "and once again"), "link-spent");
  await refused(logIn(email, "and once again"), "wrong-credentials");
});

it("[S13] an expired, forged or unrelated link changes nothing, and the answer says so", async () => {
  const email = newEmail();
  const { account, accessToken } = await signUp(email);
  const token = await linkFor(account);
  await refused(complete(`${token.slice(0, -8)}AAAAAAAA`), "link-not-valid");
  await refused(complete(accessToken), "link-not-valid");
  const claims = { sub: account.id, seal: "" };
  const late = await resetPath(testEnv, claims, Date.now() - 1_000);
  await refused(complete(late.split("token=")[1] ?? ""), "link-spent");
  await answer(logIn(email, old), 201, Session);
});

it("[S14] a request for a new password gets the same answer for an address without an account", async () => {
  const [known, unknown] = [newEmail(), newEmail()];
  await signUp(known);
  const answers = await Promise.all([ask(known), ask(unknown)]);
  const told = answers.map(async (one) => [one.status, await one.text(), [...one.headers.keys()]]);
  const [first, second] = await Promise.all(told);
  expect(first).toEqual(second);
  expect(first?.[0]).toBe(202);
});

it("[S15] mails for a new password are limited for each address, known or not", async () => {
  const email = newEmail();
  const ask = async (to: string) =>
    (await callLimited("POST /password-resets", { body: { email: to } })).status;
  const codes: number[] = [];
  for (let attempt = 0; attempt < 6; attempt++) codes.push(await ask(email));
  expect(codes).toEqual([202, 202, 202, 202, 202, 429]);
  expect(await ask(newEmail())).toBe(202);
});
