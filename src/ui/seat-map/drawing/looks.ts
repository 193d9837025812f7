import { seatCode } from "../../../contract/live/live.ts";
import { placeFlags } from "../../../contract/plan/seat-places.ts";

/*
 * The look of a seat as one byte, on which its drawing depends alone. 0 is nothing; then come the looks without a zone;
 * then, for each zone, free seats (by shape, bright or dim), and seats being held for me. What only staff see is beyond.
 */
export const plainLooks = { nothing: 0, taken: 1, held: 2, heldDim: 3, mine: 4 } as const;
const freeFrom = 16;
const pendingFrom = 208;
const staffFrom = 232;
const zonesMax = 24;

/** States that only the map of staff has, after those of `seatCode`. */
export const staffLook = {
  paying: 4,
  entered: 5,
  killed: 6,
  picked: 7,
  /** In a block of the first kind; the other kinds follow. */
  blocked: 8,
} as const;
const staffLooks = ["paying", "entered", "killed", "mine"] as const;
export const blockLetters = ["H", "A", "C"] as const;

export type SeatMark = "none" | "mine" | "pending";
export type SeatShapeName = "disc" | "accessible" | "companion" | "restricted";
const shapes = ["disc", "accessible", "companion", "restricted"] as const;

export type Look =
  | { kind: "nothing" | "taken" | "mine" }
  | { kind: "held" | "paying" | "entered" | "killed"; isDim: boolean }
  | { kind: "blocked"; letter: string; isDim: boolean }
  | { kind: "free"; zone: number; shape: SeatShapeName; isDim: boolean }
  | { kind: "pending"; zone: number };

type Seen = { status: number; zone: number; flags: number; mark: SeatMark; isDim: boolean };

export function lookOf({ status, zone, flags, mark, isDim }: Seen): number {
  const inPalette = Math.min(zone, zonesMax - 1);
  if (mark === "mine") return plainLooks.mine;
  if (mark === "pending") return pendingFrom + inPalette;
  switch (status) {
    case seatCode.available:
      return freeFrom + inPalette * 8 + shapeOf(flags) * 2 + (isDim ? 1 : 0);
    case seatCode.held:
      return isDim ? plainLooks.heldDim : plainLooks.held;
    case seatCode.taken:
      return plainLooks.taken;
    case seatCode.notForSale:
      return plainLooks.nothing;
    default:
      return staffFrom + (status - staffLook.paying) * 2 + (isDim ? 1 : 0);
  }
}

export function readLook(look: number): Look {
  if (look >= staffFrom) return readStaffLook(look - staffFrom);
  if (look >= pendingFrom) return { kind: "pending", zone: look - pendingFrom };
  if (look >= freeFrom) {
    const rest = look - freeFrom;
    const shape = shapes[(rest >> 1) & 3] ?? "disc";
    return { kind: "free", zone: rest >> 3, shape, isDim: (rest & 1) === 1 };
  }
  switch (look) {
    case plainLooks.mine:
      return { kind: "mine" };
    case plainLooks.held:
    case plainLooks.heldDim:
      return { kind: "held", isDim: look === plainLooks.heldDim };
    case plainLooks.taken:
      return { kind: "taken" };
    default:
      return { kind: "nothing" };
  }
}

function readStaffLook(rest: number): Look {
  const isDim = (rest & 1) === 1;
  const kind = staffLooks[rest >> 1];
  if (kind === "mine") return { kind };
  if (kind) return { kind, isDim };
  return { kind: "blocked", letter: blockLetters[(rest >> 1) - staffLooks.length] ?? "", isDim };
}

function shapeOf(flags: number): number {
  if ((flags & placeFlags.accessible) !== 0) return 1;
  if ((flags & placeFlags.companion) !== 0) return 2;
  return (flags & placeFlags.restricted) !== 0 ? 3 : 0;
}
