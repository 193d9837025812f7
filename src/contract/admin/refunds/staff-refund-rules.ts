import {
  type RefundAsked,
  type RefundLine,
  type RefundSeat,
  chargeOn,
  leftOf,
  quoteRefund,
} from "../../money/refund-rules.ts";
import { type Outcome, done, refuse } from "../../problems.ts";
import type { RefundMoney, SeatEnd } from "./staff-refunds.ts";

/** A ticket of an order, canceled or not. */
export type OwnedSeat = RefundSeat & { isLive: boolean };

export type StaffLine = RefundLine & {
  isLive: boolean;
  returnedMinor: number;
  /** The part of the refund that comes from the booking fee; the books write it for every refund. */
  feeRefundMinor: number;
  /** The charge by the rules; null if they allow no cancellation. */
  rulesChargeMinor: number | null;
};

export type StaffRefundWanted = Omit<RefundAsked, "seats"> & {
  seats: OwnedSeat[];
  money: RefundMoney;
  seat: SeatEnd;
};

/** The exact amounts of a refund by staff, for the preview and the act alike. */
export function quoteStaffRefund(wanted: StaffRefundWanted): Outcome<StaffLine[]> {
  const { seats, seat: end, money, compensationPercent = null } = wanted;
  const isKept = end === "ticket";
  const hasLive = seats.some(({ isLive }) => isLive);
  if (seats.length === 0 || (!isKept && !seats.every(({ isLive }) => isLive)))
    return refuse("not-cancellable");
  if (compensationPercent !== null && hasLive) {
    if (isKept || (money.by !== "rules" && money.by !== "full"))
      return refuse("conflict", "The tickets of a canceled show come back in full");
    return done(seats.map((seat) => lineOf(seat, everything(seat, wanted), wanted)));
  }
  const lines: StaffLine[] = [];
  for (const seat of seats) {
    const due = dueOf(seat, wanted);
    if (!due.ok) return due;
    lines.push(lineOf(seat, due.value, wanted));
  }
  if (!isKept) return done(lines);
  const paid = lines.filter(({ refundMinor }) => refundMinor > 0);
  return paid.length > 0 ? done(paid) : refuse("conflict", "There is nothing to refund");
}

type Due = Pick<RefundLine, "chargeMinor" | "feeKeptMinor" | "refundMinor" | "compensationMinor">;

/** What one ticket gets back, and what is kept of it. */
function dueOf(seat: OwnedSeat, wanted: StaffRefundWanted): Outcome<Due> {
  const { money } = wanted;
  const { ticketMinor, feeMinor } = leftOf(seat);
  const left = ticketMinor + feeMinor;
  const kept = (chargeMinor: number, feeKeptMinor: number): Outcome<Due> => {
    const refundMinor = left - chargeMinor - feeKeptMinor;
    return done({ chargeMinor, feeKeptMinor, refundMinor, compensationMinor: 0 });
  };
  switch (money.by) {
    case "none":
      return kept(ticketMinor, feeMinor);
    case "full":
      return kept(0, 0);
    case "charge":
      return kept(chargeOn(ticketMinor, money), money.isFeeReturned ? 0 : feeMinor);
    case "amount":
      // From the price first, then from the fee.
      return money.amountMinor > left
        ? refuse("amount-out-of-range", String(left))
        : kept(
            Math.max(ticketMinor - money.amountMinor, 0),
            Math.min(left - money.amountMinor, feeMinor),
          );
    case "rules": {
      const line = byRules(seat, wanted);
      return line ? kept(line.chargeMinor, line.feeKeptMinor) : refuse("not-cancellable");
    }
  }
}

function lineOf(seat: OwnedSeat, due: Due, wanted: StaffRefundWanted): StaffLine {
  const { ticketMinor, feeMinor } = leftOf(seat);
  const isKept = wanted.seat === "ticket";
  // Nothing is kept of a ticket that stays: what does not come back remains paid.
  const given = isKept ? { ...due, chargeMinor: 0, feeKeptMinor: 0 } : due;
  return {
    seat: seat.seat,
    isLive: seat.isLive,
    returnedMinor: seat.returnedMinor ?? 0,
    paidMinor: ticketMinor + feeMinor,
    ...given,
    feeRefundMinor: isKept
      ? Math.max(due.refundMinor - ticketMinor, 0)
      : feeMinor - due.feeKeptMinor,
    rulesChargeMinor: byRules(seat, wanted)?.chargeMinor ?? null,
  };
}

function byRules(seat: OwnedSeat, wanted: StaffRefundWanted): RefundLine | null {
  if (!seat.isLive) return null;
  const quote = quoteRefund({ ...wanted, seats: [seat] });
  return quote.ok ? (quote.value.lines[0] ?? null) : null;
}

const everything = (seat: OwnedSeat, wanted: StaffRefundWanted): Due =>
  byRules(seat, wanted) ?? {
    chargeMinor: 0,
    feeKeptMinor: 0,
    refundMinor: 0,
    compensationMinor: 0,
  };
