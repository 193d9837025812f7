import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { operatorId, operatorScope } from "../../contract/admin/organizations.ts";
import { Act } from "../../contract/admin/activity.ts";
import {
  type Books,
  newFan,
  newSchedule,
  openBooks,
  topUp,
  purchaseOf,
} from "../../../test/support/books.ts";
import { cardPurchaseOf, payByCard } from "../../../test/support/money/money.ts";
import { listActs } from "./activity-log.ts";

let books: Books;
beforeAll(async () => void (books = await openBooks()));
afterAll(() => books.close());

it("[AD71] the activity log names the object of each act", async () => {
  const { scheduleId, concertId } = await newSchedule(books);
  const fan = await newFan(books);
  const card = cardPurchaseOf(purchaseOf(fan, scheduleId, 0));
  const { sale } = await payByCard(books, card);
  await topUp(books.db, fan, 5_000);
  const id = async (text: string) => (await books.sql<{ id: string }>(text))[0]?.id ?? "";
  const couponId = randomUUID();
  await books.sql(
    `INSERT INTO coupon (organization_id, id, code, name, cut, currency, minimum_minor)
      VALUES ($2, $1, 'SPRING', '{"ko": "봄", "en": "Spring"}', '{"percent": 10}', 'KRW', 0)`,
    [couponId, operatorId],
  );
  const acts: [string, string][] = [
    ["sale.pause", scheduleId],
    ["holds.extend", scheduleId],
    ["concert.create", concertId],
    ["venue.create", await id("SELECT venue_id AS id FROM concert")],
    ["plan.create", await id("SELECT venue_id AS id FROM concert")],
    ["coupon.close", couponId],
    ["account.tier", fan],
    ["payment.resolve", card.paymentId],
    ["payment.resolve", await id("SELECT id FROM payment WHERE purpose = 'top-up'")],
    ["reconciliation.run", "books"],
    ["sale.pause", randomUUID()],
  ];
  for (const act of acts)
    await books.sql(
      "INSERT INTO audit_log (organization_id, action, subject) VALUES ($1, $2, $3)",
      [operatorId, ...act],
    );
  const told = await listActs(books.db, {
    scope: operatorScope,
    after: null,
    limit: acts.length,
  });
  if (!told.ok) throw new Error(told.code);
  const named = told.value.items
    .map((item) => Act.parse(item))
    .reverse()
    .map(
      ({ object }) =>
        object && [object.kind, object.name.en, ...(object.date ? [object.date.startsAt] : [])],
    );
  const show = ["schedule", "Night", "2099-01-16T09:00:00.000Z"];
  const email = `${fan}@frontrow.test`;
  expect(named).toEqual([
    show,
    show,
    ["concert", "Night"],
    ["venue", "Olympic Hall"],
    ["venue", "Olympic Hall"],
    ["coupon", "SPRING"],
    ["account", email],
    ["order", sale?.number],
    ["top-up", email],
    null,
    null,
  ]);
});
