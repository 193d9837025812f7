import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Books, newSchedule, openBooks, sha256 } from "../../../test/support/books.ts";
import {
  closeEven,
  counterSaleOf,
  kinds,
  ledgerOf,
  newClerk,
  paid,
  shiftOf,
  soldAtCounter,
} from "../../../test/support/money/counter-books.ts";
import { refundAsStaff } from "../../../test/support/money/staff-refunds.ts";
import { contradictions } from "../../../test/support/money/money.ts";
import { CloseShift } from "../../contract/admin/counter-shifts.ts";
import type { TenderKind } from "../../contract/money/order-channels.ts";
import type { Actor } from "../admin/audit.ts";
import { type Exchange, exchangeTickets } from "./exchanges.ts";
import { type CounterSale, counterSale } from "./sales.ts";
import {
  closeOwnShift,
  closeShift,
  listShifts,
  openShift,
  openShiftOf,
  shiftById,
  shiftEntries,
} from "./shifts.ts";

let books: Books;
let scheduleId: string;
let seats = 0;
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId } = await newSchedule(books));
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});
const currency = "KRW" as const;

it("[BO12] an operator has one open shift, and so has a counter; asking again opens no second one", async () => {
  const [mina, jun] = [await newClerk(books), await newClerk(books)];
  const shift = { counter: "Window 1", floatMinor: 50_000, currency };
  const wanted = { id: randomUUID(), by: mina, shift };
  const opened = await Promise.all([1, 2, 3].map(() => openShift(books.db, wanted)));
  for (const each of opened) expect(each).toMatchObject({ ok: true, value: { id: wanted.id } });
  const second = { ...wanted, id: randomUUID(), shift: { ...shift, counter: "Window 2" } };
  expect(await openShift(books.db, second)).toMatchObject({
    code: "shift-open",
    detail: "operator",
  });
  const other = { id: randomUUID(), by: jun, shift: { ...shift, counter: "WINDOW 1" } };
  expect(await openShift(books.db, other)).toMatchObject({ code: "shift-open", detail: "counter" });
  const { organizationId } = mina.scope;
  const asked = { organizationId, operatorId: mina.accountId };
  expect(await openShiftOf(books.db, asked)).toMatchObject({ float: { amount: 50_000 } });
  expect(await closeEven(books, mina)).toMatchObject({ ok: true });
  expect(await openShift(books.db, other)).toMatchObject({ ok: true });
  expect(await closeEven(books, jun)).toMatchObject({ ok: true });
});

it("[BO13] a shift closes to the won, and a difference only with an explanation", async () => {
  const clerk = await newClerk(books);
  const id = await shiftOf(books, clerk, 100_000);
  const tenders = [paid(15_000), paid(5_000, "terminal")];
  await soldAtCounter(books, { ...counterSaleOf(clerk, scheduleId, seats++, seats++), tenders });
  const [till, bank] = [
    await ledgerOf(books, "till_account()"),
    await ledgerOf(books, "bank_account()"),
  ];
  const counted = [
    { kind: "cash" as const, amountMinor: 114_500 },
    { kind: "terminal" as const, amountMinor: 5_000 },
  ];
  const asked = { id, by: clerk, close: { counted } };
  expect(await closeOwnShift(books.db, asked)).toMatchObject({
    code: "shift-differs",
    detail: JSON.stringify({ cash: -500 }).replace(":", ": "),
  });
  const explained = { ...asked, close: { counted, explanation: "A coin fell under the floor" } };
  const closed = await closeOwnShift(books.db, explained);
  expect(closed).toMatchObject({
    value: {
      id,
      difference: { amount: -500 },
      explanation: "A coin fell under the floor",
      isForced: false,
      lines: [
        { kind: "cash", expected: { amount: 115_000 }, counted: { amount: 114_500 } },
        { kind: "terminal", expected: { amount: 5_000 }, difference: { amount: 0 } },
        { kind: "bank-transfer", expected: { amount: 0 } },
        { kind: "voucher", expected: { amount: 0 } },
      ],
    },
  });
  expect(await ledgerOf(books, "till_account()")).toBe(till + 120_000);
  expect(await ledgerOf(books, "bank_account()")).toBe(bank - 119_500);
  // The answer was lost, and the operator closes again.
  expect(await closeOwnShift(books.db, explained)).toEqual(closed);
  expect(await closeOwnShift(books.db, { ...asked, close: { counted: [] } })).toMatchObject({
    code: "shift-needed",
  });
});

