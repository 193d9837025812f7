/** The widths in which an uploaded image is kept. A narrower image is kept in its own width instead: none is enlarged. */
export const imageWidths = [300, 800, 1920] as const;

/** The format for mails and messengers, which cannot all draw the others. */
const plainFormat = "jpg";

export type ImageFormat = "avif" | "webp" | typeof plainFormat;

const address = /^\/images\/([0-9a-f]{64})\/(\d{2,4})\.(avif|webp|jpg)$/;

/** What a concert can name as its poster: a drawn one of this site, or the WebP of an uploaded image. */
export const posterPath =
  /^(\/posters\/[\w-]{1,80}\.(svg|webp|avif|jpg|png)|\/images\/[0-9a-f]{64}\/[0-9]{2,4}\.webp)$/;

/** The WebP of an uploaded image, which is what it is named by. */
export const uploadedPath = /^\/images\/[0-9a-f]{64}\/[0-9]{2,4}\.webp$/;

/** The widths in which an image of this width is kept, the narrowest first. */
export const widthsOf = (width: number): number[] => {
  const widest = Math.min(width, imageWidths[2]);
  return [...imageWidths.filter((each) => each < widest), widest];
};

/** The width in which an image is also kept as JPEG. */
export const plainWidthOf = (width: number): number => Math.min(width, imageWidths[1]);

export const imagePath = (hash: string, width: number, format: ImageFormat): string =>
  `/images/${hash}/${width}.${format}`;

export type ImageAddress = { hash: string; width: number; format: ImageFormat };

/** Reads the address of an uploaded image; null if it is any other address. */
export function readImagePath(path: string): ImageAddress | null {
  const [, hash, width, format] = address.exec(path) ?? [];
  if (hash === undefined) return null;
  return { hash, width: Number(width), format: format as ImageFormat };
}

/**
 * All widths of an uploaded image for `srcset`, from its path, which names the widest; null for a picture that was not
 * uploaded.
 */
export function srcsetOf(path: string, format: ImageFormat): string | null {
  const read = readImagePath(path);
  if (!read) return null;
  return widthsOf(read.width)
    .map((width) => `${imagePath(read.hash, width, format)} ${width}w`)
    .join(", ");
}

/** An uploaded image in its least width, for small places; any other picture as it is. */
export function narrowestOf(path: string): string {
  const read = readImagePath(path);
  return read ? imagePath(read.hash, Math.min(...widthsOf(read.width)), "webp") : path;
}

/** The JPEG of an uploaded image, for mails and messengers; null for a picture that was not uploaded. */
export function plainPathOf(path: string): string | null {
  const read = readImagePath(path);
  return read && imagePath(read.hash, plainWidthOf(read.width), plainFormat);
}
