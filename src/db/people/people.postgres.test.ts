import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  cancelOrder,
  newFan,
  newSession,
  newSchedule,
  nobody,
  openBooks,
  purchaseOf,
  soundBalance,
} from "../../../test/support/books.ts";
import { contradictions } from "../../../test/support/money/money.ts";
import { maskedEmail } from "../../contract/people/masking.ts";
import { purchase } from "../money/purchase.ts";
import { lookAtAccount } from "./looks.ts";
import { setTier } from "./members.ts";
import { askForReset, resetPassword } from "./password-resets.ts";
import { startSession } from "./sessions.ts";
import { listPeople, personById } from "./people.ts";
import {
  askCorrection,
  decideCorrection,
  foldAccountSums,
  restoreAccount,
  saveTierRules,
  suspendAccount,
} from "./standing.ts";

let books: Books;
let scheduleId: string;
let nextSeat = 0;
beforeAll(async () => {
  books = await openBooks();
  ({ scheduleId } = await newSchedule(books));
});
afterAll(async () => {
  expect(await contradictions(books)).toEqual([]);
  await books.close();
});

const now = () => Date.now();
const by = (accountId: string) => ({ ...nobody, accountId });
const person = async (accountId: string) => {
  const found = await personById(books.db, { accountId, now: now() });
  if (!found) throw new Error("no such person");
  return found;
};
/** Folds everything that is written by now, without the usual lag. */
async function fold(): Promise<void> {
  const [begun] = await books.sql<{ at: string }>("SELECT clock_timestamp()::text AS at");
  for (;;) {
    await books.sql("SELECT fold_account_sums('3650 days', '0 seconds')");
    const [row] = await books.sql<{ isDone: boolean }>(
      `SELECT folded_until > $1::timestamptz AS "isDone" FROM account_sum_progress`,
      [begun?.at],
    );
    if (row?.isDone) return;
  }
}
async function buyer(...counts: number[]) {
  const fan = await newFan(books, 900_000);
  const orders = [];
  for (const count of counts) {
    const seats = Array.from({ length: count }, () => nextSeat++);
    const bought = purchaseOf(fan, scheduleId, ...seats);
    expect(await purchase(books.db, bought)).toMatchObject({ ok: true });
    orders.push(bought);
  }
  return { fan, orders };
}
const all = { sort: "newest", after: null, limit: 100 } as const;
async function found(wanted: Partial<Parameters<typeof listPeople>[1]>) {
  const listed = await listPeople(books.db, { ...all, ...wanted });
  if (!listed.ok) throw new Error(listed.code);
  return listed.value;
}

it("[PP1] the sum that an account has spent follows its orders and refunds, each once", async () => {
  const { fan, orders } = await buyer(2, 1);
  await fold();
  await fold();
  expect(await person(fan)).toMatchObject({ orders: 2, spent: { amount: 33_000 } });
  const [first] = orders;
  await cancelOrder(books.db, { accountId: fan, orderId: first?.orderId ?? "" });
  await fold();
  const refunded = await books.sql<{ minor: string }>(
    "SELECT sum(amount_minor) AS minor FROM refund WHERE account_id = $1",
    [fan],
  );
  const left = 33_000 - Number(refunded[0]?.minor);
  expect(await person(fan)).toMatchObject({ orders: 2, spent: { amount: left } });
});

it("[PP2] people are found by address, part of a name, tier, sum, time of order and state, page by page", async () => {
  const { fan: small } = await buyer(1);
  const { fan: large } = await buyer(3, 3);
  await fold();
  await books.sql("UPDATE account SET name = '하늘별빛' WHERE id = $1", [large]);
  const [account] = await books.sql<{ email: string }>("SELECT email FROM account WHERE id = $1", [
    large,
  ]);
  const ids = async (wanted: Parameters<typeof found>[0]) =>
    (await found(wanted)).items.map(({ id }) => id);
  expect(await ids({ search: account?.email.toUpperCase() })).toEqual([large]);
  expect(await ids({ search: "늘별" })).toEqual([large]);
  expect(await ids({ search: "늘별", minSpent: 999_999 })).toEqual([]);
  const bySpent = await ids({ sort: "spent" });
  expect(bySpent.indexOf(large)).toBeLessThan(bySpent.indexOf(small));
  expect(await ids({ minSpent: 60_000, sort: "spent" })).toEqual([large]);
  expect(await ids({ orderedSince: new Date(now() + 60_000).toISOString() })).toEqual([]);
  const { items, nextCursor } = await found({ sort: "last-order", limit: 1 });
  const rest = await found({ sort: "last-order", limit: 99, after: nextCursor });
  const paged = [...items, ...rest.items].map(({ id }) => id);
  expect(paged).toEqual(await ids({ sort: "last-order" }));
  expect(new Set(paged).size).toBe(paged.length);
  expect(items[0]?.email).not.toContain("fan");
});

