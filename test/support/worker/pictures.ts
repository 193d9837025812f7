import { testEnv } from "./shop.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Color = [red: number, green: number, blue: number];
type Wanted = { width: number; height: number; color?: (x: number, y: number) => Color };

/** A PNG whose color changes from place to place. */
export async function png({ width, height, color = shade }: Wanted): Promise<Bytes> {
  const rows = new Uint8Array(height * (1 + width * 3));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows.set(color(x, y), y * (1 + width * 3) + 1 + x * 3);
  return pngOf({ width, height }, [["IDAT", await deflated(rows)]]);
}

const shade = (x: number, y: number): Color => [x & 255, y & 255, (x >> 3) & 255];

/** A PNG with these chunks between its head and its end. */
export function pngOf(
  { width, height }: { width: number; height: number },
  chunks: [kind: string, data: Bytes][],
): Bytes {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, 2], 8);
  const all: [string, Bytes][] = [["IHDR", head], ...chunks, ["IEND", new Uint8Array()]];
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return joined([signature, ...all.map(([kind, data]) => chunk(kind, data))]);
}

function chunk(kind: string, data: Bytes): Bytes {
  const named = joined([text(kind), data]);
  return joined([number(data.length), named, number(crc(named))]);
}

/** A picture in another format, as the images binding writes it. */
export async function as(format: "image/jpeg" | "image/webp" | "image/avif", picture: Bytes) {
  if (!testEnv.IMAGES) throw new Error("the images binding is there");
  const made = await testEnv.IMAGES.input(streamOf(picture)).output({ format });
  return new Uint8Array(await made.response().arrayBuffer());
}

/** A JPEG with the metadata of a phone: turned to the right, and where it was taken. */
export function withMetadata(jpeg: Bytes, orientation: number): Bytes {
  const tiff = new Uint8Array(64);
  const view = new DataView(tiff.buffer);
  tiff.set(text("MM\0*"));
  view.setUint32(4, 8);
  view.setUint16(8, 2);
  entry(view, 10, [0x0112, 3, 1, orientation << 16]);
  // The latitude's reference: N, in a directory of its own.
  entry(view, 22, [0x8825, 4, 1, 38]);
  view.setUint16(38, 1);
  entry(view, 40, [0x0001, 2, 2, 0x4e000000]);
  const exif = joined([text("Exif\0\0"), tiff, text("GPS 37.5665N 126.9780E")]);
  const length = exif.length + 2;
  const segment = joined([Uint8Array.of(0xff, 0xe1, length >> 8, length & 255), exif]);
  return joined([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

function entry(view: DataView, at: number, [tag, type, count, value]: number[]): void {
  view.setUint16(at, tag ?? 0);
  view.setUint16(at + 2, type ?? 0);
  view.setUint32(at + 4, count ?? 0);
  view.setUint32(at + 8, value ?? 0);
}

/** A GIF of one pixel. */
export const gif = (): Bytes =>
  joined([
    text("GIF89a"),
    Uint8Array.of(1, 0, 1, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b),
  ]);

export const text = (written: string): Bytes => new TextEncoder().encode(written);

export function joined(parts: Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export async function deflated(plain: Bytes): Promise<Bytes> {
  const stream = streamOf(plain).pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function streamOf(bytes: Bytes): ReadableStream<Bytes> {
  const { body } = new Response(bytes);
  if (!body) throw new Error("there are bytes");
  return body as ReadableStream<Bytes>;
}

const number = (value: number): Bytes =>
  Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);

function crc(bytes: Bytes): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
