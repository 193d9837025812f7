import { done, refuse } from "../../contract/problems.ts";
import { decideTaking, ownHold } from "./holding.ts";
import type { Asked, Decision, Event } from "../messages.ts";
import { presaleAt } from "../queue/presales.ts";
import { ended, keptBack } from "../waitlist/returns.ts";
import { type ScheduleState, clockOf, fingerprint, isLetGo } from "../state.ts";

export function decidePay(state: ScheduleState, command: Asked<"pay">, now: number): Decision {
  const own = ownHold(state, command);
  if (!own.ok) return decideLatePay(state, command, now, own);
  const hold = own.value;
  if (isLetGo(hold)) return refuse("hold-expired");
  const { payingMs, inProgressMs } = state.terms.limits;
  const { holdId, orderId, guardMs } = command;
  const isAgain = hold.orderId === orderId;
  if (hold.phase === "paying" && !isAgain) return refuse("payment-under-way");
  // Another attempt does not extend the time: the guard of an order counts from its first attempt.
  const at = isAgain ? hold.payingSince : now;
  const expiresAt = at + (guardMs ?? payingMs);
  if (hold.phase === "choosing") {
    if (hold.expiresAt <= clockOf(state, now)) return refuse("hold-expired");
    const until = isAgain ? Math.max(expiresAt, hold.expiresAt) : expiresAt;
    return done([{ type: "payingBegan", holdId, orderId, at, expiresAt: until }]);
  }
  if (guardMs !== undefined)
    return done(expiresAt > hold.expiresAt ? [{ type: "postponed", holdId, expiresAt }] : []);
  if (now - hold.payingSince < inProgressMs) return refuse("request-in-progress");
  // The first request may have died. The books let only one of the two through.
  return done([]);
}

/** A late deposit gets its seats if they are free: a new hold takes them and is paying from the start. */
function decideLatePay(
  state: ScheduleState,
  command: Asked<"pay">,
  now: number,
  refusal: Decision,
): Decision {
  const { holdId, accountId, orderId, seats, guardMs } = command;
  if (seats === undefined || state.holds.has(holdId) || state.ended.has(holdId)) return refusal;
  if (state.terms.sale === "cancelled") return refuse("sale-not-open");
  const expiresAt = now + (guardMs ?? state.terms.limits.payingMs);
  return decideTaking(state, { type: "hold", accountId, seats }, now, {
    holdId,
    accountId,
    tag: orderId,
    phase: "paying",
    expiresAt,
    choosingUntil: now,
    isExtended: true,
    orderId,
    payingSince: now,
    presale: null,
    channels: [],
  });
}

export function decidePayRefused(
  state: ScheduleState,
  { holdId, orderId }: Asked<"payRefused">,
  now: number,
): Decision {
  const hold = state.holds.get(holdId);
  if (hold?.phase !== "paying" || hold.orderId !== orderId || isLetGo(hold)) return done([]);
  // A deadline in the past would look as if the schedule had been away since.
  const expiresAt = Math.max(hold.choosingUntil, clockOf(state, now));
  return done([{ type: "payingEnded", holdId, expiresAt }]);
}

/**
 * The money has moved already, so the schedule never refuses a sale for being late or repeated.
 * Only a part that the books have undone since is not sold again; of a sale that we know, that may be some of its
 * tickets.
 */
export function decideSell(state: ScheduleState, command: Asked<"sell">, now: number): Decision {
  const { holdId, accountId, orderId, seats } = command;
  const end = state.ended.get(holdId);
  if (end === "refunded" || end === "void") return done([]);
  const mark = fingerprint(holdId);
  const isOurs = (seat: number) => state.owner[seat] === mark;
  if (!state.holds.has(holdId) && (end === "sold" ? seats.some(isOurs) : seats.every(isOurs)))
    return done([]);
  const events: Event[] = [];
  for (const other of new Set(seats.map((seat) => state.holder.get(seat)))) {
    const hold = state.holds.get(other ?? "");
    if (!hold || hold.holdId === holdId) continue;
    if (hold.orderId === null)
      events.push(...ended(state, { holdId: hold.holdId, reason: "superseded", now }, seats));
    // Only the books can end a hold with a payment attempt, but it loses these seats to the sale.
    else
      events.push({
        type: "lost",
        holdId: hold.holdId,
        seats: seats.filter((seat) => state.holder.get(seat) === other),
      });
  }
  const kept = seats.filter((seat) => state.kept.has(seat));
  if (kept.length > 0) events.push({ type: "unkept", seats: kept });
  const presale = presaleOfSale(state, command, now);
  return done([...events, { type: "sold", holdId, accountId, orderId, seats, presale, at: now }]);
}

/** The presale of the hold; of a hold that was never known here, the presale that its fan is inside for. */
function presaleOfSale(
  state: ScheduleState,
  { holdId, accountId }: Asked<"sell">,
  now: number,
): string | null {
  const hold = state.holds.get(holdId);
  if (hold) return hold.presale;
  if (state.ended.has(holdId)) return state.endedPresales.get(holdId) ?? null;
  const pass = state.queue.shoppers.get(accountId)?.presale ?? null;
  return presaleAt(state.terms, pass, now)?.id ?? null;
}

/** After a refund. Frees only the seats of this very sale, so a repeated message is harmless. */
export function decideFree(state: ScheduleState, command: Asked<"free">, now: number): Decision {
  const { holdId, accountId } = command;
  const mark = fingerprint(holdId);
  const isHeld = state.holds.has(holdId);
  const seats = isHeld ? command.seats : command.seats.filter((seat) => state.owner[seat] === mark);
  const held = state.holds.get(holdId)?.seats ?? [];
  const free = isHeld ? held.filter((seat) => state.holder.get(seat) === holdId) : seats;
  // Also if the sale took none of these seats, so that a late message of the original sale takes nothing.
  const isNew = seats.length > 0 || state.ended.get(holdId) === "sold";
  const freed: Event = { type: "freed", holdId, accountId, seats, at: now };
  return done(isNew ? [freed, ...keptBack(state, free)] : []);
}
