import { decodeSnapshot, type Snapshot } from "./live.ts";
import { decodeDelta } from "./live-delta.ts";

/** The known seats at one position of the schedule's history. */
export type LiveMap = Pick<Snapshot, "planHash" | "epoch" | "seq" | "statuses">;

export type Applied =
  /** `seats`: the seats that may have changed; null for all. */
  | { state: "moved"; map: LiveMap; seats: Uint32Array | null }
  /** The frame had nothing new. */
  | { state: "old" }
  /** A frame is missing: ask for the changes since this position. */
  | { state: "gap" };

/**
 * Applies a frame, in any order and with repetitions: a map only moves forward, and never across a gap. The given map
 * is not changed.
 */
export function applyFrame(map: LiveMap | null, bytes: Uint8Array): Applied {
  const delta = decodeDelta(bytes);
  if (!delta) {
    const snapshot = decodeSnapshot(bytes);
    return snapshot ? applySnapshot(map, snapshot) : { state: "gap" };
  }
  if (!map || delta.planHash !== map.planHash || delta.epoch > map.epoch) return { state: "gap" };
  if (delta.epoch < map.epoch || delta.toSeq <= map.seq) return { state: "old" };
  if (delta.fromSeq > map.seq) return { state: "gap" };
  // The delta may begin before the map's position: it has the final state of every seat changed since then, so it still
  // applies.
  const statuses = map.statuses.slice();
  for (const [index, seat] of delta.seats.entries())
    if (seat < statuses.length) statuses[seat] = delta.codes[index] ?? 0;
  return { state: "moved", map: { ...map, seq: delta.toSeq, statuses }, seats: delta.seats };
}

function applySnapshot(map: LiveMap | null, snapshot: Snapshot): Applied {
  const { planHash, epoch, seq, statuses } = snapshot;
  const isSame = map !== null && map.planHash === planHash && map.epoch === epoch;
  // Epochs grow across plans too, so an answer from before a move is recognized.
  if (map && (epoch < map.epoch || (isSame && seq <= map.seq))) return { state: "old" };
  return { state: "moved", map: { planHash, epoch, seq, statuses }, seats: null };
}
