export type PictureType = "image/jpeg" | "image/png" | "image/webp" | "image/avif";
export type Size = { width: number; height: number };
/** As it is stored: an orientation in its metadata may turn it. */
export type Picture = Size & { type: PictureType };
/** Why a file cannot be used: it is no image, of another format, animated, or incomplete. */
export type PictureFault = "no-image" | "other-format" | "animated" | "damaged";

/** Bytes as characters of the same numbers. */
export const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));
