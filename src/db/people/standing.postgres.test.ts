import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Books, newFan, nobody, openBooks } from "../../../test/support/books.ts";
import { listPeople, personById } from "./people.ts";
import { restoreAccount, suspendAccount } from "./standing.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const person = async (accountId: string) => {
  const known = await personById(books.db, { accountId, now: Date.now() });
  if (!known) throw new Error("no such person");
  return known;
};
const all = { sort: "newest", after: null, limit: 100 } as const;
async function found(wanted: Partial<Parameters<typeof listPeople>[1]>) {
  const listed = await listPeople(books.db, { ...all, ...wanted });
  if (!listed.ok) throw new Error(listed.code);
  return listed.value;
}

it("[PP9] an account with roles is suspended only together with them, and never the last owner", async () => {
  const [fan, other] = [await newFan(books), await newFan(books)];
  const organization = randomUUID();
  await books.sql("INSERT INTO organization (id, name) VALUES ($1, $2)", [
    organization,
    { ko: "극단", en: "Troupe" },
  ]);
  const give = (accountId: string, role: string) =>
    books.sql(
      "INSERT INTO staff (id, organization_id, account_id, role) VALUES (gen_random_uuid(), $1, $2, $3)",
      [organization, accountId, role],
    );
  await give(fan, "owner");
  const suspend = (withRoles: boolean, by = nobody) =>
    suspendAccount(books.db, { accountId: fan, reason: "resells", withRoles, by });
  expect(await suspend(false)).toMatchObject({ code: "conflict" });
  expect(await suspend(true)).toMatchObject({ code: "conflict" });
  await give(other, "owner");
  expect((await person(fan)).roles).toEqual([
    { organization: { ko: "극단", en: "Troupe" }, role: "owner" },
  ]);
  expect(await suspend(true)).toMatchObject({ value: { isNew: true } });
  expect(await person(fan)).toMatchObject({ suspension: "resells", roles: [] });
  const acts = await books.sql<{ action: string }>(
    "SELECT action FROM audit_log WHERE subject = $1 ORDER BY id",
    [fan],
  );
  expect(acts.map(({ action }) => action)).toEqual(["staff.suspend", "account.suspend"]);
  // The roles do not come back with the account.
  await restoreAccount(books.db, { accountId: fan, reason: "a mistake", by: nobody });
  expect((await person(fan)).roles).toEqual([]);
});

it("[PP10] a search for a part of a name says when more people have it than are looked through", async () => {
  expect((await found({ search: "가" })).isCut).toBe(false);
  await books.sql(
    `WITH made AS (INSERT INTO account (id, email, password_hash, name, locale)
      SELECT gen_random_uuid(), 'many' || n || '@example.com', '-', '많은이름', 'ko' FROM generate_series(1, 2001) n RETURNING id)
    INSERT INTO wallet (account_id, currency, balance_minor, lines) SELECT id, 'KRW', 0, 0 FROM made`,
  );
  const many = await found({ search: "많은이름" });
  expect(many.isCut).toBe(true);
  expect(many.items.length).toBeGreaterThan(0);
  expect((await found({ search: "많은이름", tier: "nobodys" })).isCut).toBe(true);
});
