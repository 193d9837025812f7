import type { HeldSeat, Hold } from "../contract/holds.ts";
import { encodeSnapshot, seatCode } from "../contract/live.ts";
import type { Board } from "../contract/queue.ts";
import { placeKey, placeName } from "../contract/seat-places.ts";
import type { Remaining } from "../contract/seats.ts";
import { type Hold as CoreHold, seatsWith } from "../core/state.ts";
import type { Sale } from "./sale.ts";

/** What an order is made of: the seats of a hold with the prices that they were held at. */
export type Payable = {
  currency: Sale["currency"];
  seats: { seat: number; key: string; zoneId: string; priceMinor: number; feeMinor: number }[];
  totalMinor: number;
};

export const rfc3339 = (ms: number): string => new Date(ms).toISOString();

/** Built field by field: what leaves the object is what the contract names and nothing else. */
export function viewHold(sale: Sale, hold: CoreHold, now: number): Hold {
  const { currency } = sale;
  const payable = payableOf(sale, hold);
  return {
    id: hold.holdId,
    scheduleId: sale.scheduleId,
    phase: hold.phase,
    seats: payable.seats.map(({ seat, key, zoneId, priceMinor, feeMinor }): HeldSeat => {
      const { section, row, number } = placeName(sale.places, seat);
      const price = { amount: priceMinor, currency };
      const fee = { amount: feeMinor, currency };
      return { seat, key, section, row, number, zoneId, price, fee };
    }),
    total: { amount: payable.totalMinor, currency },
    expiresAt: rfc3339(hold.expiresAt),
    canExtend: hold.phase === "choosing" && !hold.isExtended,
    serverTime: rfc3339(now),
  };
}

export function payableOf(sale: Sale, hold: CoreHold): Payable {
  let totalMinor = 0;
  const seats = hold.seats.map((seat) => {
    const price = sale.prices[sale.places.zone[seat] ?? -1];
    if (!price) throw new Error(`seat ${seat} has no price`);
    totalMinor += price.priceMinor + price.feeMinor;
    return { seat, key: placeKey(sale.places, seat), ...price };
  });
  return { currency: sale.currency, seats, totalMinor };
}

/** A sale that is open in the books but not yet by the clock is upcoming. */
export function saleState({ state }: Sale, now: number): Board["state"] {
  const { sale, opensAt, closesAt } = state.terms;
  if (sale !== "open") return sale;
  if (now < opensAt) return "upcoming";
  return now < closesAt ? "open" : "closed";
}

export function viewBoard(sale: Sale, now: number): Board {
  const { queue, terms } = sale.state;
  const waiting = queue.given - queue.called;
  return {
    scheduleId: sale.scheduleId,
    state: saleState(sale, now),
    nowServing: queue.called,
    lastNumber: queue.given,
    shoppers: queue.shoppers.size,
    shoppersMax: terms.limits.shoppersMax,
    admitPerMinute: terms.limits.admitPerMinute,
    seatsLeft: seatsWith(sale.state, seatCode.available) + seatsWith(sale.state, seatCode.held),
    serverTime: rfc3339(now),
    nextPollMs: nextPollMs(waiting),
  };
}

/** Near the front every two seconds, far behind every ten: a long queue must not ask more than a short one. */
export function nextPollMs(ahead: number): number {
  return Math.min(10_000, 2_000 + Math.max(0, ahead) * 2);
}

export function viewRemaining(sale: Sale, now: number): Remaining {
  const { counts } = sale.state;
  const { currency } = sale;
  return {
    scheduleId: sale.scheduleId,
    at: rfc3339(now),
    zones: sale.prices.flatMap((price, zone) => {
      if (!price) return [];
      const count = (code: number) => counts[zone * 4 + code] ?? 0;
      const available = count(seatCode.available);
      const held = count(seatCode.held);
      const taken = count(seatCode.taken);
      const amount = price.priceMinor + price.feeMinor;
      const total = available + held + taken;
      return [{ zoneId: price.zoneId, price: { amount, currency }, total, available, held, taken }];
    }),
  };
}

export function viewSnapshot(sale: Sale, epoch: number): Uint8Array<ArrayBuffer> {
  const { state, planHash } = sale;
  return encodeSnapshot({
    planHash,
    epoch,
    seq: state.seq,
    firstOrdinal: 0,
    statuses: state.status,
  });
}
