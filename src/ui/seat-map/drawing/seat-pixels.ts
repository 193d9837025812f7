import type { Floor } from "./floor.ts";
import type { Stamps, Stamp } from "./stamps.ts";
import type { Size, View } from "./view.ts";

/** Pixels of the screen, four bytes each as one number. */
export type Pixels = { image: ImageData; words: Uint32Array };

export function pixelsFor({ width, height }: Size): Pixels {
  const image = new ImageData(width, height);
  return { image, words: new Uint32Array(image.data.buffer) };
}

/** A part of the pixels. */
export type Rect = { x: number; y: number; width: number; height: number };

export function clearRect({ words, image }: Pixels, { x, y, width, height }: Rect): void {
  for (let row = y; row < y + height; row++) {
    const from = row * image.width + x;
    words.fill(0, from, from + width);
  }
}

export type Crowd = {
  floor: Floor;
  looks: Uint8Array;
  stamps: Pick<Stamps, "get">;
  /** These come over the others. */
  last: readonly number[];
};

/**
 * Copies every visible seat into the pixels. The CPU does this for a hundred thousand seats in a few milliseconds, while
 * drawing as many shapes takes a tenth of a second; so the map is drawn this way at all sizes.
 * `view` is in device pixels. Nothing is written outside `rect`.
 */
export function paintSeats(
  { words, image }: Pixels,
  { floor, looks, stamps, last }: Crowd,
  view: View,
  rect: Rect | null = null,
): void {
  const { groups, places } = floor;
  const { width, height } = image;
  const within = rect ?? { x: 0, y: 0, width, height };
  const { scale } = view;
  const left = width / 2 - view.x * scale;
  const top = height / 2 - view.y * scale;
  const { x, y } = places;
  const put = (seat: number) => {
    const stamp = stamps.get(looks[seat] ?? 0);
    if (!stamp) return;
    const half = stamp.size / 2;
    const column = Math.round((x[seat] ?? 0) * scale + left - half);
    const row = Math.round((y[seat] ?? 0) * scale + top - half);
    copy(words, width, within, stamp, column, row);
  };
  for (const { kind, box, firstOrdinal, end } of groups) {
    const [x0, y0, x1, y1] = box;
    const isInSight =
      x1 * scale + left >= within.x &&
      x0 * scale + left <= within.x + within.width &&
      y1 * scale + top >= within.y &&
      y0 * scale + top <= within.y + within.height;
    if (kind === "area" || !isInSight) continue;
    for (let seat = firstOrdinal; seat < end; seat++) put(seat);
  }
  for (const seat of last) put(seat);
}

function copy(
  words: Uint32Array,
  width: number,
  within: Rect,
  { size, pixels }: Stamp,
  column: number,
  row: number,
): void {
  const fromX = Math.max(0, within.x - column);
  const toX = Math.min(size, within.x + within.width - column);
  const toY = Math.min(size, within.y + within.height - row);
  if (fromX >= toX) return;
  for (let y = Math.max(0, within.y - row); y < toY; y++) {
    let at = (row + y) * width + column + fromX;
    let from = y * size + fromX;
    const end = y * size + toX;
    for (; from < end; from++, at++) {
      const pixel = pixels[from] ?? 0;
      if (pixel !== 0) words[at] = pixel;
    }
  }
}
