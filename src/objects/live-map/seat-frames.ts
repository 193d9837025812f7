import { deltaChangesMax, encodeDelta } from "../../contract/live/live-delta.ts";
import type { Moment } from "../../contract/live/live-socket.ts";
import { changedSince } from "../../core/changes.ts";
import type { Sale } from "../sale.ts";
import { viewSnapshot } from "../schedule-view.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The frames of the live seat map. The last frame of each kind is kept, because many readers ask for the same one. */
export class SeatFrames {
  #snapshot: (Moment & { bytes: Bytes }) | null = null;
  #delta: (Moment & { fromSeq: number; bytes: Bytes }) | null = null;

  snapshot(sale: Sale, epoch: number): Bytes {
    const { seq } = sale.state;
    if (this.#snapshot?.seq !== seq || this.#snapshot.epoch !== epoch)
      this.#snapshot = { bytes: viewSnapshot(sale, epoch), epoch, seq };
    return this.#snapshot.bytes;
  }

  /** The changes since a position; the whole plan if that position is forgotten or the plan is shorter. */
  since(sale: Sale, epoch: number, from: Moment | null): Bytes {
    const { state, planHash } = sale;
    if (from === null || from.epoch !== epoch) return this.snapshot(sale, epoch);
    const { seq } = state;
    const kept = this.#delta;
    if (kept?.seq === seq && kept.epoch === epoch && kept.fromSeq === from.seq) return kept.bytes;
    const seats = changedSince(state, from.seq);
    // Past one seat in six the two bits of every seat are fewer bytes.
    if (!seats || seats.length > Math.min(deltaChangesMax, 64 + state.status.length / 6))
      return this.snapshot(sale, epoch);
    const codes = Uint8Array.from(seats, (seat) => state.status[seat] ?? 0);
    const span = { planHash, epoch, fromSeq: from.seq, toSeq: seq };
    const bytes = encodeDelta({ ...span, seats, codes });
    this.#delta = { epoch, seq, fromSeq: from.seq, bytes };
    return bytes;
  }
}
