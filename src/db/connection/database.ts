import type { SQL } from "drizzle-orm";
import type { NeonHttpDatabase } from "drizzle-orm/neon-http";
import type { Outcome } from "../../contract/problems.ts";

/** The books. Every query goes through `ask`, in one round trip. */
export type Database = NeonHttpDatabase;

/** The books refused, and nothing was changed. */
export class BooksError extends Error {
  override readonly name = "BooksError";
  /** Postgres' SQLSTATE. */
  readonly code: string;
  readonly constraint: string | null;

  constructor({ code, constraint, message }: PostgresError, options: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.constraint = constraint ?? null;
  }
}

/** No answer came: the query was executed or not, and nobody knows which. */
export class BooksUnreachable extends Error {
  override readonly name = "BooksUnreachable";
}

type PostgresError = { code: string; constraint?: string | undefined; message: string };

const attemptsMax = 3;
// Serialization failures and deadlocks: the whole statement was rolled back, so asking again is safe.
const asksAgain = new Set(["40001", "40P01"]);
// The connection was lost or the server went down, perhaps in the middle of the commit.
const leavesUnknown = /^(08|57P|40003)/;

/** Sends a query, which `query` makes anew for each attempt, and turns each failure into one of the two errors above. */
export async function ask<T>(query: () => PromiseLike<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await query();
    } catch (thrown) {
      const error = postgresError(thrown);
      if (error === null || leavesUnknown.test(error.code)) {
        throw new BooksUnreachable("the books gave no answer", { cause: thrown });
      }
      if (!asksAgain.has(error.code) || attempt === attemptsMax) {
        throw new BooksError(error, { cause: thrown });
      }
    }
  }
}

/** The rows of a statement, as the driver parses them. */
export async function rowsOf<Row extends Record<string, unknown>>(
  db: Database,
  statement: SQL,
): Promise<Row[]> {
  const { rows } = await ask(() => db.execute<Row>(statement));
  return rows;
}

/** The outcome of a SQL function: one row with one column named `outcome`. */
export async function outcomeOf<T>(db: Database, statement: SQL): Promise<Outcome<T>> {
  const [row] = await rowsOf<{ outcome: Outcome<T> }>(db, statement);
  if (!row) throw new Error("the statement gave no outcome");
  return row.outcome;
}

/** True if a unique key or a check of this name stopped the statement. */
export function isStoppedBy(error: unknown, constraint: string): boolean {
  return error instanceof BooksError && error.constraint === constraint;
}

// Drizzle wraps the driver's errors; only one from Postgres itself has a severity and a code.
function postgresError(thrown: unknown): PostgresError | null {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ("severity" in error && "code" in error && typeof error.code === "string") {
      return error as Error & PostgresError;
    }
  }
  return null;
}
