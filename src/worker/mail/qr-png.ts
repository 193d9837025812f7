import { crc32 } from "../encoding/crc32.ts";
import { encode } from "uqr";

const pixelsPerModule = 6;
/** Scanners need a margin of four white modules. */
const border = 4;

/** A QR code as a PNG that every mail program can display: black on white, one bit per pixel. */
export async function qrPng(text: string): Promise<{ bytes: Uint8Array; pixels: number }> {
  const { data, size } = encode(text, { ecc: "L", border });
  const pixels = size * pixelsPerModule;
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, pixels);
  header.setUint32(4, pixels);
  // One bit of gray; the zeros mean deflate, no filter and no interlace.
  header.setUint8(8, 1);
  const bytes = concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("IDAT", await deflate(rowsOf(data, pixels))),
    chunk("IEND", new Uint8Array()),
  ]);
  return { bytes, pixels };
}

/** Each row of pixels begins with its filter's number, here 0 for none. A set bit is white. */
function rowsOf(modules: boolean[][], pixels: number): Uint8Array<ArrayBuffer> {
  const rowBytes = 1 + Math.ceil(pixels / 8);
  const rows = new Uint8Array(rowBytes * pixels);
  modules.forEach((row, y) => {
    const line = new Uint8Array(rowBytes);
    row.forEach((isDark, x) => {
      if (isDark) return;
      for (let at = x * pixelsPerModule; at < (x + 1) * pixelsPerModule; at++)
        line[1 + (at >> 3)] = (line[1 + (at >> 3)] ?? 0) | (0x80 >> (at & 7));
    });
    for (let copy = 0; copy < pixelsPerModule; copy++)
      rows.set(line, (y * pixelsPerModule + copy) * rowBytes);
  });
  return rows;
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const named = concat([new TextEncoder().encode(name), data]);
  const ends = new DataView(new ArrayBuffer(8));
  ends.setUint32(0, data.length);
  ends.setUint32(4, crc32(named));
  const [length, checksum] = [new Uint8Array(ends.buffer, 0, 4), new Uint8Array(ends.buffer, 4)];
  return concat([length, named, checksum]);
}

function concat(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
