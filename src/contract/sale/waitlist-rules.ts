const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How long an offer lasts: half an hour, less in the last week, and little on the last day. */
export function offerMs(msToShow: number): number {
  if (msToShow > 7 * dayMs) return 30 * minuteMs;
  return msToShow > dayMs ? 15 * minuteMs : 5 * minuteMs;
}

/** The minimum length of an offer. */
export const offerMsMin = 3 * minuteMs;

const bandEnds = [0, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** The number of people ahead, as a range: an exact number would promise too much. */
export function bandOf(ahead: number): { from: number; to: number | null } {
  const at = bandEnds.findIndex((end) => ahead <= end);
  if (at < 0) return { from: bandEnds.at(-1)! + 1, to: null };
  return { from: at === 0 ? 0 : bandEnds[at - 1]! + 1, to: bandEnds[at]! };
}
