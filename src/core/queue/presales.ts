import type { Presale, Queue, ScheduleState, Terms } from "../state.ts";
import { spanWith } from "./spans.ts";

const isOpenAt =
  (now: number) =>
  ({ opensAt, closesAt }: { opensAt: number; closesAt: number }): boolean =>
    opensAt <= now && now < closesAt;

/** The presales that still bind their fans. There are none once the sale is open to everybody. */
export const openPresales = ({ opensAt, presales }: Terms, now: number): readonly Presale[] =>
  now < opensAt ? presales.filter(isOpenAt(now)) : [];

/** The presale that a fan buys in at this time; null once it is over, or once the sale is open to everybody. */
export const presaleAt = (terms: Terms, id: string | null, now: number): Presale | null =>
  openPresales(terms, now).find((presale) => presale.id === id) ?? null;

export const isOpenToAnybody = ({ opensAt, presales }: Terms, now: number): boolean =>
  now >= opensAt || presales.some(isOpenAt(now));

/** True if the sale is open to a fan who lined up for this presale, or for none. */
export const isOpenTo = (terms: Terms, id: string | null, now: number): boolean =>
  now >= terms.opensAt || presaleAt(terms, id, now) !== null;

/** A held seat may come back, so it counts as left. */
export const seatsLeftOf = (
  { presaleSold }: Pick<ScheduleState, "presaleSold">,
  { id, seatsMax }: Presale,
): number => Math.max(0, (seatsMax ?? Infinity) - (presaleSold.get(id) ?? 0));

export const isSoldOut = (state: ScheduleState, presale: Presale): boolean =>
  seatsLeftOf(state, presale) === 0;

/** The number of seats that the open presales may still sell. */
export function presaleSeatsLeft(state: ScheduleState, now: number): number {
  if (now >= state.terms.opensAt) return Infinity;
  return openPresales(state.terms, now).reduce((sum, each) => sum + seatsLeftOf(state, each), 0);
}

/** Marks numbers that were given before a number knew its presale. They count for any presale. */
export const anyPresale = "*";

export const presaleOf = ({ lines }: Queue, number: number): string | null =>
  spanWith(lines, number)?.presale ?? null;

/** True while presales decide who is called: before the opening to everybody, and before fans line up anew for it. */
export const isPresaleTime = ({ terms, queue }: ScheduleState, now: number): boolean =>
  now < terms.opensAt && queue.draw === null && terms.presales.length > 0;

/** True if a fan who lined up for this presale can buy now. */
export function isServed(state: ScheduleState, presale: string | null, now: number): boolean {
  if (!isPresaleTime(state, now)) return true;
  if (presale === anyPresale) return presaleSeatsLeft(state, now) > 0;
  const open = presaleAt(state.terms, presale, now);
  return open !== null && !isSoldOut(state, open);
}

/**
 * The time until which a fan's place is kept; from then on the fan can buy. Null if the place is in use, or if no sale
 * is open yet and the fan's presale is still to come.
 */
export function keptUntil(state: ScheduleState, id: string | null, now: number): number | null {
  if (isServed(state, id, now)) return null;
  const { terms } = state;
  const presale = terms.presales.find((each) => each.id === id);
  const isToCome = presale !== undefined && now < presale.opensAt && !isSoldOut(state, presale);
  if (isToCome) return isOpenToAnybody(terms, now) ? presale.opensAt : null;
  return presale !== undefined || isOpenToAnybody(terms, now) ? terms.opensAt : null;
}

/** The next time at which a presale opens or ends, or the sale itself opens. */
export function nextOpening(terms: Terms, now: number): number | null {
  const next = Math.min(...openings(terms).filter((at) => at > now));
  return Number.isFinite(next) ? next : null;
}

/** The last time at which one of these happened; 0 if none has. */
export const lastOpening = (terms: Terms, now: number): number =>
  Math.max(0, ...openings(terms).filter((at) => at <= now));

const openings = ({ opensAt, presales }: Terms): number[] => [
  opensAt,
  ...presales.flatMap((presale) => [presale.opensAt, presale.closesAt]),
];
