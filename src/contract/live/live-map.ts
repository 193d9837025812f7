import { decodeSnapshot, type Snapshot } from "./live.ts";
import { decodeDelta } from "./live-delta.ts";

/** The seats as they are known, at one moment of the schedule's history. */
export type LiveMap = Pick<Snapshot, "planHash" | "epoch" | "seq" | "statuses">;

export type Applied =
  /** `seats`: which ones may have changed; null for all. */
  | { state: "moved"; map: LiveMap; seats: Uint32Array | null }
  /** It told nothing new. */
  | { state: "old" }
  /** Something between is missing: ask for what came since. */
  | { state: "gap" };

/**
 * Takes in a frame, in whatever order and however often frames come: a map only ever goes forward, and never over a
 * gap. The map that was given is left as it is.
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
  // It may begin before where we are: it holds the last state of all that changed since, and so it fits.
  const statuses = map.statuses.slice();
  for (const [index, seat] of delta.seats.entries())
    if (seat < statuses.length) statuses[seat] = delta.codes[index] ?? 0;
  return { state: "moved", map: { ...map, seq: delta.toSeq, statuses }, seats: delta.seats };
}

function applySnapshot(map: LiveMap | null, snapshot: Snapshot): Applied {
  const { planHash, epoch, seq, statuses } = snapshot;
  const isSame = map !== null && map.planHash === planHash;
  if (isSame && (epoch < map.epoch || (epoch === map.epoch && seq <= map.seq)))
    return { state: "old" };
  return { state: "moved", map: { planHash, epoch, seq, statuses }, seats: null };
}
