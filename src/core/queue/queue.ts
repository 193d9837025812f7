import { done, refuse } from "../../contract/problems.ts";
import type { Asked, Decision, Event } from "../messages.ts";
import { type ScheduleState, clockOf } from "../state.ts";
import { callStanding, isAside } from "./calls.ts";
import { isOpenTo, isPresaleTime, presaleOf } from "./presales.ts";
import { rankOf, standing } from "./standing.ts";

/**
 * A called fan may enter until the call lapses. After that the fan may come back once, within a time of grace, and then
 * enters next.
 */
export function decideEnter(state: ScheduleState, command: Asked<"enter">, now: number): Decision {
  const { terms, queue } = state;
  const { accountId, presale, moreTime } = command;
  if (terms.sale === "closed" || terms.sale === "cancelled" || now >= terms.closesAt)
    return refuse("sale-not-open");
  const stands = standing(state, command, now);
  if (stands.state === "spent") return refuse("place-spent");
  const isInLine = isAside(queue, command.number) || rankOf(state, command.number) > queue.called;
  if (isInLine && stands.state !== "admitted")
    return done(presale === null ? [] : presaleChanged(state, { ...command, presale }, now));
  const mustWait =
    stands.state === "lobby" || stands.state === "waiting" || stands.state === "kept";
  if (mustWait || terms.sale === "paused") return done([]);
  if (stands.state === "admitted") return done(eased(state, command));
  if (!isOpenTo(terms, presale, now)) return refuse("sale-not-open");
  const { rank } = stands;
  if (stands.state === "called") {
    const { passMs, moreTimeMs } = terms.limits;
    const until = now + passMs + (moreTime ? moreTimeMs : 0);
    return done([{ type: "entered", accountId, rank, until, presale, hasMoreTime: moreTime }]);
  }
  // A lapsed pass may still be in the state, because the event that ends it comes later.
  const left: Event[] = queue.shoppers.has(accountId) ? [{ type: "left", accountId }] : [];
  return done([...left, { type: "returned", accountId, rank }]);
}

/** A fan who was verified for another presale keeps the place, and is called when that one is open. */
export function presaleChanged(
  state: ScheduleState,
  { number, presale }: { number: number; presale: string },
  now: number,
): Event[] {
  const { queue } = state;
  const isKnown = !isPresaleTime(state, now) || presaleOf(queue, number) === presale;
  if (isKnown || number < 1 || number > queue.given) return [];
  return [{ type: "presaleChanged", from: number, through: number, presale }];
}

/** A fan inside may ask for more time too; an entry gets it only once, so that nobody can stay by asking. */
function eased({ queue, terms }: ScheduleState, { accountId, moreTime }: Asked<"enter">): Event[] {
  const shopper = queue.shoppers.get(accountId);
  if (!moreTime || !shopper || shopper.hasMoreTime) return [];
  return [{ type: "eased", accountId, until: shopper.until + terms.limits.moreTimeMs }];
}

/** A fan leaves the shop, the line, or both. A number that was given up is called no more. */
export function decideLeave(state: ScheduleState, command: Asked<"leave">, now: number): Decision {
  const { queue } = state;
  const { accountId, number } = command;
  const isKnown = [queue.shoppers, queue.backs, queue.recalls].some((fans) => fans.has(accountId));
  const hold = state.holds.get(state.holdOf.get(accountId) ?? "");
  if (isKnown && hold) return refuse("hold-open", hold.holdId);
  const left: Event[] = isKnown ? [{ type: "left", accountId }] : [];
  if (number === null || number < 1 || number > queue.given) return done(left);
  const rank = rankOf(state, number);
  const isOpen =
    rank > queue.called
      ? !queue.gaveUp.has(rank)
      : isAside(queue, rank) ||
        callStanding(queue, rank, state.terms.limits, clockOf(state, now)).is !== "gone";
  return done(isOpen ? [...left, { type: "gaveUp", rank }] : left);
}

/**
 * An intake that repeats a turn crashed before it could use its range, so it gets the same range again, for the fans of
 * the presale that it names now.
 */
export function decideTakePlaces(
  state: ScheduleState,
  command: Asked<"takePlaces">,
  now: number,
): Decision {
  const { queue, terms } = state;
  const { intake, turn, count, presale = null } = command;
  if (terms.sale === "closed" || terms.sale === "cancelled" || now >= terms.closesAt)
    return refuse("sale-not-open");
  const again = queue.intakes.get(intake);
  if (again?.turn !== turn)
    return done([{ type: "placesTaken", intake, turn, first: queue.given + 1, count, presale }]);
  const from = again.first;
  if (presaleOf(queue, from) === presale || queue.draw !== null) return done([]);
  return done([{ type: "presaleChanged", from, through: from + again.count - 1, presale }]);
}
