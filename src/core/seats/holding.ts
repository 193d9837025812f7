import { seatCode } from "../../contract/live/live.ts";
import { isReserved, isSpace } from "../../contract/plan/seat-places.ts";
import { canAvoidSingles, singlesLeft } from "../../contract/plan/single-seats.ts";
import { type Outcome, type Refusal, done, refuse } from "../../contract/problems.ts";
import { bestSeats } from "./best.ts";
import { isLapsed, refuseEnded } from "./hold-ends.ts";
import { refuseUnbought } from "./unbought.ts";
import type { Asked, Decision, Event } from "../messages.ts";
import { isByStaff, opens } from "../stock/block.ts";
import { isOpenToAnybody, isOpenTo, presaleAt } from "../queue/presales.ts";
import { ended, isAwaited } from "../waitlist/returns.ts";
import {
  type Hold,
  type ScheduleState,
  type Shopper,
  areSpacesOpen,
  clockOf,
  isLetGo,
} from "../state.ts";

export function decideHold(
  state: ScheduleState,
  command: Asked<"hold"> | Asked<"holdBest">,
  now: number,
): Decision {
  const { holdId, accountId, tag } = command;
  const clock = clockOf(state, now);
  const standing = state.holds.get(holdId);
  if (standing && standing.accountId !== accountId) return refuse("hold-not-found");
  if (standing && standing.tag !== tag) return refuse("idempotency-mismatch");
  if (standing && !isLapsed(standing, clock)) return done([]);
  if (standing) return refuse("hold-expired");
  const end = state.ended.get(holdId);
  if (end !== undefined) return refuseEnded(end);

  const { channels = [] } = command;
  const isStaff = isByStaff(channels);
  const replaced = isStaff ? state.holds.get(command.replaces ?? "") : undefined;
  if (replaced && !isByStaff(replaced.channels)) return refuse("hold-not-found");
  if (replaced && replaced.orderId !== null) return refuse("payment-under-way");
  const shopper = isStaff
    ? staffWhoMayHold(state, command)
    : shopperWhoMayHold(state, accountId, now);
  if (!shopper.ok) return shopper;
  const cooling = isStaff ? null : refuseUnbought(state, accountId, now);
  if (cooling) return cooling;
  const refusal =
    command.type === "hold"
      ? (refuseUnasked(state, command, now) ??
        refuseParted(state, command) ??
        (isStaff ? null : refuseSingles(state, command, now)))
      : null;
  if (refusal) return refusal;
  const { holdMs, moreTimeMs } = state.terms.limits;
  const expiresAt = now + holdMs + (shopper.value.hasMoreTime ? moreTimeMs : 0);
  return decideTaking(state, command, now, {
    holdId,
    accountId,
    tag,
    phase: "choosing",
    expiresAt,
    choosingUntil: expiresAt,
    isExtended: false,
    orderId: null,
    payingSince: 0,
    presale: presaleAt(state.terms, shopper.value.presale, now)?.id ?? null,
    channels,
  });
}

/** Takes free seats, or seats of lapsed holds, for a new hold. */
export function decideTaking(
  state: ScheduleState,
  command: Parameters<typeof wantedSeats>[1] & { accountId: string; replaces?: string },
  now: number,
  held: Omit<Hold, "seats">,
): Decision {
  const { accountId } = command;
  const clock = clockOf(state, now);
  const events: Event[] = [];
  const current = state.holds.get(state.holdOf.get(accountId) ?? "");
  if (current && !isLapsed(current, clock)) return refuse("hold-open", current.holdId);

  const { replaces } = command;
  const wanted = wantedSeats(state, command, { channels: held.channels, replaces, now });
  if (!wanted.ok) return wanted;
  const seats = wanted.value;
  const { seatsPerAccount } = state.terms.limits;
  const bought = state.bought.get(accountId) ?? 0;
  if (bought + seats.length > seatsPerAccount && !isByStaff(held.channels))
    return refuse("too-many-seats", `${seatsPerAccount} at most, ${bought} bought before`);

  if (isPresaleFull(state, held.presale, seats.length)) return refuse("presale-full");

  const over = new Set([current?.holdId, ...seats.map((seat) => state.holder.get(seat))]);
  for (const other of over)
    if (other !== undefined && other !== replaces)
      events.push(...ended(state, { holdId: other, reason: "expired", now }, seats));
  if (replaces !== undefined && state.holds.has(replaces))
    events.push(...ended(state, { holdId: replaces, reason: "asked", now }, seats));
  return done([...events, { type: "held", hold: { ...held, seats } }]);
}

