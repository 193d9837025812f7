import { staffCode, staffCodeOf } from "../contract/admin/seats/seat-codes.ts";
import { seatCode } from "../contract/live/live.ts";
import type { Currency } from "../contract/money/money.ts";
import { placeKey } from "../contract/plan/seat-places.ts";
import { offerTag } from "../core/state.ts";
import type { Sale } from "./sale.ts";

/** The states of all seats as codes of `contract/admin/seats/seat-codes`. */
export type SeatsForStaff = {
  planHash: string;
  states: Uint16Array<ArrayBuffer>;
  blocks: { id: string }[];
};

export type SeatForStaff = {
  key: string;
  code: number;
  zoneId: string | null;
  priceMinor: number;
  feeMinor: number;
  currency: Currency;
  hold: {
    id: string;
    accountId: string;
    phase: "choosing" | "paying" | "offered";
    expiresAt: number;
  } | null;
  blockId: string | null;
};

export function viewSeatsForStaff(sale: Sale): SeatsForStaff {
  const { status } = sale.state;
  const states = new Uint16Array(status.length);
  for (let seat = 0; seat < status.length; seat++)
    states[seat] =
      status[seat] === seatCode.held ? heldCode(sale, seat) : staffCodeOf(status[seat]!);
  return { planHash: sale.setup.planHash, states, blocks: [] };
}

/** Null for a seat that the plan does not have. */
export function viewSeatForStaff(sale: Sale, seat: number): SeatForStaff | null {
  const { state, places, prices, currency } = sale;
  if (seat >= places.count) return null;
  const price = prices[places.zone[seat] ?? -1];
  const hold = state.holds.get(state.holder.get(seat) ?? "");
  const isHeld = state.status[seat] === seatCode.held;
  return {
    key: placeKey(places, seat),
    code: isHeld ? heldCode(sale, seat) : staffCodeOf(state.status[seat]!),
    zoneId: price?.zoneId ?? null,
    priceMinor: price?.priceMinor ?? 0,
    feeMinor: price?.feeMinor ?? 0,
    currency,
    hold:
      isHeld && hold
        ? {
            id: hold.holdId,
            accountId: hold.accountId,
            phase:
              hold.phase === "paying" ? "paying" : hold.tag === offerTag ? "offered" : "choosing",
            expiresAt: hold.expiresAt,
          }
        : null,
    blockId: null,
  };
}

function heldCode({ state }: Sale, seat: number): number {
  if (state.kept.has(seat)) return staffCode.kept;
  const hold = state.holds.get(state.holder.get(seat) ?? "");
  if (hold?.phase === "paying") return staffCode.paying;
  return hold?.tag === offerTag ? staffCode.offered : staffCode.held;
}