it("[PP3] an account gets the highest tier that it has spent enough for, unless staff have set another", async () => {
  const { fan } = await buyer(3);
  const { fan: chosen } = await buyer(3);
  await setTier(books.db, { accountId: chosen, tier: "vip", by: nobody });
  const rules = [
    { tier: "silver", spentMinor: 10_000 },
    { tier: "gold", spentMinor: 40_000 },
  ];
  expect(await saveTierRules(books.db, { rules, by: nobody })).toMatchObject({ ok: true });
  await fold();
  expect(await person(fan)).toMatchObject({ tier: "silver", isTierByHand: false });
  expect(await person(chosen)).toMatchObject({ tier: "vip", isTierByHand: true });
  const more = purchaseOf(fan, scheduleId, nextSeat++);
  expect(await purchase(books.db, more)).toMatchObject({ ok: true });
  await fold();
  expect(await person(fan)).toMatchObject({ tier: "gold" });
  await saveTierRules(books.db, { rules: [], by: nobody });
  expect(await person(fan)).toMatchObject({ tier: null });
  expect(await person(chosen)).toMatchObject({ tier: "vip" });
  await saveTierRules(books.db, { rules, by: nobody });
  await setTier(books.db, { accountId: chosen, tier: null, by: nobody });
  expect(await person(chosen)).toMatchObject({ tier: "silver", isTierByHand: false });
});