/** Staff sell before the opening and after the end as well, and need no turn. */
function staffWhoMayHold(
  { terms, holds }: ScheduleState,
  { isInPause = false }: { isInPause?: boolean },
): Outcome<Inside> {
  if (terms.sale === "cancelled") return refuse("sale-not-open");
  if (terms.sale === "paused" && !isInPause) return refuse("sale-paused");
  if (holds.size >= terms.limits.holdsMax) return refuse("unavailable");
  return done({ presale: null, hasMoreTime: false });
}

type Inside = Pick<Shopper, "presale" | "hasMoreTime">;

function shopperWhoMayHold(state: ScheduleState, accountId: string, now: number): Outcome<Inside> {
  const { closesAt, sale, limits } = state.terms;
  const isOver = sale === "closed" || sale === "cancelled" || now >= closesAt;
  if (isOver || !isOpenToAnybody(state.terms, now)) return refuse("sale-not-open");
  if (sale === "paused") return refuse("sale-paused");
  const shopper = state.queue.shoppers.get(accountId);
  if (!shopper) return refuse("not-admitted");
  if (shopper.until <= now) return refuse("pass-expired");
  if (!isOpenTo(state.terms, shopper.presale, now)) return refuse("sale-not-open");
  if (state.holds.size >= limits.holdsMax) return refuse("unavailable");
  return done(shopper);
}

/**
 * A fan gets a wheelchair space or a companion seat only on request, and a companion seat only with a space, until they
 * open to everybody.
 */
function refuseUnasked(
  state: ScheduleState,
  { seats, accessible = false }: Asked<"hold">,
  now: number,
): Refusal | null {
  if (areSpacesOpen(state, now)) return null;
  const { layout } = state;
  const reserved = seats.find((seat) => isReserved(layout.flags[seat] ?? 0));
  if (reserved === undefined) return null;
  const hasSpace = seats.some((seat) => isSpace(layout.flags[seat] ?? 0));
  return accessible && hasSpace ? null : refuse("accessible-seat", String(reserved));
}

/** A row that is sold as a whole, such as a table, is held with all its seats or not at all. */
function refuseParted({ layout }: ScheduleState, { seats }: Asked<"hold">): Refusal | null {
  const wanted = new Set(seats);
  for (const seat of seats) {
    const whole = layout.runs[layout.runOf[seat] ?? -1]?.whole;
    for (let other = whole?.first ?? 0; other < (whole?.end ?? 0); other++)
      if (!wanted.has(other)) return refuse("sold-whole", String(other));
  }
  return null;
}

/**
 * Where the organizer made it a rule, seats that leave a single one in their row are refused, but only while the row has
 * as many without, so that the rule never stops a sale. Places of standing areas, whole tables and seats for wheelchair
 * users have no neighbors in this sense.
 */
function refuseSingles(
  state: ScheduleState,
  { seats, accessible = false }: Asked<"hold">,
  now: number,
): Refusal | null {
  if (state.terms.singleSeats !== "rule" || accessible) return null;
  const { layout, status } = state;
  const areOpen = areSpacesOpen(state, now);
  const isFree = (seat: number) =>
    status[seat] === seatCode.available && (areOpen || !isReserved(layout.flags[seat]!));
  // A seat of a stock block was nobody's neighbor before.
  const byRun = Map.groupBy(seats.filter(isFree), (seat) => layout.runOf[seat] ?? -1);
  for (const [index, taken] of byRun) {
    const run = layout.runs[index];
    if (!run || run.isStanding || run.whole) continue;
    const row = { first: run.first, end: run.first + run.count };
    const [single] = singlesLeft(row, isFree, taken);
    if (single !== undefined && canAvoidSingles(row, isFree, taken.length))
      return refuse("single-seat", String(single));
  }
  return null;
}

