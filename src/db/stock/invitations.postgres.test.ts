import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Books, newFan, newSchedule, nobody, openBooks } from "../../../test/support/books.ts";
import { askInvitations, decideInvitations } from "./invitations.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

it("[ST33] a manager of another concert could not approve, so whoever asked for free tickets can", async () => {
  const organizationId = randomUUID();
  await books.sql("INSERT INTO organization (id, name) VALUES ($1, $2)", [
    organizationId,
    { ko: "단체", en: "Company" },
  ]);
  const [shown, elsewhere] = [await newSchedule(books), await newSchedule(books)];
  const [asking, other] = [await newFan(books), await newFan(books)];
  const scope = { organizationId, concertIds: null };
  const by = { ...nobody, scope, accountId: asking };
  const employ = (accountId: string, concertId: string) =>
    books.sql(
      `INSERT INTO staff (id, organization_id, account_id, role, concert_id)
      VALUES ($1, $2, $3, 'manager', $4)`,
      [randomUUID(), organizationId, accountId, concertId],
    );
  const decided = async () => {
    const id = randomUUID();
    const guests = [{ name: "Kim", mail: null, phone: null, zoneId: "r", count: 1 }];
    const wanted = { reason: "guest" as const, note: "-", guests };
    await askInvitations(books.db, { id, scheduleId: shown.scheduleId, wanted, by });
    return decideInvitations(books.db, { id, isApproved: true, by });
  };
  await employ(other, elsewhere.concertId);
  expect(await decided()).toMatchObject({ value: { state: "approved" } });
  await employ(other, shown.concertId);
  expect(await decided()).toMatchObject({ code: "conflict" });
});
