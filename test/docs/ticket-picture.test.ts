import { crc32, inflateSync } from "node:zlib";
import { encode } from "uqr";
import { expect, it } from "vitest";
import { qrPng } from "../../src/worker/mail/qr-png.ts";

/** The chunks of a PNG file, after a check of their checksums. */
function chunksOf(bytes: Uint8Array): Map<string, Buffer> {
  const file = Buffer.from(bytes);
  expect(file.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const named = file.subarray(at + 4, at + 8 + length);
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(named));
    chunks.set(named.toString("latin1", 0, 4), named.subarray(4));
    at += 12 + length;
  }
  return chunks;
}

it("[ML28] the picture of a ticket code has every module, a white border, and is a valid PNG file", async () => {
  const text = "V5 %A1B2:".repeat(13).slice(0, 114);
  const { bytes, pixels } = await qrPng(text);
  const chunks = chunksOf(bytes);
  expect([...chunks.keys()]).toEqual(["IHDR", "IDAT", "IEND"]);
  const header = chunks.get("IHDR") ?? Buffer.alloc(13);
  expect([header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]]).toEqual([
    pixels,
    pixels,
    1,
    0,
  ]);
  const rows = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  const rowBytes = 1 + Math.ceil(pixels / 8);
  expect(rows.length).toBe(rowBytes * pixels);
  const { data, size } = encode(text, { ecc: "L", border: 4 });
  const scale = pixels / size;
  for (let y = 0; y < pixels; y++)
    for (let x = 0; x < pixels; x++) {
      const bit = ((rows[y * rowBytes + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
      const isDark = data[Math.floor(y / scale)]?.[Math.floor(x / scale)] ?? false;
      if (isDark !== (bit === 0)) expect([x, y, bit]).toEqual([x, y, isDark ? 0 : 1]);
    }
  expect(data[3]?.some(Boolean)).toBe(false);
});
