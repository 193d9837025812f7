/** True if an object's rows have ever been made. */
export function isMigrated({ sql }: DurableObjectStorage): boolean {
  return [...sql.exec("SELECT name FROM sqlite_master WHERE name = 'step'")].length > 0;
}

/**
 * Statements that bring an object's rows to today's shape. Append-only: a statement that has run anywhere is never
 * edited.
 */
export function migrate(storage: DurableObjectStorage, steps: readonly string[]): void {
  const { sql } = storage;
  storage.transactionSync(() => {
    sql.exec("CREATE TABLE IF NOT EXISTS step (id INTEGER PRIMARY KEY)");
    const { last } = sql
      .exec<{ last: number }>("SELECT coalesce(max(id), 0) AS last FROM step")
      .one();
    for (const [index, step] of steps.entries()) {
      if (index < last) continue;
      sql.exec(step);
      sql.exec("INSERT INTO step VALUES (?)", index + 1);
    }
  });
}
