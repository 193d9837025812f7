import type { SeatingRules } from "./seating-rules.ts";

export type SingleSeats = SeatingRules["singleSeats"];

export const usualSeating: SeatingRules = { singleSeats: "advice", spacesOpenMinutes: null };

export const isUsual = ({ singleSeats, spacesOpenMinutes }: SeatingRules): boolean =>
  singleSeats === "advice" && spacesOpenMinutes === null;

/** When unsold wheelchair spaces open to everybody; null for never. */
export const spacesOpenAt = (
  { spacesOpenMinutes }: SeatingRules,
  startsAtMs: number,
): number | null => (spacesOpenMinutes === null ? null : startsAtMs - spacesOpenMinutes * 60_000);
