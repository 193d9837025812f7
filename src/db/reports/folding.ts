import { sql } from "drizzle-orm";
import { type Database, rowsOf } from "../connection/database.ts";

/** Folds the next day of sales at most, and tells whether there is more to fold. */
export async function foldSales(db: Database): Promise<{ isBehind: boolean }> {
  const [row] = await rowsOf<{ folded: { isBehind: boolean } }>(
    db,
    sql`SELECT fold_sales() AS folded`,
  );
  if (!row) throw new Error("the fold gave no row");
  return row.folded;
}
