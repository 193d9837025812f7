import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { operatorId, operatorScope } from "../../contract/admin/organizations.ts";
import { type Dimension, dimensions } from "../../contract/admin/reports/report-kinds.ts";
import { type SalesFigures } from "../../contract/admin/reports/sales-reports.ts";
import {
  type Books,
  cancelOrder,
  newConcert,
  newFan,
  newSchedule,
  openBooks,
  purchaseOf,
  topUp,
} from "../../../test/support/books.ts";
import { bookFindings } from "../admin/book-findings.ts";
import { purchase } from "../money/purchase.ts";
import { salesReport } from "./sales-report.ts";

let books: Books;
let shows: string[];
let fans: string[];
const fold = (lag = "0") => books.sql("SELECT fold_sales('1 day', $1::interval)", [lag]);

beforeAll(async () => {
  books = await openBooks();
  const far = await newConcert(books, "Pacific/Auckland");
  shows = [
    (await newSchedule(books)).scheduleId,
    (await newSchedule(books, { concertId: far.concertId })).scheduleId,
  ];
  fans = [await newFan(books), await newFan(books), await newFan(books)];
});
afterAll(() => books.close());

const year = { from: "2020-01-01", to: "2099-12-31", compare: "none", currency: "KRW" } as const;
const report = (by: Dimension[], more: object = {}) =>
  salesReport(books.db, { ...year, by, scope: operatorScope, money: operatorScope, ...more });

/** The same figures from the rows alone, one plain query each, without any function of the reports. */
async function recount(): Promise<SalesFigures> {
  const [sold] = await books.sql<Record<string, number>>(
    `SELECT count(DISTINCT o.id)::int AS orders, count(*)::int AS tickets, sum(price_minor)::int AS price,
      sum(discount_minor)::int AS discount, sum(fee_minor)::int AS fee, sum(s.refunded_minor)::int AS refund,
      count(*) FILTER (WHERE NOT live)::int AS returned
    FROM customer_order o JOIN order_seat s ON s.order_id = o.id`,
  );
  const [kept] = await books.sql<{ kept: number; returned: number }>(
    `SELECT coalesce(sum((l->>'chargeMinor')::int), 0)::int AS kept,
      coalesce(sum(s.fee_minor - (l->>'feeKeptMinor')::int), 0)::int AS returned
    FROM refund r, jsonb_array_elements(r.lines) l JOIN order_seat s ON s.seat = (l->>'seat')::int
    WHERE s.order_id = r.order_id`,
  );
  const {
    orders = 0,
    tickets = 0,
    price = 0,
    discount = 0,
    fee = 0,
    refund = 0,
    returned = 0,
  } = sold ?? {};
  const gross = price - discount + fee;
  const more = { kept: kept?.kept ?? 0, feeReturned: kept?.returned ?? 0 };
  const money = { prices: price, discount, fees: fee, gross, refund, ...more, net: gross - refund };
  return { orders, tickets, returned, money };
}

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant("buy" as const),
      show: fc.nat(1),
      fan: fc.nat(2),
      seats: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant("return" as const),
      order: fc.nat(30),
      all: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ act: "fold" as const }) },
);

it("[RP1] a report equals the rows and the ledger, however sales, refunds and folds follow each other", async () => {
  let seat = 0;
  const bought: { orderId: string; accountId: string; left: number[] }[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      for (const each of steps) {
        if (each.act === "fold") await fold();
        else if (each.act === "buy") {
          const accountId = fans[each.fan] ?? "";
          const seats = Array.from({ length: each.seats }, () => seat++ % 100);
          if (seat > 95) continue;
          await topUp(books.db, accountId, 11_000 * seats.length);
          const wanted = purchaseOf(accountId, shows[each.show] ?? "", ...seats);
          expect(await purchase(books.db, wanted)).toMatchObject({ ok: true });
          bought.push({ orderId: wanted.orderId, accountId, left: seats });
        } else {
          const order = bought[each.order % Math.max(1, bought.length)];
          if (!order || order.left.length === 0) continue;
          const { orderId, accountId } = order;
          const seats = each.all ? order.left.splice(0) : order.left.splice(0, 1);
          expect(await cancelOrder(books.db, { orderId, accountId, seats })).toMatchObject({
            ok: true,
          });
        }
      }
      const expected = await recount();
      const byShow = await report(["date", "zone"]);
      expect(byShow.totals).toEqual({ ...expected, orders: null });
      const [one, other] = await Promise.all(
        shows.map(async (scheduleId) => (await report(["month"], { scheduleId })).totals),
      );
      expect((one?.tickets ?? 0) + (other?.tickets ?? 0)).toBe(expected.tickets);
      for (const dimension of Object.keys(dimensions) as Dimension[]) {
        const made = await report([dimension]);
        const orders = dimension === "zone" || dimension === "price-type" ? null : expected.orders;
        expect(made.totals).toEqual({ ...expected, orders });
        expect(made.ledger).toMatchObject({ isEqual: true, refunds: expected.money?.refund });
        const rows = made.rows.reduce((sum, { figures }) => sum + (figures.money?.net ?? 0), 0);
        expect(rows).toBe(expected.money?.net);
      }
    }),
    { numRuns: 6 },
  );
  await fold();
  const findings = await bookFindings(books.db, { since: 0, now: Date.now() });
  expect(findings.filter(({ kind }) => kind.startsWith("report"))).toEqual([]);
});

