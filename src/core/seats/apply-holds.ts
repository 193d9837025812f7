import { seatCode } from "../../contract/live/live.ts";
import { addDeadline } from "../deadlines.ts";
import type { Happened } from "../messages.ts";
import {
  type EndReason,
  type Hold,
  type ScheduleState,
  fingerprint,
  isLetGo,
  setSeat,
} from "../state.ts";
import { countUnbought, isUnbought } from "./unbought.ts";

/** Everybody but the waitlist sees a kept seat as held, though no hold has it. */
export function keep(state: ScheduleState, seats: readonly number[]): void {
  for (const seat of seats) {
    setSeat(state, seat, seatCode.held);
    state.kept.add(seat);
  }
}

export function unkeep(state: ScheduleState, seats: readonly number[]): void {
  for (const seat of seats) {
    state.kept.delete(seat);
    setSeat(state, seat, seatCode.available);
  }
}

/** Also restores a hold from its row, without the seats that a sale has taken from it. */
export function addHold(state: ScheduleState, hold: Hold, lost: readonly number[] = []): void {
  state.holds.set(hold.holdId, hold);
  state.holdOf.set(hold.accountId, hold.holdId);
  count(state.presaleHeld, hold.presale, hold.seats.length);
  for (const seat of hold.seats) {
    if (state.status[seat] === seatCode.taken || lost.includes(seat)) continue;
    setSeat(state, seat, seatCode.held);
    state.holder.set(seat, hold.holdId);
  }
  addDeadline(state.deadlines, { at: hold.expiresAt, kind: "hold", id: hold.holdId });
}

export function changeHold(state: ScheduleState, holdId: string, change: Partial<Hold>): void {
  const hold = { ...state.holds.get(holdId)!, ...change };
  state.holds.set(holdId, hold);
  addDeadline(state.deadlines, { at: hold.expiresAt, kind: "hold", id: holdId });
}

/** Also restores a sale from its row. */
export function addSale(
  state: ScheduleState,
  sale: { holdId: string; accountId: string; seats: readonly number[]; presale: string | null },
): void {
  const mark = fingerprint(sale.holdId);
  for (const seat of sale.seats) {
    state.holder.delete(seat);
    setSeat(state, seat, seatCode.taken, mark);
  }
  state.bought.set(sale.accountId, (state.bought.get(sale.accountId) ?? 0) + sale.seats.length);
  if (sale.presale === null) return;
  count(state.presaleSold, sale.presale, sale.seats.length);
  state.presaleSales.set(sale.holdId, sale.presale);
}

function count(presales: Map<string, number>, presale: string | null, seats: number): void {
  if (presale !== null) presales.set(presale, (presales.get(presale) ?? 0) + seats);
}

/**
 * A fan who has bought leaves the shop and makes room for the next. A ticket canceled before this event arrived is
 * free.
 */
export function sell(state: ScheduleState, event: Happened<"sold">): void {
  const hold = forgetHold(state, event.holdId);
  addSale(state, event);
  freeHeld(state, event.holdId, hold?.seats ?? []);
  remember(state, { ...event, reason: "sold" });
  state.queue.shoppers.delete(event.accountId);
  state.unbought.delete(event.accountId);
}

export function free(state: ScheduleState, event: Happened<"freed">): void {
  const { holdId, accountId, seats } = event;
  if (state.holds.has(holdId)) return endHold(state, holdId, { ...event, reason: "refunded" });
  for (const seat of seats) setSeat(state, seat, seatCode.available);
  count(state.presaleSold, state.presaleSales.get(holdId) ?? null, -seats.length);
  const left = (state.bought.get(accountId) ?? 0) - seats.length;
  if (left > 0) state.bought.set(accountId, left);
  else state.bought.delete(accountId);
  remember(state, { holdId, reason: "refunded", presale: null });
}

export function endHold(
  state: ScheduleState,
  holdId: string,
  { reason, at }: { reason: EndReason; at: number },
): void {
  const hold = forgetHold(state, holdId);
  if (hold && isUnbought(hold, reason)) countUnbought(state, hold.accountId, at);
  freeHeld(state, holdId, hold?.seats ?? []);
  remember(state, { holdId, reason, presale: hold?.presale ?? null });
}

/** A seat whose hold was superseded by a sale stays as it is. */
function freeHeld(state: ScheduleState, holdId: string, seats: readonly number[]): void {
  for (const seat of seats) {
    if (state.holder.get(seat) !== holdId) continue;
    state.holder.delete(seat);
    setSeat(state, seat, seatCode.available);
  }
}

function forgetHold(state: ScheduleState, holdId: string): Hold | undefined {
  const hold = state.holds.get(holdId);
  if (!hold) return undefined;
  state.holds.delete(holdId);
  count(state.presaleHeld, hold.presale, -hold.seats.length);
  if (state.holdOf.get(hold.accountId) === holdId) state.holdOf.delete(hold.accountId);
  const shopper = state.queue.shoppers.get(hold.accountId);
  if (shopper)
    addDeadline(state.deadlines, { at: shopper.until, kind: "shopper", id: hold.accountId });
  return hold;
}

export type End = { holdId: string; reason: EndReason; presale: string | null };

export function remember(state: ScheduleState, { holdId, reason, presale }: End): void {
  state.ended.delete(holdId); // So that the order of the map is the order of the ends.
  state.ended.set(holdId, reason);
  if (presale === null) state.endedPresales.delete(holdId);
  else state.endedPresales.set(holdId, presale);
  if (state.ended.size <= state.terms.limits.endedMax) return;
  for (const oldest of state.ended.keys()) {
    state.ended.delete(oldest);
    state.endedPresales.delete(oldest);
    return;
  }
}

/** Gives every fan more time to choose; a payment under way keeps its time. */
export function shiftHolds(state: ScheduleState, byMs: number): void {
  for (const hold of state.holds.values()) {
    if (isLetGo(hold)) continue;
    const { holdId, phase, expiresAt, choosingUntil } = hold;
    const ends = phase === "choosing" ? expiresAt + byMs : expiresAt;
    changeHold(state, holdId, { choosingUntil: choosingUntil + byMs, expiresAt: ends });
  }
}
