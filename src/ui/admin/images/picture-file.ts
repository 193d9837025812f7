import { bytesMax, type ImageUse, pixelsMax, sideMax } from "../../../contract/images/limits.ts";
import type { PictureFault } from "../../../contract/images/picture.ts";
import { readPicture } from "../../../contract/images/picture-header.ts";
import { type Crop, largestCrop, isTooSmall, type Size } from "./crop.ts";

/** A file that can be uploaded: its size upright, and the part of it that is chosen. */
export type Chosen = { file: File; url: string; size: Size; crop: Crop };
export type FileFault =
  | { kind: PictureFault | "too-many-pixels" }
  | { kind: "too-heavy"; bytes: number }
  | { kind: "too-small"; size: Size };

/** Reads a file that somebody chose, and finds what would be refused before anything is sent. */
export async function readChosen(file: File, use: ImageUse): Promise<Chosen | FileFault> {
  if (file.size > bytesMax) return { kind: "too-heavy", bytes: file.size };
  const picture = readPicture(new Uint8Array(await file.arrayBuffer()));
  if (typeof picture === "string") return { kind: picture };
  const { width, height } = picture;
  if (width * height > pixelsMax || Math.max(width, height) > sideMax)
    return { kind: "too-many-pixels" };
  const url = URL.createObjectURL(file);
  const size = await uprightSize(url);
  if (!size) {
    URL.revokeObjectURL(url);
    return { kind: "damaged" };
  }
  const crop = largestCrop(size, use);
  if (isTooSmall(size, crop, use)) {
    URL.revokeObjectURL(url);
    return { kind: "too-small", size };
  }
  return { file, url, size, crop };
}

/** The browser turns an image upright by its metadata, as the server does. */
async function uprightSize(url: string): Promise<Size | null> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  } catch {
    return null;
  }
}
