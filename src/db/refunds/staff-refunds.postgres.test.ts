import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  cancelOrder,
  newConcert,
  newFan,
  nobody,
  openBooks,
  purchaseOf,
  soundBalance,
} from "../../../test/support/books.ts";
import {
  buyTickets,
  callOff,
  plain,
  runBatches,
  showOf,
  threeDaysBefore,
} from "../../../test/support/money/canceled-show.ts";
import { contradictions } from "../../../test/support/money/money.ts";
import {
  carryOut,
  factsOfOrder,
  quotedByStaff,
  refundAsStaff,
} from "../../../test/support/money/staff-refunds.ts";
import { staffPreview } from "../../worker/refunds/staff-quote.ts";
import { soldOf } from "../admin/reconciliation.ts";
import { dueRefunds } from "../money/refunds.ts";
import { purchase, voidHold } from "../money/purchase.ts";
import { previewShowCancellation } from "../money/show-cancellation.ts";
import { scheduleSetup } from "../sale/setup.ts";
import { payByHand, releaseKeptSeats } from "./staff-refunds.ts";

let books: Books;
let concertId: string;
let scheduleId: string;
beforeAll(async () => {
  books = await openBooks();
  ({ concertId } = await newConcert(books));
  scheduleId = await showOf(books, concertId);
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});

/** Tickets as if the counter had sold them: nobody's account, and cash in the drawer. */
async function soldForCash(show: string, seats: number) {
  const { orderId } = await buyTickets(
    books,
    show,
    Array.from({ length: seats }, () => plain),
  );
  await books.sql(
    `UPDATE customer_order SET account_id = NULL, channel = 'counter', method = 'cash' WHERE id = $1`,
    [orderId],
  );
  return orderId;
}

const ledger = (orderId: string) =>
  books.sql<{ kind: string; from: string; to: string; minor: number }>(
    `SELECT t.kind, coalesce(d.name, 'concert') AS from,
      coalesce(c.name, CASE WHEN t.wallet_id IS NULL THEN 'concert' ELSE 'wallet' END) AS to, t.amount_minor::int AS minor
    FROM transfer t LEFT JOIN system_account d ON d.id = t.debit_id LEFT JOIN system_account c ON c.id = t.credit_id
    WHERE t.order_id = $1 AND t.kind NOT IN ('purchase', 'card-purchase', 'fee') ORDER BY t.id`,
    [orderId],
  );
const seatsOf = async (orderId: string) =>
  books.sql<{ seat: number; live: boolean; kept: boolean; minor: number }>(
    `SELECT seat, live, kept_out AS kept, refunded_minor::int AS minor FROM order_seat WHERE order_id = $1 ORDER BY seat`,
    [orderId],
  );
/** What the outbox still has to tell the schedule of this order. */
const freed = async (orderId: string) =>
  (
    await books.sql<{ seats: number[] }>(
      "SELECT payload->'seats' AS seats FROM outbox WHERE topic = 'seats.released' AND payload->>'orderId' = $1 ORDER BY id",
      [orderId],
    )
  ).flatMap(({ seats }) => seats);

it("[RS7] a refund of money alone leaves the ticket valid and its seat sold, as often as there is money left", async () => {
  const { fan, orderId } = await buyTickets(books, scheduleId, [plain, plain]);
  const [first] = (await seatsOf(orderId)).map(({ seat }) => seat);
  const part = (amountMinor: number) =>
    refundAsStaff(books, {
      orderId,
      seats: [first!],
      seat: "ticket",
      money: { by: "amount", amountMinor },
    });
  expect(await part(4_000)).toMatchObject({ ok: true, value: { refundedMinor: 4_000 } });
  expect(await part(6_500)).toMatchObject({ ok: true });
  expect(await part(501)).toMatchObject({ ok: false, code: "amount-out-of-range" });
  expect(await part(500)).toMatchObject({ ok: true });
  expect(await soundBalance(books, fan)).toBe(11_001);
  expect(await seatsOf(orderId)).toMatchObject([
    { live: true, minor: 11_000 },
    { live: true, minor: 0 },
  ]);
  expect(await freed(orderId)).toEqual([]);
  expect(await factsOfOrder(books, orderId)).toMatchObject({ status: "paid" });
  // The fee comes back after the price.
  expect(await ledger(orderId)).toEqual([
    { kind: "refund", from: "concert", to: "wallet", minor: 4_000 },
    { kind: "fee-refund", from: "fees", to: "concert", minor: 500 },
    { kind: "refund", from: "concert", to: "wallet", minor: 6_500 },
    { kind: "fee-refund", from: "fees", to: "concert", minor: 500 },
    { kind: "refund", from: "concert", to: "wallet", minor: 500 },
  ]);
});

