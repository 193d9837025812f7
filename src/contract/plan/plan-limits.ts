/** The maximum number of places of a plan; it limits an object's memory. */
export const planSeatsMax = 120_000;

/** The limits of a plan, for the format's schema and the editor. */
export const planLimits = {
  /** The maximum distance from the origin, in centimeters. */
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
