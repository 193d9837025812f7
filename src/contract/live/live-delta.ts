/* The changes between two positions, little-endian: 0xA7, 2, the count as u16; plan hash, epoch, fromSeq, toSeq as
   u32; then for each seat, ascending, the varint of ((seat − previous seat − 1) << 2) | code. A seat that changed
   twice appears once, in its final state. */
const magic = 0xa7;
const deltaType = 2;
const headerBytes = 20;
/** The limit of a delta; beyond it the whole plan is shorter. */
export const deltaChangesMax = 0xffff;

export type Delta = {
  planHash: number;
  epoch: number;
  /** Applies to any map at `fromSeq` or later, and results in the map at `toSeq`. */
  fromSeq: number;
  toSeq: number;
  /** Ordinals, ascending. */
  seats: Uint32Array;
  /** The code of each of these seats. */
  codes: Uint8Array;
};

export function encodeDelta(delta: Delta): Uint8Array<ArrayBuffer> {
  const { seats, codes } = delta;
  const bytes = new Uint8Array(headerBytes + seats.length * 5);
  const view = new DataView(bytes.buffer);
  bytes.set([magic, deltaType]);
  view.setUint16(2, seats.length, true);
  const numbers = [delta.planHash, delta.epoch, delta.fromSeq, delta.toSeq];
  for (const [index, number] of numbers.entries()) view.setUint32(4 + index * 4, number, true);
  let at = headerBytes;
  let before = -1;
  for (const [index, seat] of seats.entries()) {
    let rest = ((seat - before - 1) << 2) | (codes[index] ?? 0);
    before = seat;
    for (; rest > 0x7f; rest >>>= 7) bytes[at++] = (rest & 0x7f) | 0x80;
    bytes[at++] = rest;
  }
  return bytes.slice(0, at);
}

/** Reads a delta; null for bytes that are not a complete delta. */
export function decodeDelta(bytes: Uint8Array): Delta | null {
  if (bytes.length < headerBytes || bytes[0] !== magic || bytes[1] !== deltaType) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint16(2, true);
  const seats = new Uint32Array(count);
  const codes = new Uint8Array(count);
  let at = headerBytes;
  let next = 0;
  for (let index = 0; index < count; index++) {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) return null;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    next += value >>> 2;
    seats[index] = next++;
    codes[index] = value & 3;
  }
  if (at !== bytes.length) return null;
  const number = (offset: number) => view.getUint32(offset, true);
  const [planHash, epoch] = [number(4), number(8)];
  return { planHash, epoch, fromSeq: number(12), toSeq: number(16), seats, codes };
}

/** The positions before and after a frame; a snapshot applies to any position. Null for bytes that are no frame. */
export function spanOf(bytes: Uint8Array): { epoch: number; from: number; to: number } | null {
  if (bytes.length < headerBytes || bytes[0] !== magic) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [epoch, third] = [view.getUint32(8, true), view.getUint32(12, true)];
  return bytes[1] === deltaType
    ? { epoch, from: third, to: view.getUint32(16, true) }
    : { epoch, from: 0, to: third };
}
