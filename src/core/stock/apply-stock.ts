import { seatCode } from "../../contract/live/live.ts";
import { addDeadline } from "../deadlines.ts";
import type { Happened } from "../messages.ts";
import { type ScheduleState, setSeat } from "../state.ts";
import type { Block } from "./block.ts";

export function changeStock(state: ScheduleState, event: Happened<"stockChanged">): void {
  setBlock(state, event.block);
  setHomes(state, event.added, event.block.blockId);
  setHomes(state, event.removed, null);
}

export function releaseStock(state: ScheduleState, { blockId, seats }: Happened<"stockReleased">) {
  state.blocks.delete(blockId);
  state.releasedBlocks.add(blockId);
  setHomes(state, seats, null);
}

/** Also restores a block from its row. */
export function setBlock(state: ScheduleState, block: Block): void {
  state.blocks.set(block.blockId, block);
  if (block.releaseAt !== null)
    addDeadline(state.deadlines, { at: block.releaseAt, kind: "block", id: block.blockId });
}

/**
 * Puts seats into a block, or out of theirs. A seat that somebody holds or has bought stays as it is, and belongs to the
 * block once it is free.
 */
export function setHomes(
  state: ScheduleState,
  seats: readonly number[],
  blockId: string | null,
): void {
  for (const seat of seats) {
    count(state, seat, -1);
    if (blockId === null) state.homes.delete(seat);
    else state.homes.set(seat, blockId);
    count(state, seat, 1);
    const code = state.status[seat];
    if (code === seatCode.available || code === seatCode.notForSale)
      setSeat(state, seat, seatCode.available);
  }
}

function count({ homes, stockCounts, layout, status }: ScheduleState, seat: number, by: 1 | -1) {
  if (homes.has(seat)) stockCounts[layout.zoneOf[seat]! * 4 + status[seat]!]! += by;
}
