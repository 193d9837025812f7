import { type Outcome, done, refuse } from "../contract/problems.ts";
import { dueDeadlines } from "./deadlines.ts";
import { isLapsed, refuseEnded } from "./hold-ends.ts";
import { decideHold, decideTaking } from "./holding.ts";
import type { Command, Event } from "./messages.ts";
import { decideEnter, decideLeave, decideTakePlaces } from "./queue.ts";
import { decideAwait, decideOffer, decideOpenKept, ended, keptBack } from "./returns.ts";
import { type ScheduleState, clockOf, fingerprint } from "./state.ts";

export type Decision = Outcome<Event[]>;
type Asked<Type extends Command["type"]> = Extract<Command, { type: Type }>;

/** Says what a command would do at `now`. Reads the state and never changes it. */
export function decide(state: ScheduleState, command: Command, now: number): Decision {
  switch (command.type) {
    case "hold":
    case "holdBest":
      return decideHold(state, command, now);
    case "release":
      return decideRelease(state, command, now);
    case "extend":
      return decideExtend(state, command, now);
    case "pay":
      return decidePay(state, command, now);
    case "payRefused":
      return decidePayRefused(state, command);
    case "sell":
      return decideSell(state, command, now);
    case "free":
      return decideFree(state, command, now);
    case "void":
      return done(
        state.holds.has(command.holdId)
          ? ended(state, { holdId: command.holdId, reason: "void", now })
          : [],
      );
    case "postpone": {
      const expiresAt = now + state.terms.limits.settleRetryMs;
      const { holdId } = command;
      return done(state.holds.has(holdId) ? [{ type: "postponed", holdId, expiresAt }] : []);
    }
    case "takePlaces":
      return decideTakePlaces(state, command, now);
    case "enter":
      return decideEnter(state, command, now);
    case "leave":
      return decideLeave(state, command.accountId);
    case "await":
      return decideAwait(state, command);
    case "offer":
      return decideOffer(state, command, now);
    case "openKept":
      return decideOpenKept(state, command);
    case "setTerms":
      return decideSetTerms(state, command, now);
    case "extendAll":
      return done([{ type: "holdsExtended", byMs: command.ms }]);
    case "recover":
      return done([{ type: "shifted", byMs: command.ms }]);
    case "tick":
      return done(lapsed(state, now));
  }
}

/** Another account's hold is to you as if it did not exist. */
function ownHold(state: ScheduleState, { holdId, accountId }: Asked<"release" | "extend" | "pay">) {
  const hold = state.holds.get(holdId);
  if (hold) return hold.accountId === accountId ? done(hold) : refuse("hold-not-found");
  const reason = state.ended.get(holdId);
  return reason === undefined ? refuse("hold-not-found") : refuseEnded(reason);
}

/** Once a payment was tried only the books can end a hold: the money may be on its way. So we ask them at once. */
function decideRelease(state: ScheduleState, command: Asked<"release">, now: number): Decision {
  const hold = ownHold(state, command);
  if (!hold.ok) return hold.code === "hold-expired" ? done([]) : hold;
  if (hold.value.phase === "paying") return refuse("payment-under-way");
  if (hold.value.orderId !== null)
    return done([{ type: "postponed", holdId: command.holdId, expiresAt: now }]);
  return done(ended(state, { holdId: command.holdId, reason: "asked", now }));
}

function decideExtend(state: ScheduleState, command: Asked<"extend">, now: number): Decision {
  const hold = ownHold(state, command);
  if (!hold.ok) return hold;
  if (hold.value.phase === "paying") return refuse("payment-under-way");
  if (hold.value.expiresAt <= clockOf(state, now)) return refuse("hold-expired");
  if (hold.value.isExtended) return refuse("already-extended");
  const expiresAt = hold.value.expiresAt + state.terms.limits.extendMs;
  return done([{ type: "extended", holdId: command.holdId, expiresAt }]);
}