it("[RS8] a seat that is kept out stays sold for the schedule while its ticket is canceled, until it is released", async () => {
  const show = await showOf(books, concertId);
  const { orderId } = await buyTickets(books, show, [plain, plain]);
  const facts = await factsOfOrder(books, orderId);
  const { holdId, accountId } = facts;
  const seats = facts.seats.map(({ seat }) => seat);
  const kept = await refundAsStaff(books, { orderId, seats: [seats[0]!], seat: "kept-out" });
  expect(kept).toMatchObject({ ok: true, value: { refundedMinor: 11_000 } });
  const rest = await refundAsStaff(books, {
    orderId,
    seat: "kept-out",
    money: { by: "none" },
    to: "wallet",
  });
  expect(rest).toMatchObject({ ok: true, value: { refundedMinor: 0 } });
  const taken = { orderId, accountId, seats };
  expect(await seatsOf(orderId)).toMatchObject([
    { live: false, kept: true },
    { live: false, kept: true },
  ]);
  expect((await scheduleSetup(books.db, show))?.sold).toMatchObject([{ holdId, ...taken }]);
  expect(await soldOf(books.db, show)).toMatchObject([{ holdId, ...taken }]);
  expect(await voidHold(books.db, { holdId, scheduleId: show })).toEqual(taken);
  expect(await freed(orderId)).toEqual([]);
  const release = { orderId, seats, by: nobody };
  expect(await releaseKeptSeats(books.db, release)).toMatchObject({ value: { seats, kept: [] } });
  expect(await freed(orderId)).toEqual(seats);
  expect(await soldOf(books.db, show)).toEqual([]);
  expect(await releaseKeptSeats(books.db, release)).toMatchObject({ value: { seats: [] } });
  const next = purchaseOf(await newFan(books, 22_000), show, seats[0]!);
  expect(await purchase(books.db, next)).toMatchObject({ ok: true });
});

it("[RS9] the preview's ledger lines are the lines that the refund writes", async () => {
  const mixed = await buyTickets(books, scheduleId, [plain, plain], {
    byCard: true,
    walletMinor: 5_000,
  });
  for (const choice of [
    { seat: "ticket", money: { by: "amount", amountMinor: 10_500 }, to: "original" },
    { seat: "sale", money: { by: "charge", percent: 5, isFeeReturned: false }, to: "original" },
    { seat: "ticket", money: { by: "full" }, to: "hand", hand: "bank-transfer" },
  ] as const) {
    const facts = await factsOfOrder(books, mixed.orderId);
    const seats = choice.to === "hand" ? facts.gone.map(({ seat }) => seat) : null;
    const asked = { orderId: mixed.orderId, ...choice, ...(seats ? { seats } : {}) };
    const { switches, quote } = await quotedByStaff(books, asked);
    if (!quote.ok) throw new Error(quote.code);
    const preview = await staffPreview(quote.value, switches);
    const before = (await ledger(mixed.orderId)).length;
    expect(await refundAsStaff(books, asked)).toMatchObject({ ok: true });
    const said = preview.ledger.map(({ amount, ...line }) => ({ ...line, minor: amount.amount }));
    expect((await ledger(mixed.orderId)).slice(before)).toEqual(said);
    const left = await factsOfOrder(books, mixed.orderId);
    expect(preview.after).toMatchObject({
      tickets: left.seats.length,
      paid: { amount: left.totalMinor - left.refundedMinor },
    });
  }
});

it("[RS10] a refund whose facts have changed since the preview is refused, and changes nothing", async () => {
  const { fan, orderId } = await buyTickets(books, scheduleId, [plain, plain]);
  const { switches, quote } = await quotedByStaff(books, { orderId });
  if (!quote.ok) throw new Error(quote.code);
  const { plan, way } = quote.value;
  const [{ seat } = { seat: 0 }] = plan.lines;
  await cancelOrder(books.db, { accountId: fan, orderId, seats: [seat], now: threeDaysBefore });
  const late = () => carryOut(books, orderId, { ...switches, ...way, plan, isPaid: false });
  expect(await late()).toMatchObject({ ok: false, code: "refund-changed" });
  const other = await buyTickets(books, await showOf(books, concertId), [plain]);
  const seen = await quotedByStaff(books, { orderId: other.orderId });
  if (!seen.quote.ok) throw new Error(seen.quote.code);
  await callOff(books, (await factsOfOrder(books, other.orderId)).scheduleId);
  const { plan: stale } = seen.quote.value;
  const refused = await carryOut(books, other.orderId, {
    ...switches,
    ...way,
    plan: stale,
    isPaid: false,
  });
  expect(refused).toMatchObject({ ok: false, code: "refund-changed" });
  expect(
    await refundAsStaff(books, { orderId: other.orderId, money: { by: "rules" } }),
  ).toMatchObject({
    ok: true,
    value: { refundedMinor: 11_000, compensationMinor: 1_000 },
  });
});

