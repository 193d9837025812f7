import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { operatorScope } from "../../contract/admin/organizations.ts";
import { type Dimension, dimensions } from "../../contract/admin/reports/report-kinds.ts";
import { payoutOf } from "../../worker/reports/payout-statement.ts";
import {
  type Books,
  newFan,
  newSchedule,
  openBooks,
  purchaseOf,
  sha256,
} from "../../../test/support/books.ts";
import {
  counterSaleOf,
  ledgerOf,
  newClerk,
  paid,
  shiftOf,
  soldAtCounter,
} from "../../../test/support/money/counter-books.ts";
import { contradictions } from "../../../test/support/money/money.ts";
import type { Actor } from "../admin/audit.ts";
import { collectTickets } from "../counter/collections.ts";
import { type Exchange, exchangeTickets } from "../counter/exchanges.ts";
import { purchase } from "../money/purchase.ts";
import { showLedger } from "./payouts.ts";
import { salesReport } from "./sales-report.ts";
import { type TicketLine, ticketLines } from "./ticket-lines.ts";

let books: Books;
let clerk: Actor & { accountId: string };
let seat = 0;
const year = { from: "2020-01-01", to: "2099-12-31", currency: "KRW" } as const;
const note = { ko: "학생증", en: "ID" };
const youth = { id: "youth", name: note, zones: null, cut: { percent: 20 }, note };

beforeAll(async () => {
  books = await openBooks();
  clerk = await newClerk(books);
  await shiftOf(books, clerk, 100_000);
});
afterAll(async () => {
  await books.sql("SELECT fold_sales('1 day', '0')");
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});

async function reportOf(scheduleId: string, by: Dimension[]) {
  const asked = { ...year, by, scheduleId, compare: "none" as const };
  return salesReport(books.db, { ...asked, scope: operatorScope, money: operatorScope });
}

async function linesOf(scheduleId: string): Promise<TicketLine[]> {
  const lines: TicketLine[] = [];
  for await (const page of ticketLines(books.db, { ...year, scope: operatorScope, scheduleId }))
    lines.push(...page);
  return lines;
}

/** The figures of a show, which every report, the lines and the ledger must agree on. */
async function provedFigures(scheduleId: string) {
  const lines = await linesOf(scheduleId);
  const sum = (of: (line: TicketLine) => number) =>
    lines.reduce((total, line) => total + of(line), 0);
  const { totals } = await reportOf(scheduleId, ["day"]);
  const money = totals.money;
  if (!money) throw new Error("no money");
  for (const dimension of Object.keys(dimensions) as Dimension[]) {
    const made = await reportOf(scheduleId, [dimension]);
    expect(made.totals).toMatchObject({
      tickets: totals.tickets,
      returned: totals.returned,
      money,
    });
    expect(made.ledger).toMatchObject({ isEqual: true });
  }
  expect(sum(({ tickets }) => tickets)).toBe(totals.tickets - totals.returned);
  expect(sum((line) => line.priceMinor - line.discountMinor + line.feeMinor)).toBe(money.gross);
  expect(sum(({ refundMinor }) => refundMinor)).toBe(money.refund);
  expect(sum(({ keptMinor }) => keptMinor)).toBe(money.kept);
  const ledger = await showLedger(books.db, { ...year, scheduleId });
  const payout = ledger?.days.reduce((total, day) => total + payoutOf(day), 0);
  expect(payout).toBe(money.net - money.fees + money.feeReturned);
  const sold = totals.tickets - totals.returned;
  return { sold, net: money.net, kept: money.kept, fees: money.fees - money.feeReturned };
}

function exchangeOf(
  orderId: string,
  from: Exchange["from"],
  { scheduleId, priceMinor, pays }: { scheduleId: string; priceMinor: number; pays: number },
): Exchange & { to: [Exchange["to"][number]] } {
  const to = seat++;
  const priced = { zoneId: "r", priceMinor, feeMinor: 1_000, discountMinor: 0, priceType: null };
  return {
    by: clerk,
    key: randomUUID(),
    requestHash: sha256(orderId),
    orderId,
    newOrderId: randomUUID(),
    scheduleId,
    holdId: randomUUID(),
    from,
    to: [{ seat: to, key: `r/${to + 1}`, ...priced, proofSeen: false }],
    discounts: [],
    tenders: pays === 0 ? [] : [paid(pays)],
    isWaived: false,
    reason: null,
  };
}

