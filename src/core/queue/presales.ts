import type { Presale, ScheduleState, Terms } from "../state.ts";

const isOpenAt =
  (now: number) =>
  ({ opensAt, closesAt }: { opensAt: number; closesAt: number }): boolean =>
    opensAt <= now && now < closesAt;

/** The presales that still bind their fans. There are none once the sale is open to everybody. */
const presalesAt = ({ opensAt, presales }: Terms, now: number): readonly Presale[] =>
  now < opensAt ? presales.filter(isOpenAt(now)) : [];

/** The presale that a fan buys in at this time; null once it is over, or once the sale is open to everybody. */
export const presaleAt = (terms: Terms, id: string | null, now: number): Presale | null =>
  presalesAt(terms, now).find((presale) => presale.id === id) ?? null;

export const isOpenToAnybody = ({ opensAt, presales }: Terms, now: number): boolean =>
  now >= opensAt || presales.some(isOpenAt(now));

/** True if the sale is open to a fan who lined up for this presale, or for none. */
export const isOpenTo = (terms: Terms, id: string | null, now: number): boolean =>
  now >= terms.opensAt || presaleAt(terms, id, now) !== null;

/** The number of seats that the open presales may still sell. A held seat may come back, so it counts as left. */
export function presaleSeatsLeft({ terms, presaleSold }: ScheduleState, now: number): number {
  if (now >= terms.opensAt) return Infinity;
  return presalesAt(terms, now).reduce(
    (sum, { id, seatsMax }) =>
      sum + Math.max(0, (seatsMax ?? Infinity) - (presaleSold.get(id) ?? 0)),
    0,
  );
}

/** The next time at which a presale, or the sale itself, opens. */
export function nextOpening({ opensAt, presales }: Terms, now: number): number | null {
  const openings = [opensAt, ...presales.map((presale) => presale.opensAt)];
  const next = Math.min(...openings.filter((at) => at > now));
  return Number.isFinite(next) ? next : null;
}