it("[RP2] what a transaction commits after a fold, though it began before, is counted once", async () => {
  const fan = await newFan(books, 22_000);
  const slow = new Client({ connectionString: books.url });
  await slow.connect();
  const before = (await report(["day"])).totals.tickets;
  await slow.query("BEGIN");
  await slow.query("SELECT now()");
  await purchase(books.db, purchaseOf(fan, shows[0] ?? "", 98));
  await fold();
  await slow.query(
    `INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, currency, total_minor)
    VALUES ($1, 'LATE', $2, $3, $1, 'KRW', 0)`,
    [randomUUID(), fan, shows[0]],
  );
  await slow.query(
    `INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor)
    SELECT id, schedule_id, 99, 'r/100', 'r', 0, 0 FROM customer_order WHERE number = 'LATE'`,
  );
  await fold();
  await slow.query("COMMIT");
  await slow.end();
  expect((await report(["day"])).totals.tickets).toBe(before + 2);
  await fold();
  expect((await report(["day"])).totals.tickets).toBe(before + 2);
  const [folded] = await books.sql<{ tickets: number }>(
    "SELECT sum(tickets)::int AS tickets FROM sales_fold WHERE slice = 'method'",
  );
  expect(folded?.tickets).toBe(before + 2);
});

it("[RP3] a sum that no longer equals its rows or the ledger is found", async () => {
  const kinds = async () =>
    (await bookFindings(books.db, { since: 0, now: Date.now() }))
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith("report"));
  await fold();
  expect(await kinds()).toEqual([]);
  await books.sql("UPDATE sales_fold SET tickets = tickets + 1 WHERE slice = 'zone'");
  expect(new Set(await kinds())).toEqual(
    new Set(["report-differs-from-rows", "report-sums-differ"]),
  );
  await books.sql("UPDATE sales_fold SET price_minor = price_minor + 1 WHERE slice = 'method'");
  expect(await kinds()).toContain("report-differs-from-ledger");
  await books.sql("SELECT fold_again()");
  expect((await report(["day"])).ledger?.isEqual).toBe(true);
  await fold();
  expect(await kinds()).toEqual([]);
  for (const table of ["sales_fold_month", "sales_fold_year", "sales_fold_organization_month"]) {
    await books.sql(`UPDATE ${table} SET tickets = tickets + 1 WHERE slice = 'hour'`);
    expect(new Set(await kinds())).toEqual(new Set(["report-sums-differ"]));
    await books.sql(`UPDATE ${table} SET tickets = tickets - 1 WHERE slice = 'hour'`);
  }
  expect(await kinds()).toEqual([]);
});

it("[RP4] a day is the day at the venue, and a refund counts on its own day", async () => {
  const days = async (scheduleId: string) =>
    (await report(["day"], { scheduleId })).rows.map(({ keys }) => keys[0]?.id);
  const inZone = (timeZone: string) =>
    new Intl.DateTimeFormat("sv", { timeZone }).format(new Date());
  expect(await days(shows[0] ?? "")).toEqual([inZone("Asia/Seoul")]);
  expect(await days(shows[1] ?? "")).toEqual([inZone("Pacific/Auckland")]);
});

it("[RP5] a report shows only shows of the person's scope, and money only with the right to it", async () => {
  const nothing = { organizationId: operatorId, concertIds: [] };
  expect((await report(["concert"], { scope: nothing, money: null })).totals.tickets).toBe(0);
  const counted = await report(["concert"], { money: null });
  expect(counted).toMatchObject({ ledger: null, totals: { money: null } });
  expect(counted.rows.every(({ figures }) => figures.money === null)).toBe(true);
  expect(counted.totals.tickets).toBeGreaterThan(0);
});
