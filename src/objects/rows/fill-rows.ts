export const fillSteps = [
  "CREATE TABLE fill (at INTEGER PRIMARY KEY, plan INTEGER NOT NULL, counts BLOB NOT NULL)",
];

/** Past this many samples every second one of the older half goes, so that the past is kept ever more coarsely. */
const fillsMax = 720;

/** How full each section was at a time: free, held and sold seats, section by section. */
export type Fill = { at: number; counts: number[] };

/** The rows of how a sale filled, section by section, over its whole time. */
export class FillRows {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(at: number, plan: number, counts: readonly (readonly number[])[]): void {
    const bytes = Uint16Array.from(counts.flat()).buffer;
    this.#sql.exec("INSERT OR REPLACE INTO fill VALUES (?, ?, ?)", at, plan, bytes);
    const { count } = this.#sql.exec<{ count: number }>("SELECT count(*) AS count FROM fill").one();
    if (count > fillsMax) this.#thin();
  }

  /** As many samples of this plan as asked for, evenly spread, with the first and the last. */
  read(plan: number, countMax: number): Fill[] {
    const times = [
      ...this.#sql.exec<{ at: number }>("SELECT at FROM fill WHERE plan = ? ORDER BY at", plan),
    ].map(({ at }) => at);
    const step = Math.max(1, (times.length - 1) / Math.max(1, countMax - 1));
    const wanted = Array.from(
      { length: Math.min(countMax, times.length) },
      (_, index) => times[Math.round(index * step)],
    );
    const rows = this.#sql.exec<{ at: number; counts: ArrayBuffer }>(
      "SELECT at, counts FROM fill JOIN json_each(?) ON at = value ORDER BY at",
      JSON.stringify(wanted),
    );
    return [...rows].map(({ at, counts }) => ({ at, counts: [...new Uint16Array(counts)] }));
  }

  #thin(): void {
    this.#sql.exec(
      `DELETE FROM fill WHERE at IN (SELECT at FROM (SELECT at, row_number() OVER (ORDER BY at) AS n FROM fill)
       WHERE n <= ? AND n % 2 = 0)`,
      fillsMax / 2,
    );
  }
}
