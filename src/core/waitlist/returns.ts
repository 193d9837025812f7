import { seatCode } from "../../contract/live/live.ts";
import { isReserved } from "../../contract/plan/seat-places.ts";
import { done, refuse } from "../../contract/problems.ts";
import { isLapsed, refuseEnded, released } from "../seats/hold-ends.ts";
import type { Asked, Decision, Event } from "../messages.ts";
import { type ScheduleState, clockOf, offerTag } from "../state.ts";

/** The returned seats that the waitlist keeps: nobody else can take them. A seat of a block goes back to its block. */
export const keptBack = (state: ScheduleState, seats: readonly number[]): Event[] =>
  keptOf(
    state,
    seats.filter((seat) => !state.homes.has(seat)),
  );

/** The seats that leave a block, as far as nobody holds them or has bought them. */
export const returnedFromBlock = (state: ScheduleState, seats: readonly number[]): Event[] =>
  keptOf(
    state,
    seats.filter((seat) => state.status[seat] === seatCode.notForSale),
  );

function keptOf(state: ScheduleState, seats: readonly number[]): Event[] {
  const kept = seats.filter((seat) => isAwaited(state, seat));
  return kept.length === 0 ? [] : [{ type: "kept", seats: kept }];
}

/** No waitlist entry can ask for a wheelchair space or a companion seat, or for a table that is sold as a whole. */
export const isAwaited = ({ awaited, layout }: ScheduleState, seat: number): boolean =>
  awaited.has(layout.zoneOf[seat]!) &&
  !isReserved(layout.flags[seat]!) &&
  layout.runs[layout.runOf[seat]!]!.whole === null;

/** Ends a hold, and keeps or frees its seats, except those that another hold takes at once. */
export function ended(
  state: ScheduleState,
  { holdId, reason, now }: { holdId: string; reason: Parameters<typeof released>[1]; now: number },
  taken: readonly number[] = [],
): Event[] {
  const seats = state.holds.get(holdId)?.seats ?? [];
  const free = seats.filter((seat) => !taken.includes(seat) && state.holder.get(seat) === holdId);
  return [released(holdId, reason, now), ...keptBack(state, free)];
}

/** A fan has joined the waitlist: from now on, returned seats of these zones are kept as well. */
export function decideAwait(state: ScheduleState, { zones }: Asked<"await">): Decision {
  const isKnown = zones.every((zone) => state.awaited.has(zone));
  return done(isKnown ? [] : [awaited([...state.awaited, ...zones])]);
}

const awaited = (zones: readonly number[]): Event => ({
  type: "awaited",
  zones: [...new Set(zones)].sort((a, b) => a - b),
});

/**
 * No entry can use these seats, so they are open to everybody. The same command carries the books' list of zones with
 * entries: a command of its own could overwrite a newer entry that arrived in between.
 */
export function decideOpenKept(state: ScheduleState, command: Asked<"openKept">): Decision {
  const zones = new Set(command.awaited);
  const isSame = zones.size === state.awaited.size && [...zones].every((z) => state.awaited.has(z));
  const opened = [...state.kept].filter(
    (seat) => command.seats.includes(seat) || !zones.has(state.layout.zoneOf[seat]!),
  );
  const events: Event[] = isSame ? [] : [awaited([...zones])];
  return done(opened.length === 0 ? events : [...events, { type: "unkept", seats: opened }]);
}

export const isSelling = ({ terms }: ScheduleState, now: number): boolean =>
  (terms.sale === "open" || terms.sale === "draining") && now < terms.closesAt;

/** Holds kept seats for the next fan on the waitlist. The hold needs no pass and has a clock of its own. */
export function decideOffer(state: ScheduleState, command: Asked<"offer">, now: number): Decision {
  const { holdId, accountId, seats, until } = command;
  if (state.holds.has(holdId)) return done([]);
  const end = state.ended.get(holdId);
  if (end !== undefined) return refuseEnded(end);
  if (!isSelling(state, now)) return refuse("sale-not-open");
  if (until <= now) return refuse("hold-expired");
  const lost = seats.find((seat) => !state.kept.has(seat));
  if (lost !== undefined) return refuse("seat-taken", String(lost));
  const current = state.holds.get(state.holdOf.get(accountId) ?? "");
  if (current && !isLapsed(current, clockOf(state, now)))
    return refuse("hold-open", current.holdId);
  const bought = state.bought.get(accountId) ?? 0;
  if (bought + seats.length > state.terms.limits.seatsPerAccount) return refuse("too-many-seats");
  const over = current ? ended(state, { holdId: current.holdId, reason: "expired", now }) : [];
  const hold = {
    holdId,
    accountId,
    tag: offerTag,
    seats,
    phase: "choosing" as const,
    expiresAt: until,
    choosingUntil: until,
    isExtended: true,
    orderId: null,
    payingSince: 0,
    presale: null,
    channels: [],
  };
  return done([...over, { type: "unkept", seats }, { type: "held", hold }]);
}
