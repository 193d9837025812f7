/** No plan may have more places than this; an object's memory is measured at it. */
export const planSeatsMax = 120_000;

/** What a plan may hold. The format's schema and the editor both keep to it. */
export const planLimits = {
  /** How far from the origin anything may stand, in centimeters. */
  reachCm: 100_000,
  outlinePoints: 400,
  levels: 12,
  zones: 24,
  gates: 60,
  stages: 8,
  sections: 600,
  areas: 60,
  areaPlaces: 50_000,
  blocks: 200,
  rows: 200,
  seatsInRow: 500,
  spots: 4_000,
  flags: 400,
} as const;
