import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Books, newFan, newSession, openBooks, sha256 } from "../../../test/support/books.ts";
import { accountById, accountForLogin } from "./accounts.ts";
import { askForReset, resetPassword } from "./password-resets.ts";
import { rotateRefresh, startSession } from "./sessions.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const expiresAt = Date.now() + 86_400_000;
const spent = { ok: false, code: "link-spent" };

async function asked() {
  const accountId = await newFan(books);
  const account = await accountById(books.db, accountId);
  const email = account?.email ?? "";
  await askForReset(books.db, { email: email.toUpperCase(), expiresAt });
  const [row] = await books.sql(
    "SELECT payload FROM outbox WHERE topic = 'password.reset' AND payload->>'accountId' = $1",
    [accountId],
  );
  return { accountId, account, email, payload: row?.["payload"] as { seal: string } };
}

it("[A8] a request for a new password writes one row, and the row of an unknown address names no account", async () => {
  const { accountId, payload } = await asked();
  expect(payload).toEqual({ accountId, expiresAtMs: expiresAt, seal: sha256("-") });
  const later = expiresAt + 1;
  await askForReset(books.db, { email: `${randomUUID()}@frontrow.test`, expiresAt: later });
  const rows = await books.sql("SELECT payload FROM outbox WHERE payload->>'expiresAtMs' = $1", [
    String(later),
  ]);
  const nobody = { accountId: null, expiresAtMs: later, seal: null };
  expect(rows).toEqual([{ payload: nobody }]);
});

it("[A9] a link replaces only the password that it was issued for, once, and ends every session but its own", async () => {
  const { accountId, account, email, payload } = await asked();
  const [before, wanted] = [newSession(), newSession()];
  await startSession(books.db, { accountId, session: before });
  const reset = (seal: string, session = newSession()) =>
    resetPassword(books.db, { accountId, seal, passwordHash: `new-${randomUUID()}`, session });
  expect(await reset(sha256("another"))).toEqual(spent);
  expect(await reset(payload.seal, wanted)).toEqual({ ok: true, value: account });
  const changed = await accountForLogin(books.db, email);
  expect(changed?.passwordHash).toMatch(/^new-/);
  expect(await reset(payload.seal)).toEqual(spent);
  expect(await accountForLogin(books.db, email)).toEqual(changed);
  const rotate = (oldHash: string) =>
    rotateRefresh(books.db, { oldHash, newHash: sha256(randomUUID()), expiresAt });
  expect(await rotate(before.tokenHash)).toEqual({ ok: false, code: "session-ended" });
  expect(await rotate(wanted.tokenHash)).toMatchObject({ ok: true });

  // Two that race with one link: one of them has it.
  const other = await asked();
  const race = () =>
    resetPassword(books.db, {
      accountId: other.accountId,
      seal: other.payload.seal,
      passwordHash: randomUUID(),
      session: newSession(),
    });
  const raced = await Promise.all([race(), race(), race()]);
  expect(raced.filter(({ ok }) => ok)).toHaveLength(1);
});
