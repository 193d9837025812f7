import { seatCode } from "../../contract/live/live.ts";
import { emptyChanges } from "../changes.ts";
import type { Layout } from "../layout.ts";
import type { ScheduleState } from "../state.ts";

/** The first seat that somebody holds or has bought, or that is in a block, and that another plan lacks; -1 if there is none. */
export function vanishingIn({ status }: ScheduleState, { seatCount }: Layout): number {
  return status.findIndex((code, seat) => seat >= seatCount && code !== seatCode.available);
}

/**
 * Puts another plan under the sale. Every seat keeps its ordinal and its state; new ones are free. Readers of the changes
 * have to begin anew.
 */
export function relay(state: ScheduleState, layout: Layout): void {
  const { status, owner } = state;
  const count = layout.seatCount;
  state.layout = layout;
  state.status = new Uint8Array(count);
  state.status.set(status.subarray(0, count));
  state.owner = new Float64Array(count);
  state.owner.set(owner.subarray(0, count));
  state.counts = new Int32Array(layout.zoneCount * 4);
  state.stockCounts = new Int32Array(layout.zoneCount * 4);
  state.runFree = new Uint32Array(layout.runs.length);
  for (let seat = 0; seat < count; seat++) {
    const code = state.status[seat]!;
    const at = layout.zoneOf[seat]! * 4 + code;
    state.counts[at]!++;
    if (state.homes.has(seat)) state.stockCounts[at]!++;
    if (code === seatCode.available) state.runFree[layout.runOf[seat]!]!++;
  }
  state.changes = emptyChanges(count);
}
