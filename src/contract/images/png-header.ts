import { type PictureFault, type Size, textAt } from "./picture.ts";

/** The size of a PNG, which must have all its chunks. */
export function readPng(bytes: Uint8Array): Size | PictureFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (textAt(bytes, 12, 4) !== "IHDR" || bytes.length < 33) return "damaged";
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const kind = textAt(bytes, at + 4, 4);
    if (kind === "acTL") return "animated";
    at += 12 + length;
    if (kind === "IEND") return at <= bytes.length ? size : "damaged";
  }
  return "damaged";
}
