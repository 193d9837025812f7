import type { StaffBlock as ToldBlock } from "../../../contract/admin/seats/staff-map.ts";
import { blockCodeFrom, seatStates } from "../../../contract/admin/seats/seat-codes.ts";
import { seatCode } from "../../../contract/live/live.ts";
import { staffLook } from "../../seat-map/drawing/looks.ts";

/** The kinds of blocks, in the order of their letters on the map. */
export const blockKinds = ["withheld", "allotment", "channel"] as const;
export type BlockKind = (typeof blockKinds)[number] | "killed";

/** What a seat is, for the legend, the filter and the words. */
export const seatKinds = [
  "free",
  "held",
  "paying",
  "offered",
  "kept",
  "sold",
  "entered",
  ...blockKinds,
  "killed",
  "notForSale",
] as const;
export type SeatKind = (typeof seatKinds)[number];

/** A block as the map knows it. */
export type StaffBlock = Omit<ToldBlock, "kind"> & { kind: BlockKind };

export const blockOf = ({ kind, ...block }: ToldBlock): StaffBlock => ({
  ...block,
  kind: blockKindOf(kind),
});
export const blockKindOf = (kind: ToldBlock["kind"] | BlockKind): BlockKind =>
  kind === "house" ? "withheld" : kind;

export function kindOf(code: number, blocks: readonly Pick<StaffBlock, "kind">[]): SeatKind {
  if (code < blockCodeFrom) return seatStates[code] ?? "notForSale";
  return blocks[code - blockCodeFrom]?.kind ?? "withheld";
}

/** How the map draws a kind. */
export const lookOfKind: Record<SeatKind, number> = {
  free: seatCode.available,
  held: seatCode.held,
  kept: seatCode.held,
  offered: seatCode.held,
  paying: staffLook.paying,
  sold: seatCode.taken,
  entered: staffLook.entered,
  killed: staffLook.killed,
  notForSale: seatCode.notForSale,
  withheld: staffLook.blocked,
  allotment: staffLook.blocked + 1,
  channel: staffLook.blocked + 2,
};
