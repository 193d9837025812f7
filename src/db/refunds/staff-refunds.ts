import { sql } from "drizzle-orm";
import type { StaffLine } from "../../contract/admin/refunds/staff-refund-rules.ts";
import type { RefundMoney, SeatEnd } from "../../contract/admin/refunds/staff-refunds.ts";
import type { TenderKind } from "../../contract/money/order-channels.ts";
import type { Refund, RefundAccount, StaffRefundTarget } from "../../contract/money/refunds.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { BooksError, type Database, outcomeOf } from "../connection/database.ts";
import { raised } from "../connection/raised-codes.ts";
import { type StoredRefund, toRefund } from "../money/payment-rows.ts";
import type { Cancelled, RefundFacts } from "../money/refunds.ts";

/** The two switches of a refund by staff, where its money goes, and who is behind it. */
export type StaffAct = {
  money: RefundMoney;
  seat: SeatEnd;
  to: StaffRefundTarget;
  hand: TenderKind | null;
  /** Whether staff have handed the money out already; otherwise it is due until they say so. */
  isPaid: boolean;
  /** The shift of the counter whose drawer it came out of. */
  shiftId?: string | null;
  account?: RefundAccount | null;
  /** Why; only staff see it. */
  note: string | null;
  by: Actor;
};

/** What a preview saw: the act is refused once any of it has changed. */
export type RefundPlan = Pick<
  RefundFacts,
  "startsAtMs" | "compensationPercent" | "gatewayMinor"
> & {
  lines: StaffLine[];
  /** Whether everything comes back because the show was moved after the booking. */
  isFree: boolean;
};

export type StaffRefunded = Omit<Cancelled, "to"> & { to: StaffRefundTarget };

/** The part of an act that the books keep with the refund. */
export const actJson = ({ by, ...act }: StaffAct, jobId: string | null = null): string =>
  JSON.stringify({ ...act, jobId, madeBy: by.accountId, requestId: by.requestId });

/**
 * Makes one refund by staff, exactly as its plan says. The caller tells the schedule about seats that go back to the
 * sale, and an outbox row does so if that call is lost.
 */
export async function refundByStaff(
  db: Database,
  wanted: {
    orderId: string;
    refundId: string;
    key: string;
    requestHash: string;
    /** Null to repeat the answer of an act that has been done already. */
    plan: RefundPlan | null;
    act: StaffAct;
  },
): Promise<Outcome<StaffRefunded>> {
  const { orderId, refundId, key, requestHash, plan, act } = wanted;
  try {
    return await outcomeOf<StaffRefunded>(
      db,
      sql`SELECT staff_refund(${orderId}, ${refundId}, ${key}, decode(${requestHash}, 'hex'),
      ${plan && JSON.stringify(plan)}, ${actJson(act)}) AS outcome`,
    );
  } catch (error) {
    // The shift was closed meanwhile.
    if (error instanceof BooksError && error.code === raised.closedShift)
      return refuse("shift-needed");
    throw error;
  }
}

/** Records that staff have paid a refund that was due by hand. */
export async function payByHand(
  db: Database,
  paid: { orderId: string; refundId: string; hand: TenderKind; shiftId?: string | null; by: Actor },
): Promise<Outcome<Refund>> {
  const { orderId, refundId, hand, shiftId = null, by } = paid;
  const settled = await outcomeOf<StoredRefund>(
    db,
    sql`SELECT pay_by_hand(${orderId}, ${refundId}, ${hand}, ${shiftId}, ${by.accountId}, ${by.requestId}) AS outcome`,
  );
  return settled.ok ? done(toRefund(settled.value)) : settled;
}

export type Released = Pick<
  Cancelled,
  "orderId" | "scheduleId" | "holdId" | "accountId" | "seats" | "kept"
>;

/** Gives seats that a refund kept out of the sale back to it. */
export function releaseKeptSeats(
  db: Database,
  { orderId, seats, by }: { orderId: string; seats: number[]; by: Actor },
): Promise<Outcome<Released>> {
  return outcomeOf(
    db,
    sql`SELECT release_kept_seats(${orderId}, ${sql.param(seats)}::int[], ${by.accountId}, ${by.requestId}) AS outcome`,
  );
}
