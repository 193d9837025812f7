import { seatCode } from "../../contract/live/live.ts";
import { type Search, bestInRun, withOneWheelchair } from "../../contract/plan/best-seats.ts";
import { isReserved, placeFlags } from "../../contract/plan/seat-places.ts";
import type { Run } from "../layout.ts";
import type { Best } from "../messages.ts";
import { type ScheduleState, areSpacesOpen } from "../state.ts";

/** The number of nearly equal offers to draw from, so that a thousand fans do not fight for one pair. */
const choicesMax = 8;

/**
 * The best free seats of a zone; null if there are not enough (or not enough together, if the request says so). Even when
 * wheelchair spaces are open to everybody, they come last.
 */
export function bestSeats(state: ScheduleState, best: Best, now: number): readonly number[] | null {
  const asked = best.accessible ?? false;
  const ordinary = bestOf(state, best, asked);
  return ordinary ?? (areSpacesOpen(state, now) ? bestOf(state, best, true) : null);
}

/** `takesSpaces`: wheelchair spaces and companion seats count as free, too. */
function bestOf(state: ScheduleState, best: Best, takesSpaces: boolean): readonly number[] | null {
  const { flags, distance } = state.layout;
  const { count, together, chance, accessible = false } = best;
  const isFree = (seat: number) =>
    state.status[seat] === seatCode.available && (takesSpaces || !isReserved(flags[seat]!));
  const worse = accessible ? withOneWheelchair(flags) : undefined;
  const search: Search = { count, isFree, away: (seat) => distance[seat]!, worse };
  const choices = bestChoices(state, best, search);
  choices.sort((a, b) => a.score - b.score);
  // Squared, so that better seats are still likelier.
  const choice = choices[Math.floor(chance ** 2 * choices.length)];
  if (choice) return choice.seats;
  // Standing places are together whatever their numbers.
  const isApart = !together || count === 1;
  return scattered(state, best, isFree, isApart);
}

/**
 * A seat with a restricted view is offered only if there is nothing else, and seats that leave a single one only then if
 * that is against the rule of the sale.
 */
function bestChoices(state: ScheduleState, best: Best, search: Search) {
  const isClear = (seat: number) => (state.layout.flags[seat]! & placeFlags.restricted) === 0;
  const strict = state.terms.singleSeats === "rule" ? { leavingOne: Infinity } : null;
  const ways = strict
    ? [{ ...strict, isWanted: isClear }, { isWanted: isClear }, strict, {}]
    : [{ isWanted: isClear }, {}];
  for (const way of ways) {
    const choices = choicesIn(state, best, { ...search, ...way });
    if (choices.length > 0) return choices;
  }
  return [];
}

function choicesIn(state: ScheduleState, { zone, count, accessible }: Best, search: Search) {
  const choices: { seats: number[]; score: number }[] = [];
  for (const index of state.layout.runsByZone[zone] ?? []) {
    if (choices.length >= choicesMax) break;
    const run = state.layout.runs[index]!;
    if (state.runFree[index]! < count || (accessible && !run.hasWheelchair)) continue;
    if (run.whole && !isAllOf(run, count)) continue;
    const choice = bestInRun(run, search);
    if (choice) choices.push(choice);
    if (choice && run.isStanding) break;
  }
  return choices;
}

/** Whether so many seats of the run are the whole of a row that is sold as a whole. */
const isAllOf = ({ count: length, whole }: Run, count: number): boolean =>
  length === count && whole !== null && whole.end - whole.first === count;

/**
 * The nearest free seats wherever they are; an accessible request gets a wheelchair space first, then the seats beside
 * such spaces.
 */
function scattered(
  state: ScheduleState,
  { zone, count, accessible }: Best,
  isFree: (seat: number) => boolean,
  isApart: boolean,
): number[] | null {
  const { runs, runsByZone, flags } = state.layout;
  const seats: number[] = [];
  const add = (most: number, isWanted: (bits: number) => boolean) => {
    for (const index of runsByZone[zone] ?? []) {
      const { first, count: length, isStanding, whole } = runs[index]!;
      if (state.runFree[index] === 0 || whole || !(isApart || isStanding)) continue;
      for (let seat = first; seat < first + length && seats.length < most; seat++)
        if (isFree(seat) && isWanted(flags[seat]!)) seats.push(seat);
    }
  };
  if (accessible) {
    add(1, (bits) => (bits & placeFlags.accessible) !== 0);
    if (seats.length === 0) return null;
    add(count, (bits) => (bits & placeFlags.companion) !== 0);
  }
  add(count, (bits) => !isReserved(bits));
  // Free for this search only once they are open to everybody.
  if (!accessible) add(count, isReserved);
  return seats.length === count ? seats : null;
}
