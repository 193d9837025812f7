import { seatCode } from "../contract/live.ts";
import { addCall, dropLapsed, useRank } from "./calls.ts";
import { addDeadline } from "./deadlines.ts";
import type { Event } from "./messages.ts";
import {
  type EndReason,
  type Hold,
  type ScheduleState,
  type Shopper,
  fingerprint,
  setSeat,
} from "./state.ts";

/** Makes an event so. The one place where the state changes; it decides nothing and refuses nothing. */
export function apply(state: ScheduleState, event: Event): void {
  switch (event.type) {
    case "held":
      return addHold(state, event.hold);
    case "extended":
      return changeHold(state, event.holdId, {
        expiresAt: event.expiresAt,
        choosingUntil: event.expiresAt,
        isExtended: true,
      });
    case "payingBegan":
      return changeHold(state, event.holdId, {
        phase: "paying",
        orderId: event.orderId,
        payingSince: event.at,
        expiresAt: event.expiresAt,
      });
    case "payingEnded": {
      const until = state.holds.get(event.holdId)!.choosingUntil;
      return changeHold(state, event.holdId, { phase: "choosing", expiresAt: until });
    }
    case "postponed":
      return changeHold(state, event.holdId, { phase: "paying", expiresAt: event.expiresAt });
    case "sold":
      return sell(state, event);
    case "released":
      return endHold(state, event.holdId, event.reason);
    case "freed":
      return free(state, event);
    case "awaited":
      state.awaited = new Set(event.zones);
      return;
    case "kept":
      return keep(state, event.seats);
    case "unkept":
      return unkeep(state, event.seats);
    default:
      return applyToQueue(state, event);
  }
}

type QueueEvent = Extract<
  Event,
  {
    type:
      | "placesTaken"
      | "drawn"
      | "called"
      | "returned"
      | "recalled"
      | "entered"
      | "eased"
      | "left"
      | "termsSet"
      | "frozen"
      | "thawed"
      | "holdsExtended"
      | "shifted";
  }
>;

function applyToQueue(state: ScheduleState, event: QueueEvent): void {
  const { queue } = state;
  switch (event.type) {
    case "placesTaken": {
      const { intake, turn, first, count } = event;
      queue.given = first + count - 1;
      queue.intakes.set(intake, { turn, first, count });
      return;
    }
    case "drawn":
      queue.draw = { after: event.after, count: event.count };
      return;
    case "called":
      tidyQueue(state, event.at);
      addCall(queue, event);
      queue.tokens = event.tokens;
      queue.tokensAt = event.at;
      return;
    case "returned":
      useRank(queue, event.rank);
      queue.backs.set(event.accountId, event.rank);
      return;
    case "recalled":
      queue.backs.delete(event.accountId);
      queue.recalls.set(event.accountId, { rank: event.rank, at: event.at });
      return;
    case "entered":
      useRank(queue, event.rank);
      queue.entered++;
      queue.backs.delete(event.accountId);
      queue.recalls.delete(event.accountId);
      return addShopper(state, event.accountId, event);
    case "eased": {
      const { accountId, until } = event;
      const shopper = queue.shoppers.get(accountId)!;
      return addShopper(state, accountId, { ...shopper, until, hasMoreTime: true });
    }
    case "left":
      queue.shoppers.delete(event.accountId);
      queue.backs.delete(event.accountId);
      queue.recalls.delete(event.accountId);
      return;
    case "termsSet":
      state.terms = event.terms;
      return;
    case "frozen":
      queue.frozenAt = event.at;
      return;
    case "thawed":
      queue.frozenAt = null;
      return shift(state, event.byMs);
    case "holdsExtended":
      return shiftHolds(state, event.byMs);
    case "shifted":
      return shift(state, event.byMs);
  }
}

/** Also how a shopper comes back from a row. */
export function addShopper(state: ScheduleState, accountId: string, shopper: Shopper): void {
  const { rank, until, presale, hasMoreTime } = shopper;
  state.queue.shoppers.set(accountId, { rank, until, presale, hasMoreTime });
  addDeadline(state.deadlines, { at: until, kind: "shopper", id: accountId });
}

/** Gives every fan's clock the time back that was not theirs to lose. */
function shift(state: ScheduleState, byMs: number): void {
  const { queue } = state;
  for (const call of [...queue.calls, ...queue.missed, ...queue.recalls.values()]) call.at += byMs;
  for (const [accountId, shopper] of queue.shoppers)
    addShopper(state, accountId, { ...shopper, until: shopper.until + byMs });
  shiftHolds(state, byMs);
}

