import type { Queue } from "../../core/state.ts";

type Drawn = NonNullable<Queue["draw"]>;

/**
 * Empties the storage of an object except for how its line was drawn up. With that and the seed, which the books have,
 * anybody can still check the draw.
 */
export function keepDrawOnly(storage: DurableObjectStorage, draw: Drawn): void {
  const { sql } = storage;
  const tables = sql
    .exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'",
    )
    .toArray();
  storage.transactionSync(() => {
    for (const { name } of tables) sql.exec(`DROP TABLE "${name}"`);
    sql.exec("CREATE TABLE kept_draw (draw TEXT NOT NULL)");
    sql.exec("INSERT INTO kept_draw VALUES (?)", JSON.stringify(draw));
  });
}

/** The draw that was kept when the object was emptied. */
export function keptDraw({ sql }: DurableObjectStorage): Drawn | null {
  const isThere = sql.exec("SELECT name FROM sqlite_master WHERE name = 'kept_draw'");
  if ([...isThere].length === 0) return null;
  return JSON.parse(sql.exec<{ draw: string }>("SELECT draw FROM kept_draw").one().draw) as Drawn;
}
