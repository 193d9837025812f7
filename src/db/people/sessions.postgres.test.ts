import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { fullConsent } from "../../contract/people/consent.ts";
import { Account } from "../../contract/people/accounts.ts";
import { type Books, newFan, newSession, openBooks, sha256 } from "../../../test/support/books.ts";
import { accountById, accountForLogin, changeProfile, rehash, signUp } from "./accounts.ts";
import { connectFor, liveSession } from "../connection/connect.ts";
import { rowsOf } from "../connection/database.ts";
import { raised } from "../connection/raised-codes.ts";
import { endAllSessions, endSession, rotateRefresh, startSession } from "./sessions.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const expiresAt = Date.now() + 86_400_000;
const ended = { ok: false, code: "session-ended" };
const newHash = () => sha256(randomUUID());
const rotate = (oldHash: string, next = newHash()) =>
  rotateRefresh(books.db, { oldHash, newHash: next, expiresAt });

async function loggedIn() {
  const accountId = await newFan(books);
  const session = newSession();
  await startSession(books.db, { accountId, session });
  return { accountId, ...session };
}

it("[A1] an email address has one account, however it is written, and even at the same moment", async () => {
  const named = (email: string) =>
    signUp(books.db, {
      id: randomUUID(),
      email,
      name: "Haneul",
      locale: "en",
      passwordHash: "hash",
      consent: fullConsent,
      session: newSession(),
    });
  const email = `Haneul-${randomUUID()}@frontrow.test`;
  const made = await Promise.all([named(email), named(email.toUpperCase()), named(email)]);
  expect(made.filter(({ ok }) => ok)).toHaveLength(1);
  const refused = made.filter((each) => !each.ok).map(({ code }) => code);
  expect(refused).toEqual(["email-taken", "email-taken"]);

  const login = await accountForLogin(books.db, email);
  expect(login?.passwordHash).toBe("hash");
  const account = Account.parse(login?.account);
  expect(account).toMatchObject({ email: email.toLowerCase(), isStaff: false, locale: "en" });
  expect(made.find(({ ok }) => ok)).toEqual({ ok: true, value: account });
  expect(await accountForLogin(books.db, "nobody@frontrow.test")).toBeNull();
});

it("[A11] an account keeps the texts that were agreed to at sign-up, with their versions", async () => {
  const accountId = await newFan(books);
  const kept = sql`SELECT consent FROM account WHERE id = ${accountId}`;
  expect(await rowsOf(books.db, kept)).toEqual([{ consent: fullConsent }]);
});

it("[A2] fans can change their own name and language, and no other field of the account", async () => {
  const accountId = await newFan(books);
  const before = await accountById(books.db, accountId);
  const changed = await changeProfile(books.db, { accountId, name: "O'Brien <b>" });
  expect(changed).toEqual({ ...before, name: "O'Brien <b>" });
  expect(await changeProfile(books.db, { accountId })).toEqual(changed);
  const hashOf = async () => (await accountForLogin(books.db, changed!.email))?.passwordHash;
  await rehash(books.db, { accountId, checked: (await hashOf())!, passwordHash: "newer" });
  expect(await hashOf()).toBe("newer");
  expect(await changeProfile(books.db, { accountId: randomUUID(), locale: "en" })).toBeNull();
});

it("[A10] a sign-in under way never restores a replaced password", async () => {
  const accountId = await newFan(books);
  const { email } = (await accountById(books.db, accountId))!;
  const checked = (await accountForLogin(books.db, email))!.passwordHash!;
  await rehash(books.db, { accountId, checked, passwordHash: "another" });
  await rehash(books.db, { accountId, checked, passwordHash: "the old one by newer rules" });
  expect((await accountForLogin(books.db, email))?.passwordHash).toBe("another");
});

it("[A3] a refresh token is exchanged once for the next one", async () => {
  const { accountId, sessionId, tokenHash } = await loggedIn();
  const next = newHash();
  const account = await accountById(books.db, accountId);
  expect(await rotate(tokenHash, next)).toEqual({ ok: true, value: { account, sessionId } });
  expect(await rotate(next)).toMatchObject({ ok: true, value: { sessionId } });
  expect(await rotate(newHash())).toEqual(ended);
});

it("[A4] a refresh token that is used a second time ends the whole session", async () => {
  const { tokenHash } = await loggedIn();
  const [second, third] = [newHash(), newHash()];
  await rotate(tokenHash, second);
  await rotate(second, third);
  expect(await rotate(tokenHash)).toEqual(ended);
  expect(await rotate(third)).toEqual(ended);

  // Ten seconds later nobody believes in two tabs any more, even if the next token is still unused.
  const slow = await loggedIn();
  const next = newHash();
  await rotate(slow.tokenHash, next);
  await books.sql(
    "UPDATE refresh_token SET used_at = now() - interval '11 s' WHERE session_id = $1 AND used_at IS NOT NULL",
    [slow.sessionId],
  );
  expect(await rotate(slow.tokenHash)).toEqual(ended);
  expect(await rotate(next)).toEqual(ended);
});

it("[A5] two tabs that use one refresh token at the same moment keep their session", async () => {
  const { tokenHash } = await loggedIn();
  const hashes = [newHash(), newHash(), newHash()];
  const raced = await Promise.all(hashes.map((next) => rotate(tokenHash, next)));
  const won = raced.findIndex(({ ok }) => ok);
  const refused = raced.filter((each) => !each.ok).map(({ code }) => code);
  expect(refused).toEqual(["request-in-progress", "request-in-progress"]);
  expect(await rotate(hashes[won] ?? "")).toMatchObject({ ok: true });
});

it("[A6] an expired or ended session issues no tokens, and other sessions go on", async () => {
  const { accountId, sessionId, tokenHash } = await loggedIn();
  const other = newSession();
  await startSession(books.db, { accountId, session: other });
  await endSession(books.db, sessionId);
  expect(await rotate(tokenHash)).toEqual(ended);
  const next = newHash();
  expect(await rotate(other.tokenHash, next)).toMatchObject({ ok: true });

  const late = { ...newSession(), expiresAt: Date.now() - 1 };
  await startSession(books.db, { accountId, session: late });
  expect(await rotate(late.tokenHash)).toEqual(ended);

  // The one from signing up, the other one and the late one.
  expect(await endAllSessions(books.db, accountId)).toBe(3);
  expect(await rotate(next)).toEqual(ended);
  expect(await endAllSessions(books.db, accountId)).toBe(0);
});

it("[A7] a write for a session takes one round trip, and does nothing once the session has ended", async () => {
  const { accountId, sessionId } = await loggedIn();
  const db = connectFor([liveSession(sessionId)], books.settings);
  const sent = vi.spyOn(globalThis, "fetch");
  expect(await changeProfile(db, { accountId, name: "Before" })).toMatchObject({ name: "Before" });
  await startSession(db, { accountId, session: newSession() });
  expect(sent).toHaveBeenCalledTimes(2);
  sent.mockRestore();
  await endSession(books.db, sessionId);
  const code = raised.endedSession;
  await expect(changeProfile(db, { accountId, name: "After" })).rejects.toMatchObject({ code });
  expect((await accountById(books.db, accountId))?.name).toBe("Before");
});
