import { isCodeChannel } from "../core/stock/block.ts";
import type { HeldSeat, Hold } from "../contract/sale/holds.ts";
import { encodeSnapshot, seatCode } from "../contract/live/live.ts";
import { pollPaceMs } from "../contract/sale/poll-pace.ts";
import type { Board } from "../contract/sale/queue.ts";
import { placeKey, placeName } from "../contract/plan/seat-places.ts";
import type { Remaining } from "../contract/plan/seats.ts";
import { sizeOf } from "../contract/sale/draw.ts";
import { callsPending, lastRankOf, waitingOf } from "../core/queue/calls.ts";
import { isOpenToAnybody, isSoldOut } from "../core/queue/presales.ts";
import { type Hold as CoreHold, clockOf, isLetGo, seatsToBeHad } from "../core/state.ts";
import { seatsWith } from "../core/seats/seat-counts.ts";
import type { Sale } from "./sale.ts";

/** The content of an order: the seats of a hold with the prices at the time of the hold. */
export type Payable = {
  currency: Sale["currency"];
  seats: { seat: number; key: string; zoneId: string; priceMinor: number; feeMinor: number }[];
  totalMinor: number;
};

export const rfc3339 = (ms: number): string => new Date(ms).toISOString();

/** Built field by field, so that only the contract's fields leave the object. */
export function viewHold(sale: Sale, hold: CoreHold, now: number): Hold {
  const { currency } = sale;
  const payable = payableOf(sale, hold);
  // A payment goes on in a pause, because the money may be on its way.
  const isPaused = hold.phase === "choosing" && sale.state.queue.frozenAt !== null;
  const stoodStillMs = isPaused ? now - clockOf(sale.state, now) : 0;
  return {
    id: hold.holdId,
    scheduleId: sale.scheduleId,
    phase: isLetGo(hold) ? "ending" : hold.phase,
    seats: payable.seats.map(({ seat, key, zoneId, priceMinor, feeMinor }): HeldSeat => {
      const { section, row, number } = placeName(sale.places, seat);
      const price = { amount: priceMinor, currency };
      const fee = { amount: feeMinor, currency };
      return { seat, key, section, row, number, zoneId, price, fee };
    }),
    total: { amount: payable.totalMinor, currency },
    expiresAt: rfc3339(hold.expiresAt + stoodStillMs),
    isPaused,
    canExtend: hold.phase === "choosing" && !hold.isExtended,
    serverTime: rfc3339(now),
  };
}

/** What an account holds now. A hold that waits for the answer of the books is not over. */
export function viewHoldsOf(sale: Sale, accountId: string, now: number): Hold[] {
  const hold = sale.state.holds.get(sale.state.holdOf.get(accountId) ?? "");
  const isHeld = hold?.phase === "paying" || (hold?.expiresAt ?? 0) > clockOf(sale.state, now);
  return hold && isHeld ? [viewHold(sale, hold, now)] : [];
}

export function payableOf(sale: Sale, hold: CoreHold): Payable {
  let totalMinor = 0;
  const prices = sale.quoted.get(hold.holdId) ?? sale.prices;
  const seats = hold.seats.map((seat) => {
    const price = prices[sale.places.zone[seat] ?? -1];
    if (!price) throw new Error(`seat ${seat} has no price`);
    totalMinor += price.priceMinor + price.feeMinor;
    return { seat, key: placeKey(sale.places, seat), ...price };
  });
  return { currency: sale.currency, seats, totalMinor };
}

/** The sale as a fan sees it now: a sale that is open in the books but not yet by the clock is upcoming. */
function boardState({ state }: Sale, now: number): Board["state"] {
  const { sale, lobbyAt, closesAt } = state.terms;
  if (sale !== "open") return sale;
  if (now >= closesAt) return "closed";
  if (isOpenToAnybody(state.terms, now)) return "open";
  return now >= lobbyAt ? "lobby" : "upcoming";
}

export function viewBoard(sale: Sale, now: number): Board {
  const { queue, terms } = sale.state;
  const left = (zone: number) => seatsToBeHad(sale.state, zone);
  return {
    scheduleId: sale.scheduleId,
    state: boardState(sale, now),
    order: terms.order,
    isDrawn: queue.draw !== null,
    nowServing: queue.called,
    lastNumber: lastRankOf(queue),
    shoppers: queue.shoppers.size,
    shoppersMax: terms.limits.shoppersMax,
    admitPerMinute: terms.limits.admitPerMinute,
    seatsLeft: sale.prices.reduce((sum, _, zone) => sum + left(zone), 0),
    zones: sale.prices.flatMap((price, zone) =>
      price ? [{ zoneId: price.zoneId, left: left(zone), total: totalOf(sale, zone) }] : [],
    ),
    lobbyOpensAt: rfc3339(terms.lobbyAt),
    saleOpensAt: rfc3339(terms.opensAt),
    presales: viewPresales(sale, now),
    notice: sale.notice,
    ...(hasCodes(sale) ? { hasCodes: true } : {}),
    serverTime: rfc3339(now),
    nextPollMs: pollPaceMs(queue.given - queue.called),
  };
}

function hasCodes({ state }: Sale): boolean {
  for (const { channel } of state.blocks.values()) if (isCodeChannel(channel)) return true;
  return false;
}

/** The presales that are not over; none once the sale is open to everybody. */
function viewPresales({ state }: Sale, now: number): Board["presales"] {
  const { presales, opensAt } = state.terms;
  return presales
    .filter(({ closesAt }) => now < Math.min(opensAt, closesAt))
    .map((presale) => ({
      id: presale.id,
      opensAt: rfc3339(presale.opensAt),
      state: now < presale.opensAt ? "to-come" : isSoldOut(state, presale) ? "sold-out" : "open",
    }));
}

/** All seats of a zone that are for sale or were. */
const totalOf = ({ state }: Sale, zone: number): number =>
  [seatCode.available, seatCode.held, seatCode.taken].reduce<number>(
    (sum, code) => sum + (state.counts[zone * 4 + code] ?? 0),
    0,
  );

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
      const money = (amount: number) => ({ amount, currency });
      const amounts = { price: money(price.priceMinor), fee: money(price.feeMinor) };
      const total = totalOf(sale, zone);
      const isAwaited = sale.state.awaited.has(zone);
      const seats = { total, available, held, taken, isAwaited };
      return [{ zoneId: price.zoneId, ...amounts, ...seats }];
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

/** The queue and the shop as the organizer sees them. */
export type Census = {
  at: number;
  state: Board["state"];
  given: number;
  called: number;
  waiting: number;
  entered: number;
  missed: number;
  returning: number;
  shoppers: number;
  holds: number;
  paying: number;
  sold: number;
  seatsLeft: number;
};

export function viewCensus(sale: Sale, now: number): Census {
  const { queue, holds } = sale.state;
  let paying = 0;
  for (const { phase } of holds.values()) if (phase === "paying") paying++;
  const kept = sizeOf(queue.aside) + sizeOf(queue.draw?.aside ?? []);
  const pending = callsPending(queue, sale.state.terms.limits.callMs, clockOf(sale.state, now));
  return {
    at: now,
    state: boardState(sale, now),
    given: queue.given,
    called: queue.called,
    waiting: waitingOf(queue),
    entered: queue.entered,
    missed: Math.max(0, queue.called - kept - queue.entered - pending),
    returning: queue.backs.size,
    shoppers: queue.shoppers.size,
    holds: holds.size - paying,
    paying,
    sold: seatsWith(sale.state, seatCode.taken),
    seatsLeft: seatsWith(sale.state, seatCode.available),
  };
}
