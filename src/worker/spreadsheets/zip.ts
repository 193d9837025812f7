import { crc32 } from "../encoding/crc32.ts";

/** A file within an archive, read only when its turn comes. */
export type ZipFile = { name: string; content: AsyncIterable<string> };

type Written = { name: Uint8Array; at: number; checksum: number; packed: number; size: number };

const encoder = new TextEncoder();
// Names are UTF-8, and the sizes follow the content, as nothing of it is kept until they are known.
const flags = 0x0808;
const version = 20;
const deflated = 8;
// The first of January 1980: the same content always makes the same archive.
const firstDay = 0x21;

/** An archive, byte for byte as it is made: a large file never lies in memory as a whole. */
export async function* zipOf(
  files: AsyncIterable<ZipFile>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const written: Written[] = [];
  let at = 0;
  for await (const { name: text, content } of files) {
    const name = encoder.encode(text);
    const file: Written = { name, at, checksum: 0, packed: 0, size: 0 };
    const head = record(30, name, [
      [4, 0x04034b50],
      [2, version],
      [2, flags],
      [2, deflated],
      [2, 0],
      [2, firstDay],
      [4, 0],
      [4, 0],
      [4, 0],
      [2, name.length],
      [2, 0],
    ]);
    yield head;
    for await (const bytes of deflate(content, file)) {
      file.packed += bytes.length;
      yield bytes;
    }
    const tail = record(16, none, [
      [4, 0x08074b50],
      [4, file.checksum],
      [4, file.packed],
      [4, file.size],
    ]);
    yield tail;
    at += head.length + file.packed + tail.length;
    written.push(file);
  }
  let length = 0;
  for (const file of written) {
    const entry = listed(file);
    length += entry.length;
    yield entry;
  }
  yield record(22, none, [
    [4, 0x06054b50],
    [4, 0],
    [2, written.length],
    [2, written.length],
    [4, length],
    [4, at],
    [2, 0],
  ]);
}

function listed({ name, at, checksum, packed, size }: Written): Uint8Array<ArrayBuffer> {
  return record(46, name, [
    [4, 0x02014b50],
    [2, version],
    [2, version],
    [2, flags],
    [2, deflated],
    [2, 0],
    [2, firstDay],
    [4, checksum],
    [4, packed],
    [4, size],
    [2, name.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, at],
  ]);
}

const none = new Uint8Array();

/** Numbers of two or four bytes, the lowest byte first, and then a name. */
function record(
  length: number,
  name: Uint8Array,
  numbers: [2 | 4, number][],
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length + name.length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, number] of numbers) {
    if (width === 2) view.setUint16(at, number, true);
    else view.setUint32(at, number, true);
    at += width;
  }
  bytes.set(name, length);
  return bytes;
}

/** Packs a text, and notes the checksum and the size of what it was. */
async function* deflate(
  content: AsyncIterable<string>,
  file: Written,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const packing = new CompressionStream("deflate-raw");
  const writing = (async () => {
    const writer = packing.writable.getWriter();
    try {
      for await (const text of content) {
        const bytes = encoder.encode(text);
        file.checksum = crc32(bytes, file.checksum);
        file.size += bytes.length;
        await writer.write(bytes);
      }
      await writer.close();
    } catch (error) {
      await writer.abort(error);
    }
  })();
  const reader = packing.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    yield new Uint8Array(value);
  }
  await writing;
}
