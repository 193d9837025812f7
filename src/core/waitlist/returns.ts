import { isReserved } from "../../contract/plan/seat-places.ts";
import { done, refuse } from "../../contract/problems.ts";
import { isLapsed, refuseEnded, released } from "../seats/hold-ends.ts";
import type { Asked, Decision, Event } from "../messages.ts";
import { type ScheduleState, clockOf, offerTag } from "../state.ts";

/** Of seats that come back, those for which somebody waits are kept for the waitlist: nobody else can take them. */
export function keptBack(state: ScheduleState, seats: readonly number[]): Event[] {
  const kept = seats.filter((seat) => isAwaited(state, seat));
  return kept.length === 0 ? [] : [{ type: "kept", seats: kept }];
}

/** Nobody on the waitlist has asked for a wheelchair space or a companion seat. */
export const isAwaited = ({ awaited, layout }: ScheduleState, seat: number): boolean =>
  awaited.has(layout.zoneOf[seat]!) && !isReserved(layout.flags[seat]!);

/** The end of a hold, and what becomes of its seats but for those that somebody takes at once. */
export function ended(
  state: ScheduleState,
  { holdId, reason, now }: { holdId: string; reason: Parameters<typeof released>[1]; now: number },
  taken: readonly number[] = [],
): Event[] {
  const seats = state.holds.get(holdId)?.seats ?? [];
  const free = seats.filter((seat) => !taken.includes(seat) && state.holder.get(seat) === holdId);
  return [released(holdId, reason, now), ...keptBack(state, free)];
}

/** From now on what comes back in these zones is kept, and what was kept in others is free again. */
export function decideAwait(state: ScheduleState, { zones }: Asked<"await">): Decision {
  const wanted = [...new Set(zones)].sort((a, b) => a - b);
  const isSame = wanted.length === state.awaited.size && wanted.every((z) => state.awaited.has(z));
  if (isSame) return done([]);
  const opened = [...state.kept].filter((seat) => !wanted.includes(state.layout.zoneOf[seat]!));
  const events: Event[] = [{ type: "awaited", zones: wanted }];
  return done(opened.length === 0 ? events : [...events, { type: "unkept", seats: opened }]);
}

/** Nobody who waits can use these seats: they go to whoever comes. */
export function decideOpenKept(state: ScheduleState, { seats }: Asked<"openKept">): Decision {
  const kept = seats.filter((seat) => state.kept.has(seat));
  return done(kept.length === 0 ? [] : [{ type: "unkept", seats: kept }]);
}

export const isSelling = ({ terms }: ScheduleState, now: number): boolean =>
  (terms.sale === "open" || terms.sale === "draining") && now < terms.closesAt;

/** Holds kept seats for the one whose turn it is on the waitlist. It takes no pass, and has a clock of its own. */
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
  };
  return done([...over, { type: "unkept", seats }, { type: "held", hold }]);
}
