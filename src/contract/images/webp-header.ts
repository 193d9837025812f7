import { type PictureFault, type Size, textAt } from "./picture.ts";

/** The size of a WebP of any of its three kinds. */
export function readWebp(bytes: Uint8Array): Size | PictureFault {
  if (bytes.length < 30) return "damaged";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(4, true) + 8 > bytes.length) return "damaged";
  const kind = textAt(bytes, 12, 4);
  if (kind === "VP8 ")
    return {
      width: view.getUint16(26, true) & 0x3fff,
      height: view.getUint16(28, true) & 0x3fff,
    };
  if (kind === "VP8L") {
    const packed = view.getUint32(21, true);
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
  }
  if (kind !== "VP8X") return "damaged";
  if (((bytes[20] ?? 0) & 0x02) !== 0) return "animated";
  return { width: threeBytes(bytes, 24) + 1, height: threeBytes(bytes, 27) + 1 };
}

const threeBytes = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
