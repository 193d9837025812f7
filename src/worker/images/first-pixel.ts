/** The color of the first pixel of a PNG with 8 bits for each sample, in CSS' notation. */
export async function firstPixel(png: Uint8Array): Promise<string> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let palette = new Uint8Array();
  for (let at = 8; at + 12 <= png.length;) {
    const length = view.getUint32(at);
    const kind = String.fromCharCode(...png.subarray(at + 4, at + 8));
    const data = new Uint8Array(png.subarray(at + 8, at + 8 + length));
    if (kind === "IDAT") parts.push(data);
    if (kind === "PLTE") palette = data;
    at += 12 + length;
  }
  const plain = new Blob(parts).stream().pipeThrough(new DecompressionStream("deflate"));
  const row = new Uint8Array(await new Response(plain).arrayBuffer());
  // A row begins with its filter, and every filter leaves the first pixel of the first row as it is.
  const [, first = 0, second = 0, third = 0] = row;
  switch (png[25]) {
    case 0:
    case 4:
      return hex([first, first, first]);
    case 3:
      return hex([...palette.subarray(0, 3)]);
    default:
      return hex([first, second, third]);
  }
}

const hex = (samples: number[]): string =>
  `#${samples.map((sample) => sample.toString(16).padStart(2, "0")).join("")}`;