it("[BO35] a late repeat of a close, and a close by somebody else, leave the next shift open", async () => {
  const [clerk, other] = [await newClerk(books), await newClerk(books)];
  const first = await shiftOf(books, clerk);
  const close = { counted: [] };
  expect(await closeOwnShift(books.db, { id: first, by: clerk, close })).toMatchObject({
    ok: true,
  });
  const second = await shiftOf(books, clerk);
  expect(await closeOwnShift(books.db, { id: first, by: clerk, close })).toMatchObject({
    value: { id: first },
  });
  const theirs = { id: second, by: other, close: { counted: [], explanation: "-" } };
  expect(await closeOwnShift(books.db, theirs)).toMatchObject({ code: "shift-needed" });
  const { organizationId } = clerk.scope;
  expect(await shiftById(books.db, { organizationId, shiftId: second })).toMatchObject({
    closedAt: null,
  });
  expect(await closeEven(books, clerk)).toMatchObject({ ok: true });
});

it("[BO36] a kind of which more was given back than taken is counted below zero", async () => {
  const clerk = await newClerk(books);
  const id = await shiftOf(books, clerk, 20_000);
  const sold = counterSaleOf(clerk, scheduleId, seats++);
  await soldAtCounter(books, sold);
  const back = { orderId: sold.orderId, to: "hand", hand: "terminal" } as const;
  const refunded = await refundAsStaff(books, back, { actor: clerk.accountId, shiftId: id });
  expect(refunded).toMatchObject({ ok: true });
  const till = await ledgerOf(books, "till_account()");
  const counted = CloseShift.shape.counted.parse([
    { kind: "cash", amountMinor: 30_000 },
    { kind: "terminal", amountMinor: -10_000 },
  ]);
  expect(await closeOwnShift(books.db, { id, by: clerk, close: { counted } })).toMatchObject({
    value: { difference: { amount: 0 } },
  });
  expect(await ledgerOf(books, "till_account()")).toBe(till + 20_000);
  const cash = [{ kind: "cash", amountMinor: -1 }];
  expect(CloseShift.shape.counted.safeParse(cash).success).toBe(false);
});

it("[BO14] a manager closes a shift that somebody left open, with an explanation, and it is in the log", async () => {
  const [clerk, manager] = [await newClerk(books), await newClerk(books)];
  const id = await shiftOf(books, clerk);
  const force = { id, by: manager, close: { counted: [] } };
  expect(await closeShift(books.db, force)).toMatchObject({ code: "shift-differs" });
  const explained = { ...force, close: { counted: [], explanation: "Went home ill" } };
  expect(await closeShift(books.db, explained)).toMatchObject({
    value: { isForced: true, closedBy: expect.any(String) },
  });
  expect(await closeShift(books.db, explained)).toMatchObject({ code: "conflict" });
  const acts = await books.sql("SELECT action FROM audit_log WHERE subject = $1 ORDER BY id", [id]);
  expect(acts).toEqual([{ action: "shift.open" }, { action: "shift.force-close" }]);
});

it("[BO15] a close waits for the sales under way, and every sale is in the count of one shift", async () => {
  const clerk = await newClerk(books);
  const id = await shiftOf(books, clerk);
  const sales = Array.from({ length: 8 }, () => counterSaleOf(clerk, scheduleId, seats++));
  const close = { id, by: clerk, close: { counted: [], explanation: "A race" } };
  const [closed, ...sold] = await Promise.all([
    closeShift(books.db, close),
    ...sales.map((each) => counterSale(books.db, each)),
  ]);
  expect(closed.ok).toBe(true);
  const taken = sold.filter(({ ok }) => ok).length;
  const { organizationId } = clerk.scope;
  const shift = await shiftById(books.db, { organizationId, shiftId: id });
  expect(shift).toMatchObject({ sales: taken, difference: { amount: 0 - 10_000 * taken } });
  for (const each of sold) if (!each.ok) expect(each.code).toBe("shift-needed");
});