function decidePay(state: ScheduleState, command: Asked<"pay">, now: number): Decision {
  const own = ownHold(state, command);
  if (!own.ok) return decideLatePay(state, command, now, own);
  const hold = own.value;
  const { payingMs, inProgressMs } = state.terms.limits;
  const { holdId, orderId, guardMs } = command;
  if (hold.phase === "paying") {
    if (hold.orderId !== orderId) return refuse("payment-under-way");
    if (guardMs !== undefined) {
      const expiresAt = now + guardMs;
      return done(expiresAt > hold.expiresAt ? [{ type: "postponed", holdId, expiresAt }] : []);
    }
    if (now - hold.payingSince < inProgressMs) return refuse("request-in-progress");
    // Whoever asked first may have died. The books let only one of us through.
    return done([]);
  }
  if (hold.expiresAt <= clockOf(state, now)) return refuse("hold-expired");
  const expiresAt = now + (guardMs ?? payingMs);
  return done([{ type: "payingBegan", holdId, orderId, at: now, expiresAt }]);
}

/** A deposit that came late has its seats if nobody else does: they are held for it, and being paid for at once. */
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
  });
}

function decidePayRefused(state: ScheduleState, command: Asked<"payRefused">): Decision {
  const hold = state.holds.get(command.holdId);
  const isOurs = hold?.phase === "paying" && hold.orderId === command.orderId;
  return done(isOurs ? [{ type: "payingEnded", holdId: command.holdId }] : []);
}

/**
 * The money has moved already, so a sale is never refused for being late, nor for being told twice.
 * Only what the books have undone since is not made again: of a sale that we know, that may be some of its tickets.
 */
function decideSell(state: ScheduleState, command: Asked<"sell">, now: number): Decision {
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
    if (hold && hold.holdId !== holdId && hold.orderId === null)
      events.push(...ended(state, { holdId: hold.holdId, reason: "superseded", now }, seats));
  }
  const kept = seats.filter((seat) => state.kept.has(seat));
  if (kept.length > 0) events.push({ type: "unkept", seats: kept });
  return done([...events, { type: "sold", holdId, accountId, orderId, seats, at: now }]);
}

/** After a refund. Only seats that this very sale took are given back, so telling it twice is harmless. */
function decideFree(state: ScheduleState, command: Asked<"free">, now: number): Decision {
  const { holdId, accountId } = command;
  const mark = fingerprint(holdId);
  const isHeld = state.holds.has(holdId);
  const seats = isHeld ? command.seats : command.seats.filter((seat) => state.owner[seat] === mark);
  const held = state.holds.get(holdId)?.seats ?? [];
  const free = isHeld ? held.filter((seat) => state.holder.get(seat) === holdId) : seats;
  // Also when it took none of these, so that the sale as it was at first is not believed any more.
  const isNew = seats.length > 0 || state.ended.get(holdId) === "sold";
  const freed: Event = { type: "freed", holdId, accountId, seats, at: now };
  return done(isNew ? [freed, ...keptBack(state, free)] : []);
}

/** Pausing stops every fan's clock; going on gives each the time of the pause back. */
function decideSetTerms(state: ScheduleState, { terms }: Asked<"setTerms">, now: number): Decision {
  const { frozenAt } = state.queue;
  const set: Event = { type: "termsSet", terms };
  if (terms.sale === "paused" && frozenAt === null) return done([set, { type: "frozen", at: now }]);
  if (terms.sale !== "paused" && frozenAt !== null)
    return done([set, { type: "thawed", byMs: now - frozenAt }]);
  return done([set]);
}

const lapsedPerTick = 500;

/** The world is told of holds and passes whose time is up; a bounded number at a time. */
function lapsed(state: ScheduleState, now: number): Event[] {
  const clock = clockOf(state, now);
  const events = new Map<string, Event[]>();
  for (const { kind, id } of dueDeadlines(state.deadlines, clock)) {
    if (events.size >= lapsedPerTick) break;
    const hold = state.holds.get(kind === "hold" ? id : (state.holdOf.get(id) ?? ""));
    const isOver = hold !== undefined && isLapsed(hold, clock);
    const until = state.queue.shoppers.get(id)?.until ?? Infinity;
    if (kind === "hold" && isOver)
      events.set(id, ended(state, { holdId: id, reason: "expired", now }));
    if (kind === "shopper" && until <= clock && (isOver || !hold))
      events.set(id, [{ type: "left", accountId: id }]);
  }
  return [...events.values()].flat();
}
