import type { PictureFault, Size } from "./picture.ts";

const startOfScan = 0xda;
/** Frames that every decoder knows: baseline, extended and progressive. The others are lossless or arithmetic. */
const knownFrames = [0xc0, 0xc1, 0xc2];
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** The size of a JPEG, which must have an end. */
export function readJpeg(bytes: Uint8Array): Size | PictureFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: Size | null = null;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return "damaged";
    const marker = bytes[at + 1] ?? 0;
    // A marker may be preceded by any number of 0xff.
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (marker === startOfScan) return size && hasEnd(bytes, at) ? size : "damaged";
    if (isFrame(marker)) {
      if (!knownFrames.includes(marker)) return "other-format";
      if (at + 9 > bytes.length) return "damaged";
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += 2 + length;
  }
  return "damaged";
}

/** Whether the mark of the end follows the first scan; within a scan it cannot stand. */
function hasEnd(bytes: Uint8Array, scanAt: number): boolean {
  for (let at = bytes.length - 2; at > scanAt; at--)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}