it("[BO16] over random shifts with sales, refunds and exchanges the ledger equals the totals of the shifts, kind by kind", async () => {
  const clerk = await newClerk(books);
  const { organizationId } = clerk.scope;
  const split = fc.record({
    parts: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }),
    at: fc.nat(9_998),
    after: fc.constantFrom("kept", "refunded", "raised", "lowered"),
    by: fc.integer({ min: 0, max: 3 }),
  });
  const story = fc.record({
    floatMinor: fc.integer({ min: 0, max: 50_000 }),
    sales: fc.array(split, { maxLength: 4 }),
    missing: fc.integer({ min: 0, max: 900 }),
  });
  await fc.assert(
    fc.asyncProperty(story, async ({ floatMinor, sales, missing }) => {
      const till = await ledgerOf(books, "till_account()");
      const lost = await ledgerOf(books, "till_differences_account()");
      const shiftId = await shiftOf(books, clerk, floatMinor);
      const taken = { cash: floatMinor, terminal: 0, "bank-transfer": 0, voucher: 0 };
      for (const { parts, at, after, by } of sales) {
        const tenders = tendersOf(parts, at);
        for (const { kind, amountMinor } of tenders) taken[kind] += amountMinor;
        const sold = { ...counterSaleOf(clerk, scheduleId, seats++), tenders };
        await soldAtCounter(books, sold);
        const minor = { kept: 0, refunded: -10_000, raised: 2_000, lowered: -2_000 }[after];
        // The drawer gives no more cash than it has.
        const wanted = kinds[by] ?? "cash";
        const kind = wanted === "cash" && taken.cash + minor < 0 ? "terminal" : wanted;
        taken[kind] += minor;
        if (after === "refunded") {
          const back = { orderId: sold.orderId, to: "hand", hand: kind } as const;
          const by = { actor: clerk.accountId, shiftId };
          expect(await refundAsStaff(books, back, by)).toMatchObject({ ok: true });
        } else if (after !== "kept") {
          const exchange = exchangeOf(clerk, sold, { seat: seats++, minor, kind });
          expect(await exchangeTickets(books.db, exchange)).toMatchObject({ ok: true });
        }
      }
      const open = await shiftById(books.db, { organizationId, shiftId });
      for (const { kind, expected } of open?.lines ?? []) expect(expected.amount).toBe(taken[kind]);
      // Transfers go to our bank at once, and vouchers to theirs.
      const sum = taken.cash + taken.terminal;
      expect(await ledgerOf(books, "till_account()")).toBe(till - sum);
      const short = Math.min(missing, taken.cash);
      const counted = kinds.map((kind) => {
        return { kind, amountMinor: taken[kind] - (kind === "cash" ? short : 0) };
      });
      const close = { counted, explanation: "-" };
      const closed = await closeOwnShift(books.db, { id: shiftId, by: clerk, close });
      expect(closed).toMatchObject({ value: { difference: { amount: 0 - short } } });
      expect(await ledgerOf(books, "till_account()")).toBe(till);
      expect(await ledgerOf(books, "till_differences_account()")).toBe(lost - short);
    }),
    { numRuns: 12 },
  );
});

/** The sale's ticket for another seat, which costs so much more or less. */
function exchangeOf(
  by: Actor,
  { orderId, seats: [old] }: CounterSale,
  { seat, minor, kind }: { seat: number; minor: number; kind: TenderKind },
): Exchange {
  const [to] = counterSaleOf(by, scheduleId, seat).seats;
  if (!old || !to) throw new Error("a sale has a seat");
  return {
    by,
    key: randomUUID(),
    requestHash: sha256(orderId),
    orderId,
    newOrderId: randomUUID(),
    scheduleId,
    holdId: randomUUID(),
    from: [{ seat: old.seat, movedMinor: 10_000 }],
    to: [{ ...to, priceMinor: 10_000 + minor }],
    discounts: [],
    tenders: [paid(Math.abs(minor), kind)],
    isWaived: false,
    reason: null,
  };
}

/** A seat's price in parts, the first of which is cut off at `at`. */
function tendersOf(parts: number[], at: number) {
  const first = parts.length === 1 ? 10_000 : at + 1;
  const [one = 0, ...others] = parts;
  const kindOf = (part: number) => kinds[part] ?? "cash";
  const rest = others.slice(0, 1).map((part) => paid(10_000 - first, kindOf(part)));
  return [paid(first, kindOf(one)), ...rest];
}

it("[BO17] the report of a shift lists what was taken, page by page, and shifts are listed by counter", async () => {
  const clerk = await newClerk(books);
  const shiftId = await shiftOf(books, clerk);
  for (let sale = 0; sale < 3; sale++)
    await soldAtCounter(books, counterSaleOf(clerk, scheduleId, seats++));
  const { organizationId } = clerk.scope;
  const asked = { organizationId, shiftId, limit: 2 };
  const first = await shiftEntries(books.db, { ...asked, after: null });
  if (!first.ok) throw new Error(first.code);
  expect(first.value.items.map(({ amount }) => amount.amount)).toEqual([10_000, 10_000]);
  const rest = await shiftEntries(books.db, { ...asked, after: first.value.nextCursor });
  expect(rest).toMatchObject({ value: { items: [{ act: "sale" }], nextCursor: null } });
  const list = { organizationId, since: null, counter: `counter ${shiftId}`, isOpen: true };
  const shifts = await listShifts(books.db, { ...list, after: null, limit: 5 });
  expect(shifts).toMatchObject({ value: { items: [{ id: shiftId, sales: 3, tickets: 3 }] } });
  await closeEven(books, clerk);
});
