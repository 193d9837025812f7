import { readAvif } from "./avif-header.ts";
import { readJpeg } from "./jpeg-header.ts";
import { type Picture, type PictureFault, type PictureType, type Size, textAt } from "./picture.ts";
import { readPng } from "./png-header.ts";
import { readWebp } from "./webp-header.ts";

/**
 * Reads what a file is from its first bytes, whatever its name says, and its size without decoding it. Only complete
 * files pass.
 */
export function readPicture(bytes: Uint8Array): Picture | PictureFault {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return named("image/jpeg", readJpeg(bytes));
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    return named("image/png", readPng(bytes));
  if (textAt(bytes, 0, 4) === "RIFF" && textAt(bytes, 8, 4) === "WEBP")
    return named("image/webp", readWebp(bytes));
  if (textAt(bytes, 4, 4) === "ftyp") return named("image/avif", readAvif(bytes));
  return isOtherImage(bytes) ? "other-format" : "no-image";
}

function named(type: PictureType, read: Size | PictureFault): Picture | PictureFault {
  if (typeof read === "string") return read;
  return read.width > 0 && read.height > 0 ? { type, ...read } : "damaged";
}

/** GIF, BMP, TIFF, icons and SVG: images, but none that we take. */
function isOtherImage(bytes: Uint8Array): boolean {
  const start = textAt(bytes, 0, 4);
  if (["GIF8", "II*\0", "MM\0*", "\0\0\x01\0"].includes(start) || start.startsWith("BM"))
    return true;
  return /<svg[\s/>]/i.test(textAt(bytes, 0, 4_096));
}

const startsWith = (bytes: Uint8Array, start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);