it("[RP17] an exchange counts the old ticket as returned and the new one as sold, with the money and fees of the ledger", async () => {
  const { scheduleId, concertId } = await newSchedule(books);
  const other = await newSchedule(books, {
    concertId,
    startsAt: "2099-01-17T18:00:00+09:00",
  });
  const fees = await ledgerOf(books, "fees_account()");
  const sale = counterSaleOf(clerk, scheduleId, seat++);
  const seats = sale.seats.map((each) => ({ ...each, feeMinor: 1_000 }));
  await soldAtCounter(books, { ...sale, seats, tenders: [paid(11_000)] });
  await books.sql("SELECT fold_sales('1 day', '0')");

  const first = seats[0]?.seat ?? 0;
  const up = exchangeOf(sale.orderId, [{ seat: first, movedMinor: 11_000 }], {
    scheduleId,
    priceMinor: 15_000,
    pays: 5_000,
  });
  expect(await exchangeTickets(books.db, up)).toMatchObject({ ok: true });
  const raised = { sold: 1, net: 16_000, kept: 0, fees: 1_000 };
  expect(await provedFigures(scheduleId)).toEqual(raised);
  await books.sql("SELECT fold_sales('1 day', '0')");
  expect(await provedFigures(scheduleId)).toEqual(raised);

  const down = exchangeOf(up.newOrderId, [{ seat: up.to[0].seat, movedMinor: 15_500 }], {
    scheduleId,
    priceMinor: 9_000,
    pays: 5_500,
  });
  // Only a waived exchange may move less than was paid.
  const waived = { ...down, isWaived: true, reason: "A worse seat" };
  expect(await exchangeTickets(books.db, waived)).toMatchObject({ ok: true });
  const lowered = { sold: 1, net: 10_500, kept: 500, fees: 1_000 };
  expect(await provedFigures(scheduleId)).toEqual(lowered);

  const away = exchangeOf(down.newOrderId, [{ seat: down.to[0].seat, movedMinor: 10_000 }], {
    scheduleId: other.scheduleId,
    priceMinor: 9_000,
    pays: 0,
  });
  expect(await exchangeTickets(books.db, away)).toMatchObject({ ok: true });
  for (const round of [1, 2]) {
    expect(await provedFigures(scheduleId)).toEqual({ sold: 0, net: 500, kept: 500, fees: 0 });
    expect(await provedFigures(other.scheduleId)).toMatchObject({ sold: 1, net: 10_000 });
    expect(await ledgerOf(books, "fees_account()"), `round ${round}`).toBe(fees + 1_000);
    await books.sql("SELECT fold_sales('1 day', '0')");
  }
});

it("[RP18] a ticket paid up to the full price stays sold as it was, and the rest counts when it is paid", async () => {
  const { scheduleId } = await newSchedule(books);
  const discounts = { priceTypes: [youth], automatic: [] };
  await books.sql("UPDATE schedule SET discounts = $2 WHERE id = $1", [scheduleId, discounts]);
  const wanted = purchaseOf(await newFan(books, 100_000), scheduleId, seat++);
  const seats = wanted.seats.map((each) => ({ ...each, discountMinor: 2_000, priceType: "youth" }));
  const line = { kind: "price-type" as const, id: "youth", name: note, tickets: 1 };
  const cut = { seats, discounts: [{ ...line, amountMinor: 2_000 }] };
  expect(await purchase(books.db, { ...wanted, ...cut })).toMatchObject({ ok: true });
  await books.sql("SELECT fold_sales('1 day', '0')");
  const before = await provedFigures(scheduleId);
  const taken = seats[0]?.seat ?? 0;
  const collected = await collectTickets(books.db, {
    by: clerk,
    key: randomUUID(),
    requestHash: sha256("full"),
    orderId: wanted.orderId,
    seats: [taken],
    proofsSeen: [],
    fullPrice: [{ seat: taken, type: "youth", minor: 2_000 }],
    tenders: [paid(2_000)],
  });
  expect(collected).toMatchObject({ ok: true });
  for (const _round of [1, 2]) {
    expect(await provedFigures(scheduleId)).toEqual({ ...before, net: before.net + 2_000 });
    const { rows } = await reportOf(scheduleId, ["price-type"]);
    expect(rows.map(({ figures }) => figures.money?.discount)).toEqual([0]);
    await books.sql("SELECT fold_sales('1 day', '0')");
  }
  expect(await linesOf(scheduleId)).toMatchObject([
    { kind: "sale", tickets: 1, discountMinor: 2_000, priceType: note },
    { kind: "raise", tickets: 0, discountMinor: -2_000, priceType: note },
  ]);
});
