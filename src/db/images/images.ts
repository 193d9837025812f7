import { type SQL, sql } from "drizzle-orm";
import type { LocalText } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, rowsOf } from "../connection/database.ts";

export type KeptImage = {
  hash: string;
  width: number;
  height: number;
  color: string;
  alt: LocalText;
};

/**
 * Writes down an image before it is stored in the bucket. Uploaded again it is the same one, with the new texts; while it
 * is being deleted it can be uploaded a little later.
 */
export async function keepImage(
  db: Database,
  { image, by }: { image: KeptImage; by: Actor },
): Promise<Outcome<null>> {
  const { hash, width, height, color, alt } = image;
  const [row] = await rowsOf(
    db,
    sql`WITH added AS (
      INSERT INTO image (hash, organization_id, width, height, color, alt)
      VALUES (${hash}, ${by.scope.organizationId}::uuid, ${width}::int, ${height}::int, ${color}, ${json(alt)})
      ON CONFLICT (hash) DO UPDATE SET alt = excluded.alt, used_at = now() WHERE image.removing_at IS NULL
      RETURNING hash, organization_id, width, height, alt
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
      SELECT organization_id, ${by.accountId}::uuid, 'image.add', hash, to_jsonb(added), ${by.requestId} FROM added
    ) SELECT hash FROM added`,
  );
  return row ? done(null) : refuse("unavailable", "the image is being deleted; try again");
}

export type UnusedImage = { hash: string; width: number };

/** Images that nothing has used for a week, which from now on nothing can use: at most `limit`. */
export const claimUnusedImages = (db: Database, limit: number): Promise<UnusedImage[]> =>
  rowsOf<UnusedImage>(db, sql`SELECT hash, width FROM claim_unused_images(${limit})`);

/** Forgets images that are no longer in the bucket. */
export async function forgetImages(db: Database, hashes: string[]): Promise<void> {
  await rowsOf(
    db,
    sql`DELETE FROM image WHERE hash = ANY (${sql.param(hashes)}::text[]) AND removing_at IS NOT NULL`,
  );
}

const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::jsonb`;
