import type {
  RefundMoney,
  StaffRefundAsked,
} from "../../../contract/admin/refunds/staff-refunds.ts";
import type { TenderKind } from "../../../contract/money/order-channels.ts";
import type { RefundAccount, StaffRefundTarget } from "../../../contract/money/refunds.ts";

/** Everything that staff choose in the dialog. Money and ticket are two switches. */
export type RefundChoice = {
  seats: number[];
  isMoney: boolean;
  isCancel: boolean;
  by: "rules" | "full" | "own";
  percent: number;
  isFeeReturned: boolean;
  amountMinor: number;
  seatEnd: "sale" | "kept-out";
  /** The block that the seats go to instead of on sale. */
  blockId: string | null;
  to: StaffRefundTarget;
  hand: TenderKind;
  reason: string;
  account: RefundAccount;
};

export const firstChoice = (seats: number[]): RefundChoice => ({
  seats,
  isMoney: true,
  isCancel: true,
  by: "rules",
  percent: 0,
  isFeeReturned: true,
  amountMinor: 1_000,
  seatEnd: "sale",
  blockId: null,
  to: "original",
  hand: "cash",
  reason: "",
  account: { bank: "", accountNumber: "", holder: "" },
});

/** The request of a choice without reason and account, which change no amount; null while it asks for nothing. */
export function askedBy(choice: RefundChoice): StaffRefundAsked | null {
  const { seats, isMoney, isCancel, seatEnd, blockId, to, hand } = choice;
  if (seats.length === 0 || (!isMoney && !isCancel)) return null;
  return {
    seats: seats.toSorted((a, b) => a - b),
    money: moneyOf(choice),
    seat: isCancel ? seatEnd : "ticket",
    ...(isCancel && blockId !== null ? { blockId } : {}),
    to,
    ...(to === "hand" ? { hand } : {}),
  };
}

function moneyOf({ isMoney, isCancel, by, ...own }: RefundChoice): RefundMoney {
  if (!isMoney) return { by: "none" };
  if (by !== "own") return { by };
  return isCancel
    ? { by: "charge", percent: own.percent, isFeeReturned: own.isFeeReturned }
    : { by: "amount", amountMinor: own.amountMinor };
}

/** The rules need no explanation; everything else does. */
export const needsReason = ({ isMoney, by }: RefundChoice): boolean => !isMoney || by !== "rules";