it("[PP4] a wallet is corrected only after another person has decided, once and never below zero", async () => {
  const fan = await newFan(books, 5_000);
  const [asker, other] = [await newFan(books), await newFan(books)];
  const id = randomUUID();
  const asked = {
    id,
    accountId: fan,
    amountMinor: -3_000,
    currency: "KRW",
    reason: "twice",
  } as const;
  expect(await askCorrection(books.db, { ...asked, by: by(asker) })).toMatchObject({ ok: true });
  expect(await askCorrection(books.db, { ...asked, by: by(asker) })).toMatchObject({ ok: true });
  const changed = { ...asked, amountMinor: -4_000, by: by(asker) };
  expect(await askCorrection(books.db, changed)).toMatchObject({ code: "idempotency-mismatch" });
  expect(await soundBalance(books, fan)).toBe(5_000);
  const decided = { id, accountId: fan, isApproved: true };
  expect(await decideCorrection(books.db, { ...decided, by: by(asker) })).toMatchObject({
    code: "conflict",
    detail: "Somebody else decides",
  });
  const both = await Promise.all([
    decideCorrection(books.db, { ...decided, by: by(other) }),
    decideCorrection(books.db, { ...decided, isApproved: false, by: by(await newFan(books)) }),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  const isApproved = both[0]?.ok === true;
  expect(await soundBalance(books, fan)).toBe(isApproved ? 2_000 : 5_000);
  const large = randomUUID();
  await askCorrection(books.db, { ...asked, id: large, amountMinor: -9_000, by: by(asker) });
  const tooMuch = { id: large, accountId: fan, isApproved: true, by: by(other) };
  expect(await decideCorrection(books.db, tooMuch)).toMatchObject({ code: "insufficient-funds" });
  const own = { ...asked, id: randomUUID(), accountId: asker, by: by(asker) };
  expect(await askCorrection(books.db, own)).toMatchObject({ code: "conflict" });
  const mine = { ...own, id: randomUUID(), by: by(other) };
  expect(await askCorrection(books.db, mine)).toMatchObject({ ok: true });
  const forMe = { id: mine.id, accountId: asker, isApproved: true, by: by(asker) };
  expect(await decideCorrection(books.db, forMe)).toMatchObject({ code: "conflict" });
  const stranger = { ...tooMuch, accountId: other };
  expect(await decideCorrection(books.db, stranger)).toMatchObject({ code: "not-found" });
  const acts = await books.sql<{ action: string }>(
    "SELECT action FROM audit_log WHERE subject = $1 ORDER BY id",
    [fan],
  );
  expect(acts.map(({ action }) => action)).toEqual([
    "account.ask-correction",
    isApproved ? "account.approve-correction" : "account.reject-correction",
    "account.ask-correction",
  ]);
});

it("[PP5] a suspension ends the sessions and the waits of an account, keeps its tickets, and says why", async () => {
  const { fan } = await buyer(1);
  await books.sql("INSERT INTO session (id, account_id) VALUES ($1, $2)", [randomUUID(), fan]);
  await books.sql(
    "INSERT INTO waitlist_entry (schedule_id, account_id, zones, seats, together) VALUES ($1, $2, '{}', 2, true)",
    [scheduleId, fan],
  );
  const reason = "resells tickets";
  expect(await suspendAccount(books.db, { accountId: fan, reason, by: nobody })).toMatchObject({
    value: { isNew: true },
  });
  expect(await suspendAccount(books.db, { accountId: fan, reason, by: nobody })).toMatchObject({
    value: { isNew: false },
  });
  // None begins from then on, and one that has slipped through ends with another suspension, and is not renewed.
  const session = newSession();
  expect(await startSession(books.db, { accountId: fan, session })).toMatchObject({
    code: "account-suspended",
  });
  await books.sql("INSERT INTO session (id, account_id) VALUES ($1, $2)", [randomUUID(), fan]);
  await suspendAccount(books.db, { accountId: fan, reason: "again", by: nobody });
  const suspended = await person(fan);
  expect(suspended).toMatchObject({
    suspension: reason,
    devices: [],
    waits: [{ state: "left" }],
    liveOrders: 1,
  });
  expect(suspended.suspendedAt).not.toBeNull();
  expect((await found({ state: "suspended" })).items.map(({ id }) => id)).toContain(fan);
  const back = { accountId: fan, reason: "a mistake", by: nobody };
  expect(await restoreAccount(books.db, back)).toMatchObject({ ok: true });
  expect(await person(fan)).toMatchObject({ suspendedAt: null, suspension: null });
});

it("[PP6] an address is shown in full only together with an entry in the log that has the reason", async () => {
  const fan = await newFan(books);
  const reason = "the fan called";
  const seen = await lookAtAccount(books.db, { accountId: fan, reason, by: nobody });
  expect(seen?.email).toContain("@");
  const [act] = await books.sql<{ action: string; after: object }>(
    "SELECT action, after FROM audit_log WHERE subject = $1",
    [fan],
  );
  expect(act).toEqual({ action: "account.look", after: { reason } });
  // A change of the tier tells no more of the address than the page does.
  const changed = await setTier(books.db, { accountId: fan, tier: "vip", by: nobody });
  expect(changed).toMatchObject({ ok: true, value: { email: maskedEmail(seen?.email ?? "") } });
  const unknown = { accountId: randomUUID(), reason, by: nobody };
  expect(await lookAtAccount(books.db, unknown)).toBeNull();
});

it("[PP1] of two folds at the same moment, one does the work", async () => {
  const { fan } = await buyer(1);
  await Promise.all([fold(), fold(), foldAccountSums(books.db)]);
  await fold();
  expect(await person(fan)).toMatchObject({ orders: 1, spent: { amount: 11_000 } });
});

it("[PP5] an account that is offered seats leaves the waitlist with its suspension as well", async () => {
  const fan = await newFan(books);
  await books.sql(
    `INSERT INTO waitlist_entry (schedule_id, account_id, zones, seats, together, state)
      VALUES ($1, $2, '{}', 2, true, 'offered')`,
    [scheduleId, fan],
  );
  await suspendAccount(books.db, { accountId: fan, reason: "resells", by: nobody });
  expect((await person(fan)).waits).toMatchObject([{ state: "left" }]);
});

it("[PP7] a suspended account gets no link for a new password, and an older link is spent", async () => {
  const fan = await newFan(books);
  const [known] = await books.sql<{ email: string; seal: string }>(
    `SELECT email, encode(sha256(convert_to(password_hash, 'UTF8')), 'hex') AS seal FROM account WHERE id = $1`,
    [fan],
  );
  await suspendAccount(books.db, { accountId: fan, reason: "resells", by: nobody });
  const mails = () =>
    books.sql("SELECT FROM outbox WHERE topic = 'password.reset' AND payload->>'accountId' = $1", [
      fan,
    ]);
  await askForReset(books.db, { email: known?.email ?? "", expiresAt: now() + 60_000 });
  expect(await mails()).toEqual([]);
  const reset = { accountId: fan, seal: known?.seal ?? "", passwordHash: "new" };
  expect(await resetPassword(books.db, { ...reset, session: newSession() })).toMatchObject({
    code: "link-spent",
  });
});
