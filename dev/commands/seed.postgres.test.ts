import { afterAll, beforeAll, expect, it } from "vitest";
import { accountForLogin } from "../../src/db/people/accounts.ts";
import { listConcerts } from "../../src/db/catalog/catalog.ts";
import { ordersOf } from "../../src/db/money/orders.ts";
import { checkPassword } from "../../src/worker/identity/password.ts";
import { type Books, openBooks, soundBalance } from "../../test/support/books.ts";
import { unsoundness } from "../../test/support/money/books-check.ts";
import { seed } from "./seed.ts";

let books: Books;
const now = Date.now();
const page = { after: null, limit: 100, now };

beforeAll(async () => {
  books = await openBooks();
  await seed(books.settings);
});
afterAll(() => books.close());

it("[DV13] the seed has sales in every state, and one of them opens within minutes", async () => {
  const listed = await listConcerts(books.db, page);
  const concerts = listed.ok ? listed.value.items : [];
  expect(concerts).toHaveLength(8);
  const opening = concerts.map(({ saleOpensAt }) => Date.parse(saleOpensAt ?? "") - now);
  expect(opening.some((ms) => ms > 60_000 && ms < 150_000)).toBe(true);
  const left = await books.sql<{ slug: string; left: number }>(
    `SELECT c.slug, (p.seat_count - count(b.seat))::int AS left FROM schedule s
    JOIN concert c ON c.id = s.concert_id JOIN seat_plan p ON p.hash = s.plan_hash
    JOIN order_seat b ON b.schedule_id = s.id GROUP BY c.slug, s.id, p.seat_count`,
  );
  expect(left).toContainEqual({ slug: "fifty-nine", left: 0 });
  expect(left.find(({ slug }) => slug === "220v")?.left).toBeLessThan(20);
  const closed = await books.sql("SELECT FROM schedule WHERE sale_closes_at < now()");
  expect(closed).toHaveLength(1);
});

it("[DV53] the seed's crowd has paid for its seats, and no fan has more seats than allowed", async () => {
  expect(await unsoundness(books)).toBeNull();
  const greedy = await books.sql(
    `SELECT FROM order_seat b JOIN customer_order o ON o.id = b.order_id
    JOIN schedule s ON s.id = o.schedule_id
    GROUP BY o.account_id, s.id HAVING count(*) > s.seats_per_account`,
  );
  expect(greedy).toEqual([]);
});

it("[DV54] the seed's fan and owner can sign in, and the fan has money and no orders yet", async () => {
  const people = [
    ["fan@frontrow.test", "frontrow-fan-1", false],
    ["admin@frontrow.test", "frontrow-admin-1", true],
  ] as const;
  for (const [email, password, isStaff] of people) {
    const known = await accountForLogin(books.db, email);
    expect(known?.account.isStaff).toBe(isStaff);
    expect((await checkPassword(password, known?.passwordHash ?? null)).right).toBe(true);
  }
  const fan = await accountForLogin(books.db, "fan@frontrow.test");
  const accountId = fan?.account.id ?? "";
  expect(await soundBalance(books, accountId)).toBe(500_000);
  expect(await ordersOf(books.db, { accountId, ...page })).toMatchObject({ value: { items: [] } });
});

it("[DV55] seeding again changes nothing", async () => {
  const count = () =>
    books.sql(
      "SELECT (SELECT count(*) FROM concert) AS concerts, (SELECT count(*) FROM account) AS accounts",
    );
  const before = await count();
  await seed(books.settings);
  expect(await count()).toEqual(before);
});
