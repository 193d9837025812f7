import { shiftHolds } from "../seats/apply-holds.ts";
import {
  addCall,
  dropLapsed,
  giveUpRank,
  passOver,
  reopenCalls,
  setAside,
  useRank,
} from "./calls.ts";
import { type Line, addSpan, removeSpan } from "./spans.ts";
import { addDeadline } from "../deadlines.ts";
import type { Happened } from "../messages.ts";
import type { Queue, ScheduleState, Shopper } from "../state.ts";

type QueueEvent = Happened<
  | "placesTaken"
  | "presaleChanged"
  | "drawn"
  | "called"
  | "setAside"
  | "putBack"
  | "returned"
  | "recalled"
  | "entered"
  | "eased"
  | "left"
  | "gaveUp"
  | "passedOver"
  | "termsSet"
  | "frozen"
  | "thawed"
  | "holdsExtended"
  | "shifted"
>;

export function applyToQueue(state: ScheduleState, event: QueueEvent): void {
  const { queue } = state;
  switch (event.type) {
    case "placesTaken": {
      const { intake, turn, first, count, presale } = event;
      queue.given = first + count - 1;
      queue.intakes.set(intake, { turn, first, count });
      if (presale !== null) setPresale(queue, { from: first, through: queue.given, presale });
      return;
    }
    case "presaleChanged":
      return setPresale(queue, event);
    case "drawn":
      queue.draw = { after: event.after, count: event.count, aside: queue.aside };
      queue.gaveUp = new Set(event.gaveUp);
      queue.aside = [];
      queue.lines = [];
      return;
    case "setAside":
      return setAside(queue, event);
    case "putBack":
      queue.shoppers.delete(event.accountId);
      queue.backs.delete(event.accountId);
      queue.recalls.delete(event.accountId);
      return addSpan(queue.aside, { from: event.rank, through: event.rank });
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
    case "gaveUp":
      return giveUpRank(queue, event.rank);
    case "passedOver":
      return passOver(queue, event.through);
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
      shift(state, event.byMs);
      return reopenCalls(queue, event.at, state.terms.limits);
  }
}

/** Also restores numbers from a row. Numbers without a presale have no line. */
export function setPresale({ lines }: Queue, { from, through, presale }: Line): void {
  if (presale === null) return removeSpan(lines, { from, through });
  addSpan(lines, { from, through, presale }, (a, b) => a.presale === b.presale);
}

/** Also restores a shopper from a row. */
export function addShopper(state: ScheduleState, accountId: string, shopper: Shopper): void {
  const { rank, until, presale, hasMoreTime } = shopper;
  state.queue.shoppers.set(accountId, { rank, until, presale, hasMoreTime });
  addDeadline(state.deadlines, { at: until, kind: "shopper", id: accountId });
}

/** Gives every fan's clock back the time that the fan lost through no fault of their own. */
function shift(state: ScheduleState, byMs: number): void {
  const { queue } = state;
  for (const call of [...queue.calls, ...queue.missed, ...queue.recalls.values()]) call.at += byMs;
  for (const [accountId, shopper] of queue.shoppers)
    addShopper(state, accountId, { ...shopper, until: shopper.until + byMs });
  shiftHolds(state, byMs);
}

/**
 * Every reader tells lapsed calls from open ones by their times; this step only moves the lapsed ones to their list.
 */
export function tidyQueue({ queue, terms }: ScheduleState, now: number): void {
  dropLapsed(queue, now, terms.limits);
  for (const [accountId, { at }] of queue.recalls) {
    if (at + terms.limits.callMs > now) break;
    queue.recalls.delete(accountId);
  }
}