/** A presale sells its own seats and no more. */
function isPresaleFull(state: ScheduleState, presale: string | null, seats: number): boolean {
  const most = state.terms.presales.find(({ id }) => id === presale)?.seatsMax ?? null;
  if (presale === null || most === null) return false;
  const held = state.presaleHeld.get(presale) ?? 0;
  return held + (state.presaleSold.get(presale) ?? 0) + seats > most;
}

function wantedSeats(
  state: ScheduleState,
  command: { type: "hold"; seats: readonly number[] } | Pick<Asked<"holdBest">, "type" | "best">,
  {
    channels,
    replaces,
    now,
  }: { channels: readonly string[]; replaces?: string | undefined; now: number },
): Outcome<readonly number[]> {
  const isFree = (seat: number) => {
    if (state.status[seat] === seatCode.available) return true;
    if (replaces !== undefined && state.holder.get(seat) === replaces) return true;
    const block = state.blocks.get(state.homes.get(seat) ?? "");
    if (block ? !opens(channels, block) : isAwaited(state, seat)) return false;
    if (state.status[seat] === seatCode.notForSale) return true;
    const hold = state.holds.get(state.holder.get(seat) ?? "");
    return hold !== undefined && isLapsed(hold, clockOf(state, now));
  };
  if (command.type === "holdBest") {
    const { count, together } = command.best;
    const limit = state.terms.limits.seatsPerAccount;
    if (count > limit && !isByStaff(channels)) return refuse("too-many-seats", `${limit} at most`);
    const seats = bestSeats(state, command.best, now);
    if (seats) return done(seats);
    return refuse(together && count > 1 ? "not-together" : "seat-taken");
  }
  const { seats } = command;
  if (new Set(seats).size !== seats.length || seats.length === 0) return refuse("invalid-request");
  for (const seat of seats) {
    if (seat >= state.layout.seatCount) return refuse("unknown-seat", String(seat));
    if (!isFree(seat)) return refuse("seat-taken", String(seat));
  }
  return done(seats);
}

/** To a fan, another account's hold does not exist. */
export function ownHold(
  state: ScheduleState,
  { holdId, accountId }: Asked<"release" | "extend" | "pay">,
) {
  const hold = state.holds.get(holdId);
  if (hold) return hold.accountId === accountId ? done(hold) : refuse("hold-not-found");
  const reason = state.ended.get(holdId);
  return reason === undefined ? refuse("hold-not-found") : refuseEnded(reason);
}

/**
 * After a payment attempt only the books can end a hold, because the money may be on its way. So the object asks them
 * right away. An attempt that the books know nothing of may have died on its way to them, and keeps no seats.
 */
export function decideRelease(
  state: ScheduleState,
  command: Asked<"release">,
  now: number,
): Decision {
  const hold = ownHold(state, command);
  if (!hold.ok) return hold.code === "hold-expired" ? done([]) : hold;
  if (isLetGo(hold.value)) return done([]);
  if (hold.value.phase === "paying" && command.isUnpaid !== true)
    return refuse("payment-under-way");
  if (hold.value.orderId !== null)
    return done([{ type: "letGo", holdId: command.holdId, at: now }]);
  return done(ended(state, { holdId: command.holdId, reason: "asked", now }));
}

export function decideExtend(
  state: ScheduleState,
  command: Asked<"extend">,
  now: number,
): Decision {
  const hold = ownHold(state, command);
  if (!hold.ok) return hold;
  if (hold.value.phase === "paying") return refuse("payment-under-way");
  if (hold.value.expiresAt <= clockOf(state, now)) return refuse("hold-expired");
  if (hold.value.isExtended) return refuse("already-extended");
  const expiresAt = hold.value.expiresAt + state.terms.limits.extendMs;
  return done([{ type: "extended", holdId: command.holdId, expiresAt }]);
}
