import { seatCode } from "../../live/live.ts";

/** What a seat is to staff: one number a seat. From `seatStates.length` to 15 is free for more. */
export const seatStates = [
  "free",
  "held",
  "paying",
  "sold",
  "notForSale",
  /** Came back, and is kept until the waitlist has been asked. */
  "kept",
  /** Held for a fan of the waitlist, who has not answered yet. */
  "offered",
  "entered",
] as const;
export type PlainSeatState = (typeof seatStates)[number];
export const staffCode = Object.fromEntries(
  seatStates.map((state, code) => [state, code]),
) as Record<PlainSeatState, number>;

/** From here on a number means: free, and in the block with this index. */
export const blockCodeFrom = 16;

/** What fans see of a seat in this state, so that a change told to fans can be told from none. */
export function fanCodeOf(code: number): number {
  if (code >= blockCodeFrom) return seatCode.notForSale;
  switch (seatStates[code]) {
    case "free":
      return seatCode.available;
    case "sold":
    case "entered":
      return seatCode.taken;
    case "notForSale":
      return seatCode.notForSale;
    default:
      return seatCode.held;
  }
}

/** What is known of a seat from the fans' live map alone, until staff's own states arrive. */
export const staffCodeOf = (fanCode: number): number =>
  [staffCode.free, staffCode.held, staffCode.sold, staffCode.notForSale][fanCode] ?? 0;
