import type { Span } from "../../contract/sale/draw.ts";
import { setPresale } from "../../core/queue/apply-queue.ts";
import { anyPresale } from "../../core/queue/presales.ts";
import { type Line, addSpan } from "../../core/queue/spans.ts";
import type { Queue } from "../../core/state.ts";

export const lineSteps = [
  "CREATE TABLE line (id INTEGER PRIMARY KEY, first INTEGER NOT NULL, through INTEGER NOT NULL, presale TEXT)",
  `INSERT INTO line (first, through, presale)
   SELECT called + 1, given, '${anyPresale}' FROM queue WHERE given > called AND drawn_after IS NULL`,
  "CREATE TABLE aside (first INTEGER PRIMARY KEY, through INTEGER NOT NULL)",
];

/** The rows of the presales of numbers, the latest word about a number last, and of the places that were kept. */
export class LineRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** A crowd that lines up for one presale has one row, however many batches it comes in. */
  presaleChanged({ from, through, presale }: Line): void {
    const longer = this.#sql.exec(
      `UPDATE line SET through = ?1
       WHERE id = (SELECT max(id) FROM line) AND through = ?2 - 1 AND presale IS ?3`,
      through,
      from,
      presale,
    );
    if (longer.rowsWritten > 0) return;
    this.#sql.exec(
      "INSERT INTO line (first, through, presale) VALUES (?, ?, ?)",
      from,
      through,
      presale,
    );
  }

  /** No two rows overlap: the parts of older rows that this span does not cover stay. */
  setAside(span: Span): void {
    this.called(span);
    this.#insert(span);
  }

  #insert({ from, through }: Span): void {
    this.#sql.exec("INSERT INTO aside VALUES (?, ?)", from, through);
  }

  /** Returns the kept places among the ranks that are called or given up, which are kept no longer. */
  called({ from, through }: Span): Span[] {
    const touched = [
      ...this.#sql.exec<Span>(
        `DELETE FROM aside WHERE first <= ?1 AND through >= ?2 RETURNING first AS "from", through`,
        through,
        from,
      ),
    ];
    for (const span of touched) {
      if (span.from < from) this.#insert({ from: span.from, through: from - 1 });
      if (span.through > through) this.#insert({ from: through + 1, through: span.through });
    }
    return touched.map((span) => ({
      from: Math.max(span.from, from),
      through: Math.min(span.through, through),
    }));
  }

  /** The places that were kept until then stay known: every rank follows from them. */
  drawn(): void {
    this.#sql.exec("DELETE FROM line");
  }

  load(queue: Queue): void {
    const lines = this.#sql.exec<Line>(
      `SELECT first AS "from", through, presale FROM line ORDER BY id`,
    );
    for (const line of lines) setPresale(queue, line);
    const aside: Span[] = [];
    for (const span of this.#sql.exec<Span>(`SELECT first AS "from", through FROM aside`))
      addSpan(aside, span);
    if (queue.draw) queue.draw = { ...queue.draw, aside };
    else queue.aside = aside;
  }
}
