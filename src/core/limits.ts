/** The limits of a sale; the ones that the organizer sets come with the schedule. */
export type Limits = {
  holdMs: number;
  /** The extra time for fans who asked for more time, to choose and on their pass. */
  moreTimeMs: number;
  extendMs: number;
  payingMs: number;
  /** The wait that a repeated payment request gets while the first one is still running. */
  inProgressMs: number;
  settleRetryMs: number;
  seatsPerAccount: number;
  passMs: number;
  callMs: number;
  /** How long after a missed call a fan may come back, once, to the front. */
  graceMs: number;
  shoppersMax: number;
  admitPerMinute: number;
  holdsMax: number;
  endedMax: number;
  /** After so many holds without a purchase in this time, the next one waits: so long, at most so long. */
  unboughtMax: number;
  unboughtMs: number;
  coolingMs: number;
  coolingMaxMs: number;
};

export const defaultLimits: Limits = {
  holdMs: 300_000,
  moreTimeMs: 300_000,
  extendMs: 120_000,
  payingMs: 120_000,
  inProgressMs: 3_000,
  settleRetryMs: 30_000,
  seatsPerAccount: 4,
  passMs: 600_000,
  callMs: 120_000,
  graceMs: 300_000,
  shoppersMax: 2_000,
  admitPerMinute: 12_000,
  holdsMax: 50_000,
  endedMax: 20_000,
  unboughtMax: 5,
  unboughtMs: 1_800_000,
  coolingMs: 60_000,
  coolingMaxMs: 480_000,
};
