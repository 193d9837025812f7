/** The binary frames of the live seat map, little-endian, two bits a seat. */
export const seatCode = { available: 0, held: 1, taken: 2, notForSale: 3 } as const;
export const seatCodes = ["available", "held", "taken", "notForSale"] as const;

const magic = 0xa7;
const snapshotType = 1;
export const snapshotHeaderBytes = 24;
const headerBytes = snapshotHeaderBytes;

export type Snapshot = {
  /** The first four bytes of the plan's hash: a snapshot of another plan is not for this map. */
  planHash: number;
  /** Changes when history is lost; sequence numbers compare within one epoch only. */
  epoch: number;
  seq: number;
  firstOrdinal: number;
  /** One status code per seat. */
  statuses: Uint8Array;
};

export function encodeSnapshot(snapshot: Snapshot): Uint8Array<ArrayBuffer> {
  const { statuses } = snapshot;
  const bytes = new Uint8Array(headerBytes + Math.ceil(statuses.length / 4));
  const view = new DataView(bytes.buffer);
  bytes.set([magic, snapshotType, 2, 0]);
  view.setUint32(4, snapshot.planHash, true);
  view.setUint32(8, snapshot.epoch, true);
  view.setUint32(12, snapshot.seq, true);
  view.setUint32(16, snapshot.firstOrdinal, true);
  view.setUint32(20, statuses.length, true);
  for (let seat = 0; seat < statuses.length; seat++) {
    const at = headerBytes + (seat >> 2);
    bytes[at] = (bytes[at] ?? 0) | ((statuses[seat] ?? 0) << ((seat & 3) * 2));
  }
  return bytes;
}

/** Reads a snapshot; null for other bytes. */
export function decodeSnapshot(bytes: Uint8Array): Snapshot | null {
  if (bytes.length < headerBytes || bytes[0] !== magic || bytes[1] !== snapshotType) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(20, true);
  if (bytes.length !== headerBytes + Math.ceil(count / 4)) return null;
  const statuses = new Uint8Array(count);
  for (let seat = 0; seat < count; seat++)
    statuses[seat] = ((bytes[headerBytes + (seat >> 2)] ?? 0) >> ((seat & 3) * 2)) & 3;
  return {
    planHash: view.getUint32(4, true),
    epoch: view.getUint32(8, true),
    seq: view.getUint32(12, true),
    firstOrdinal: view.getUint32(16, true),
    statuses,
  };
}
