import { sql } from "drizzle-orm";
import type { AdminCategories, CategoriesChange } from "../../contract/admin/categories.ts";
import type { Category } from "../../contract/catalog/categories.ts";
import type { Outcome } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";

/** What stops a concert from getting a category that there is not, or an archived one. */
export const unknownCategory = "concert_genre_category_slug_fk";

/** The categories that fans can filter by, in their order. */
export async function listCategories(db: Database): Promise<Category[]> {
  return await rowsOf<Category>(
    db,
    sql`SELECT slug, name, color FROM category WHERE archived_at IS NULL ORDER BY position, slug`,
  );
}

/** Whether there is such a category; an old link may name an archived one. */
export async function hasCategory(db: Database, slug: string): Promise<boolean> {
  const rows = await rowsOf(db, sql`SELECT FROM category WHERE slug = ${slug}`);
  return rows.length > 0;
}

export async function allCategories(db: Database): Promise<AdminCategories> {
  const [row] = await rowsOf<{ list: AdminCategories }>(db, sql`SELECT category_list() AS list`);
  if (!row) throw new Error("the books told no categories");
  return row.list;
}

/** Saves all categories in their order, unless one was changed since `seen`. */
export function saveCategories(
  db: Database,
  { by, seen, items }: { by: Actor; seen: number; items: CategoriesChange["items"] },
): Promise<Outcome<AdminCategories>> {
  return outcomeOf(
    db,
    sql`SELECT save_categories(${JSON.stringify(items)}::jsonb, ${seen}, ${by.scope.organizationId}, ${by.accountId},
      ${by.requestId}) AS outcome`,
  );
}
