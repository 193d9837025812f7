import type {
  StaffRefund,
  StaffRefundAsked,
  StaffRefundPreview,
} from "../../contract/admin/refunds/staff-refunds.ts";
import type { Actor } from "../../db/admin/audit.ts";
import type { Database } from "../../db/connection/database.ts";
import { refundFacts, type RefundFacts } from "../../db/money/refunds.ts";
import {
  refundByStaff,
  releaseKeptSeats,
  type StaffRefunded,
} from "../../db/refunds/staff-refunds.ts";
import type { AskedStock } from "../../objects/schedule-calls.ts";
import { found } from "../books.ts";
import { type Freed, freeSeats } from "../buying/free-seats.ts";
import type { Env } from "../env.ts";
import { giveBackNow } from "../payment/refund-at-gateway.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { putInBlock } from "./into-block.ts";
import { type StaffQuote, staffPreview, staffQuote } from "./staff-quote.ts";

export type MakingRefund = {
  orderId: string;
  asked: StaffRefundAsked;
  refundId: string;
  key: string;
  requestHash: string;
  /** The fingerprint of the preview that staff saw. */
  seen: string;
  /** The open shift of the counter, for cash out of its drawer. */
  shiftId?: string | null;
  by: Actor;
  /** Who moves the seats, as the stock says it. */
  mover?: AskedStock["by"];
};

/** The facts of an order, for staff who may refund it. */
export const orderFacts = async (db: Database, orderId: string): Promise<RefundFacts> =>
  found(await refundFacts(db, { orderId, accountId: null }));

const quoteNow = (facts: RefundFacts, asked: StaffRefundAsked): StaffQuote =>
  unwrap(staffQuote(facts, asked, { seats: asked.seats ?? null, now: Date.now() }));

/** What the refund would do now, computed by the function that does it. */
export const previewStaffRefund = (
  facts: RefundFacts,
  asked: StaffRefundAsked,
): Promise<StaffRefundPreview> => staffPreview(quoteNow(facts, asked), asked);

/** Makes a refund exactly as it was previewed: first in the books, then at the schedule, then at the gateway. */
export async function makeStaffRefund(
  env: Env,
  db: Database,
  facts: RefundFacts,
  making: MakingRefund,
): Promise<StaffRefund> {
  const { asked, orderId, refundId, key, requestHash, seen, by } = making;
  const { money, seat, account = null, reason = null } = asked;
  if (reason === null && money.by !== "rules") throw missing("/reason", "Say why");
  const quote = staffQuote(facts, asked, { seats: asked.seats ?? null, now: Date.now() });
  const shown = quote.ok ? await staffPreview(quote.value, asked) : null;
  // A retry finds other facts than its first try; the books give that one's result.
  const isAsSeen = quote.ok && shown?.fingerprint === seen;
  if (isAsSeen && shown?.needsAccount === true && account === null)
    throw missing("/account", "Name the account to pay it back to");
  const leaveBlock = isAsSeen ? await intoBlock(env, facts, making) : null;
  const way = quote.ok ? quote.value.way : { to: asked.to, hand: asked.hand ?? null };
  const outcome = await refundByStaff(db, {
    orderId,
    refundId,
    key,
    requestHash,
    plan: isAsSeen ? quote.value.plan : null,
    act: {
      money,
      seat,
      ...way,
      account,
      note: reason,
      by,
      isPaid: way.to === "hand",
      shiftId: making.shiftId ?? null,
    },
  });
  if (!outcome.ok) await leaveBlock?.();
  if (!outcome.ok && outcome.code === "refund-changed") {
    if (!quote.ok) unwrap(quote);
    throw new ProblemError("refund-changed", shown ? String(shown.refund.amount) : undefined);
  }
  const made = unwrap(outcome);
  await follow(env, db, made, seat === "sale");
  return toStaffRefund(made, facts);
}

/** A retry of a refund that was made moves no seat: they may be somebody's again. */
async function intoBlock(env: Env, facts: RefundFacts, { asked, mover }: MakingRefund) {
  const { blockId, seats = facts.seats.map(({ seat }) => seat) } = asked;
  if (blockId === undefined || !mover) return null;
  return await putInBlock(env, { scheduleId: facts.scheduleId, blockId, seats, by: mover });
}

function missing(pointer: string, detail: string): ProblemError {
  return new ProblemError("invalid-request", detail, [{ pointer, detail }]);
}

/** Tells the schedule and the gateway; the outbox and the cron repeat what is lost. */
async function follow(
  env: Env,
  db: Database,
  made: StaffRefunded,
  isFreed: boolean,
): Promise<void> {
  if (isFreed) await tellSchedule(env, made);
  if (made.status === "due") await giveBackNow(env, db, made.refundId);
}

async function tellSchedule(env: Env, freed: Freed): Promise<void> {
  await freeSeats(env, freed).catch((error: unknown) => {
    console.warn("the schedule was not told of a refund", error);
  });
}

function toStaffRefund(made: StaffRefunded, { currency }: RefundFacts): StaffRefund {
  const { refundId: id, orderId, seats, status, replayed: isReplayed } = made;
  const money = (amount: number) => ({ amount, currency });
  return {
    id,
    orderId,
    seats,
    status,
    isReplayed,
    refund: money(made.refundedMinor),
    compensation: money(made.compensationMinor),
  };
}

/** Gives seats that a refund kept out of the sale back to it. */
export async function releaseSeats(
  env: Env,
  db: Database,
  asked: { orderId: string; seats: number[]; by: Actor },
): Promise<number[]> {
  const freed = unwrap(await releaseKeptSeats(db, asked));
  if (freed.seats.length > 0) await tellSchedule(env, freed);
  return freed.seats;
}
