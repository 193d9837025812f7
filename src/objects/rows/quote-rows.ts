import type { Prices } from "../sale.ts";

export const quoteSteps = [
  "CREATE TABLE quote (hold_id TEXT PRIMARY KEY, prices TEXT NOT NULL) WITHOUT ROWID",
];

/** The prices of holds, by the ids of the holds. */
export type Quoted = ReadonlyMap<string, Prices>;

/** The prices of the holds that are older than the present prices. */
export class QuoteRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Holds that are kept already stay as they are. */
  keep(quoted: Quoted): void {
    for (const [holdId, prices] of quoted)
      this.#sql.exec("INSERT OR IGNORE INTO quote VALUES (?, ?)", holdId, JSON.stringify(prices));
  }

  load(): Map<string, Prices> {
    const rows = this.#sql.exec<{ hold_id: string; prices: string }>("SELECT * FROM quote");
    return new Map([...rows].map((row) => [row.hold_id, JSON.parse(row.prices) as Prices]));
  }

  /** Forgets holds that have been sold or have ended. */
  prune(): void {
    this.#sql.exec(
      "DELETE FROM quote WHERE hold_id NOT IN (SELECT hold_id FROM hold WHERE phase IN (0, 1))",
    );
  }
}
