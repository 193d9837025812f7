import { type ImageFormat, plainWidthOf, widthsOf } from "../../contract/images/addresses.ts";
import { decodedWithin } from "../../contract/images/limits.ts";
import type { Size } from "../../contract/images/picture.ts";
import type { Crop } from "../../contract/images/uploads.ts";
import { firstPixel } from "./first-pixel.ts";

export type Variant = { width: number; format: ImageFormat; type: string; bytes: ArrayBuffer };
/** An image, upright and cropped, as a PNG without any metadata. */
export type Upright = Size & { png: ArrayBuffer };

/** The decoder did not accept the image. */
export class UndecodableImage extends Error {
  override readonly name = "UndecodableImage";
}

/**
 * Decodes an image and turns it upright, and keeps the part within the crop. The binding crops only at a side, so every
 * side that is cut off takes a step of its own.
 */
export async function upright(
  images: ImagesBinding,
  file: ArrayBuffer,
  crop: Crop | undefined,
): Promise<Upright> {
  let image = await pngOf(images, file, {
    ...decodedWithin(crop ?? { width: 1 }),
    fit: "scale-down",
  }).catch((error: unknown) => {
    throw new UndecodableImage("the image could not be decoded", { cause: error });
  });
  if (!crop) return image;
  const left = Math.round(crop.x * image.width);
  const top = Math.round(crop.y * image.height);
  const width = Math.max(1, Math.min(Math.round(crop.width * image.width), image.width - left));
  const height = Math.max(1, Math.min(Math.round(crop.height * image.height), image.height - top));
  const keep = async (gravity: "left" | "right" | "top" | "bottom", size: Size) => {
    if (size.width === image.width && size.height === image.height) return;
    image = await pngOf(images, image.png, { ...size, fit: "cover", gravity });
  };
  await keep("left", { width: left + width, height: image.height });
  await keep("right", { width, height: image.height });
  await keep("top", { width, height: top + height });
  await keep("bottom", { width, height });
  return image;
}

/** The image in all its widths and formats. */
export async function variantsOf(images: ImagesBinding, image: Upright): Promise<Variant[]> {
  const variant = async (width: number, format: ImageFormat): Promise<Variant> => {
    const { type, quality } = outputs[format];
    const made = await images
      .input(streamOf(image.png))
      .transform({ width, fit: "scale-down" })
      .output({ format: type, quality });
    const bytes = await made.response().arrayBuffer();
    // An image too large for AVIF comes as another format, which its address does not show, but its type does.
    return { width, format, type: made.contentType(), bytes };
  };
  const variants = [await variant(plainWidthOf(image.width), "jpg")];
  // Two at a time: each holds a copy of the image while it is encoded.
  for (const width of widthsOf(image.width))
    variants.push(...(await Promise.all([variant(width, "webp"), variant(width, "avif")])));
  return variants;
}

/** The average color of an image. */
export async function colorOf(images: ImagesBinding, { png }: Upright): Promise<string> {
  const dot = await pngOf(images, png, { width: 1, height: 1, fit: "cover" });
  return await firstPixel(new Uint8Array(dot.png));
}

const outputs = {
  webp: { type: "image/webp", quality: 82 },
  avif: { type: "image/avif", quality: 60 },
  jpg: { type: "image/jpeg", quality: 82 },
} as const satisfies Record<ImageFormat, object>;

async function pngOf(
  images: ImagesBinding,
  file: ArrayBuffer,
  transform: ImageTransform,
): Promise<Upright> {
  const made = await images
    .input(streamOf(file))
    .transform(transform)
    .output({ format: "image/png" });
  const png = await made.response().arrayBuffer();
  const view = new DataView(png);
  return { png, width: view.getUint32(16), height: view.getUint32(20) };
}

function streamOf(bytes: ArrayBuffer): ReadableStream<Uint8Array> {
  const { body } = new Response(bytes);
  if (!body) throw new Error("the image is empty");
  return body as ReadableStream<Uint8Array>;
}
