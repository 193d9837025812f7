import type { Database } from "../../db/connection/database.ts";
import { claimUnusedImages, forgetImages } from "../../db/images/images.ts";
import type { Env } from "../env.ts";
import { deleteImage } from "../images/image-store.ts";

/** Each has up to eight objects in the bucket, and a run of the cron has a thousand requests. */
const sweptMax = 50;

/** Deletes images that nothing has used for a week. What was not deleted is tried again an hour later. */
export async function sweepImages(
  { IMAGES_BUCKET: bucket }: Pick<Env, "IMAGES_BUCKET">,
  db: Database,
): Promise<number> {
  if (!bucket) return 0;
  const unused = await claimUnusedImages(db, sweptMax);
  const deleted: string[] = [];
  for (const image of unused) {
    await deleteImage(bucket, image);
    deleted.push(image.hash);
  }
  if (deleted.length > 0) await forgetImages(db, deleted);
  return deleted.length;
}
