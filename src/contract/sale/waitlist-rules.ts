const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How long an offer stands: half an hour while there is time, less in the last week, and little on the last day. */
export function offerMs(msToShow: number): number {
  if (msToShow > 7 * dayMs) return 30 * minuteMs;
  return msToShow > dayMs ? 15 * minuteMs : 5 * minuteMs;
}

/** An offer shorter than this is none. */
export const offerMsMin = 3 * minuteMs;

const bandEnds = [0, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** How many stand before somebody, as a band: an exact number would promise what nobody can. */
export function bandOf(ahead: number): { from: number; to: number | null } {
  const at = bandEnds.findIndex((end) => ahead <= end);
  if (at < 0) return { from: bandEnds.at(-1)! + 1, to: null };
  return { from: at === 0 ? 0 : bandEnds[at - 1]! + 1, to: bandEnds[at]! };
}
