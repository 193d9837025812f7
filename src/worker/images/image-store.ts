import {
  type ImageFormat,
  imagePath,
  plainWidthOf,
  widthsOf,
} from "../../contract/images/addresses.ts";
import type { Variant } from "./encoding.ts";

/** What is known of a stored image. It is written last, so an image that has it is complete. */
export type StoredImage = { width: number; height: number; color: string };

const factsKey = (hash: string) => `${hash}/facts`;
const keyOf = (hash: string, width: number, format: ImageFormat): string =>
  imagePath(hash, width, format).slice("/images/".length);

export async function findImage(bucket: R2Bucket, hash: string): Promise<StoredImage | null> {
  const facts = await bucket.get(factsKey(hash));
  return facts === null ? null : await facts.json<StoredImage>();
}

export async function storeImage(
  bucket: R2Bucket,
  hash: string,
  { facts, variants }: { facts: StoredImage; variants: Variant[] },
): Promise<void> {
  await Promise.all(
    variants.map(({ width, format, type, bytes }) =>
      bucket.put(keyOf(hash, width, format), bytes, { httpMetadata: { contentType: type } }),
    ),
  );
  await bucket.put(factsKey(hash), JSON.stringify(facts));
}

export const readImage = (
  bucket: R2Bucket,
  { hash, width, format }: { hash: string; width: number; format: ImageFormat },
): Promise<R2ObjectBody | null> => bucket.get(keyOf(hash, width, format));

/** Deletes all that is stored of an image. The facts go first: without them it is not complete. */
export async function deleteImage(
  bucket: R2Bucket,
  { hash, width }: { hash: string; width: number },
): Promise<void> {
  await bucket.delete(factsKey(hash));
  await bucket.delete([
    keyOf(hash, plainWidthOf(width), "jpg"),
    ...widthsOf(width).flatMap((each) => [keyOf(hash, each, "webp"), keyOf(hash, each, "avif")]),
  ]);
}
