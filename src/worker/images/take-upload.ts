import { leastSize, pixelsMax, sideMax } from "../../contract/images/limits.ts";
import type { PictureFault, Size } from "../../contract/images/picture.ts";
import { readPicture } from "../../contract/images/picture-header.ts";
import type { UploadImage } from "../../contract/images/uploads.ts";
import type { ProblemCode } from "../../contract/problems.ts";
import { toHex } from "../encoding/encoding.ts";
import { sha256 } from "../encoding/digest.ts";
import { ProblemError } from "../problem.ts";
import { colorOf, UndecodableImage, type Upright, upright, variantsOf } from "./encoding.ts";
import { findImage, storeImage, type StoredImage } from "./image-store.ts";

/** An upload whose file is in memory. */
export type Upload = Omit<UploadImage, "file"> & { file: ArrayBuffer };

/** Refuses whatever is not an image that we take, from its first bytes and before anything is decoded. */
export function checkPicture(file: ArrayBuffer): void {
  const picture = readPicture(new Uint8Array(file));
  if (typeof picture === "string") throw new ProblemError(...refusalOf[picture]);
  const { width, height } = picture;
  if (width * height > pixelsMax || Math.max(width, height) > sideMax)
    throw new ProblemError("image-too-large", `The image has ${width} × ${height} pixels`);
}

const refusalOf: Record<PictureFault, [ProblemCode, string]> = {
  "no-image": ["image-not-readable", "The file is not an image, whatever its name says"],
  damaged: ["image-not-readable", "The image is damaged or incomplete"],
  "other-format": [
    "image-not-accepted",
    "Only JPEG, PNG, WebP and AVIF are accepted; not GIF, SVG or HEIC",
  ],
  animated: ["image-not-accepted", "An animated image is not accepted"],
};

/** The name of an image. The organization is part of it, so no two share one, and none can find out another's. */
export async function nameOf({ file, crop }: Upload, organizationId: string): Promise<string> {
  const content = toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", file)));
  const { x = 0, y = 0, width = 1, height = 1 } = crop ?? {};
  return await sha256(["image/1", organizationId, content, x, y, width, height].join("|"));
}

/** An image that may be kept: its facts, and itself decoded unless the bucket has it already. */
export type Accepted = { facts: StoredImage; image: Upright | null };

/** Reads an upload and refuses what is not taken. Nothing is stored yet. */
export async function acceptUpload(
  images: ImagesBinding,
  bucket: R2Bucket,
  { hash, upload }: { hash: string; upload: Upload },
): Promise<Accepted> {
  const known = await findImage(bucket, hash);
  if (known) {
    checkSize(known, upload);
    return { facts: known, image: null };
  }
  checkPicture(upload.file);
  const image = await decoded(images, upload);
  checkSize(image, upload);
  const { width, height } = image;
  return { facts: { width, height, color: await colorOf(images, image) }, image };
}

/**
 * Stores the variants, unless they are there already. The books know the image by now: the sweep leaves it alone for a
 * week and then finds it, even if this is interrupted, and a repeated upload completes it.
 */
export async function storeUpload(
  images: ImagesBinding,
  bucket: R2Bucket,
  { hash, upload, accepted }: { hash: string; upload: Upload; accepted: Accepted },
): Promise<void> {
  // The sweep may have deleted it after it was found and before the books kept it.
  if (accepted.image === null && (await findImage(bucket, hash))) return;
  const image = accepted.image ?? (await decoded(images, upload));
  await storeImage(bucket, hash, {
    facts: accepted.facts,
    variants: await variantsOf(images, image),
  });
}

function checkSize({ width, height }: Size, { use }: Upload): void {
  const least = leastSize[use];
  if (width >= least.width && height >= least.height) return;
  const detail = `The image has ${width} × ${height} pixels; it needs ${least.width} × ${least.height}`;
  throw new ProblemError("image-too-small", detail);
}

async function decoded(images: ImagesBinding, { file, crop }: Upload): Promise<Upright> {
  try {
    return await upright(images, file, crop);
  } catch (error) {
    if (!(error instanceof UndecodableImage)) throw error;
    // What the decoder says belongs in the log; it may also be that the service is down.
    console.warn("an image could not be decoded", String(error.cause).slice(0, 200));
    throw new ProblemError("image-not-readable", "The image is damaged or incomplete");
  }
}