function shiftHolds(state: ScheduleState, byMs: number): void {
  for (const { holdId, phase, expiresAt, choosingUntil } of state.holds.values()) {
    const until = choosingUntil + byMs;
    const ends = phase === "choosing" ? expiresAt + byMs : expiresAt;
    changeHold(state, holdId, { choosingUntil: until, expiresAt: ends });
  }
}

/** Lapsed calls are told apart from standing ones by every reader; here they are put where they belong. */
export function tidyQueue({ queue, terms }: ScheduleState, now: number): void {
  dropLapsed(queue, now, terms.limits);
  for (const [accountId, { at }] of queue.recalls) {
    if (at + terms.limits.callMs > now) break;
    queue.recalls.delete(accountId);
  }
}

/** Also how kept seats come back from their rows. */
export function keep(state: ScheduleState, seats: readonly number[]): void {
  for (const seat of seats) {
    setSeat(state, seat, seatCode.held);
    state.kept.add(seat);
  }
}

function unkeep(state: ScheduleState, seats: readonly number[]): void {
  for (const seat of seats) {
    state.kept.delete(seat);
    setSeat(state, seat, seatCode.available);
  }
}

/** Also how a hold comes back from its row. */
export function addHold(state: ScheduleState, hold: Hold): void {
  state.holds.set(hold.holdId, hold);
  state.holdOf.set(hold.accountId, hold.holdId);
  countPresale(state, hold.presale, hold.seats.length);
  for (const seat of hold.seats) {
    setSeat(state, seat, seatCode.held);
    state.holder.set(seat, hold.holdId);
  }
  addDeadline(state.deadlines, { at: hold.expiresAt, kind: "hold", id: hold.holdId });
}

function changeHold(state: ScheduleState, holdId: string, change: Partial<Hold>): void {
  const hold = { ...state.holds.get(holdId)!, ...change };
  state.holds.set(holdId, hold);
  addDeadline(state.deadlines, { at: hold.expiresAt, kind: "hold", id: holdId });
}

/** Also how a sale comes back from its row. */
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
  countPresale(state, sale.presale, sale.seats.length);
  state.presaleSales.set(sale.holdId, sale.presale);
}

function countPresale(state: ScheduleState, presale: string | null, seats: number): void {
  if (presale === null) return;
  state.presaleSeats.set(presale, (state.presaleSeats.get(presale) ?? 0) + seats);
}

/** Who has bought leaves the shop, and makes room for the next. A ticket cancelled before we heard of it is free. */
function sell(state: ScheduleState, event: Extract<Event, { type: "sold" }>): void {
  const hold = forgetHold(state, event.holdId);
  addSale(state, { ...event, presale: hold?.presale ?? null });
  freeHeld(state, event.holdId, hold?.seats ?? []);
  remember(state, event.holdId, "sold");
  state.queue.shoppers.delete(event.accountId);
}

function free(state: ScheduleState, event: Extract<Event, { type: "freed" }>): void {
  const { holdId, accountId, seats } = event;
  if (state.holds.has(holdId)) return endHold(state, holdId, "refunded");
  for (const seat of seats) setSeat(state, seat, seatCode.available);
  countPresale(state, state.presaleSales.get(holdId) ?? null, -seats.length);
  const left = (state.bought.get(accountId) ?? 0) - seats.length;
  if (left > 0) state.bought.set(accountId, left);
  else state.bought.delete(accountId);
  remember(state, holdId, "refunded");
}

function endHold(state: ScheduleState, holdId: string, reason: EndReason): void {
  const hold = forgetHold(state, holdId);
  freeHeld(state, holdId, hold?.seats ?? []);
  remember(state, holdId, reason);
}

/** A seat on which a sale has superseded the hold is left alone. */
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
  countPresale(state, hold.presale, -hold.seats.length);
  if (state.holdOf.get(hold.accountId) === holdId) state.holdOf.delete(hold.accountId);
  const shopper = state.queue.shoppers.get(hold.accountId);
  if (shopper)
    addDeadline(state.deadlines, { at: shopper.until, kind: "shopper", id: hold.accountId });
  return hold;
}

export function remember(state: ScheduleState, holdId: string, reason: EndReason): void {
  state.ended.delete(holdId); // So that the order of the map is the order of the ends.
  state.ended.set(holdId, reason);
  if (state.ended.size <= state.terms.limits.endedMax) return;
  for (const oldest of state.ended.keys()) {
    state.ended.delete(oldest);
    return;
  }
}