it("[RS11] the same key refunds once and answers the same, also at the same moment and after the facts have changed", async () => {
  const { fan, orderId } = await buyTickets(books, scheduleId, [plain]);
  const { switches, quote } = await quotedByStaff(books, { orderId });
  if (!quote.ok) throw new Error(quote.code);
  const { plan, way } = quote.value;
  const same = { refundId: randomUUID(), key: randomUUID(), actor: randomUUID() };
  const act = { ...switches, ...way, isPaid: false };
  const again = (seen: typeof plan | null) =>
    carryOut(books, orderId, { ...act, plan: seen }, same);
  const answers = await Promise.all([again(plan), again(plan), again(plan)]);
  answers.push(await again(null));
  expect(answers.map((each) => each.ok && each.value.refundedMinor)).toEqual(Array(4).fill(11_000));
  expect(answers.filter((each) => each.ok && !each.value.replayed)).toHaveLength(1);
  expect(await soundBalance(books, fan)).toBe(11_001);
  expect(await carryOut(books, orderId, { ...act, plan: null })).toMatchObject({
    ok: false,
    code: "refund-changed",
  });
  const [logged] = await books.sql(
    "SELECT action, actor_id AS by, after->>'refundMinor' AS minor FROM audit_log WHERE subject = $1",
    [orderId],
  );
  expect(logged).toEqual({ action: "order.refund", by: same.actor, minor: "11000" });
});

it("[RS12] an order without an account is paid back by hand, out of the account of its kind, and into no wallet", async () => {
  const orderId = await soldForCash(scheduleId, 2);
  const seats = (await seatsOf(orderId)).map(({ seat }) => seat);
  const toWallet = await refundAsStaff(books, { orderId, to: "wallet" });
  expect(toWallet).toMatchObject({ ok: false, code: "conflict" });
  expect(await refundAsStaff(books, { orderId, seats: [seats[0]!] })).toMatchObject({
    ok: true,
    value: { to: "hand", status: "done", refundedMinor: 11_000 },
  });
  expect(await ledger(orderId)).toContainEqual({
    kind: "refund",
    from: "concert",
    to: "till",
    minor: 11_000,
  });
});

it("[RS13] a canceled show owes an order without an account until staff have paid it, once", async () => {
  const show = await showOf(books, concertId);
  const orderId = await soldForCash(show, 1);
  await buyTickets(books, show, [plain]);
  const said = { scheduleId: show, compensationPercent: 10 };
  expect(await previewShowCancellation(books.db, said)).toMatchObject({
    value: {
      refund: { amount: 22_000 },
      byHand: { amount: 11_000 },
      toWallets: { amount: 12_000 },
    },
  });
  await callOff(books, show);
  expect(await runBatches(books, show)).toMatchObject({ state: "done" });
  const [owed] = await books.sql<{ id: string; status: string; target: string; minor: number }>(
    "SELECT id, status, target, amount_minor::int AS minor FROM refund WHERE order_id = $1",
    [orderId],
  );
  expect(owed).toMatchObject({ status: "due", target: "hand", minor: 11_000 });
  expect(await dueRefunds(books.db, { limit: 50 })).not.toContainEqual(
    expect.objectContaining({ refundId: owed!.id }),
  );
  const paid = { orderId, refundId: owed!.id, hand: "bank-transfer", by: nobody } as const;
  const both = await Promise.all([payByHand(books.db, paid), payByHand(books.db, paid)]);
  for (const each of both) expect(each).toMatchObject({ ok: true, value: { status: "done" } });
  expect(await payByHand(books.db, { ...paid, hand: "cash" })).toMatchObject({ code: "conflict" });
  const out = (await ledger(orderId)).filter(({ kind }) => kind === "hand-refund");
  expect(out).toEqual([{ kind: "hand-refund", from: "refunds-due", to: "bank", minor: 11_000 }]);
});
