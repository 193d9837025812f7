import type { Census } from "./schedule-view.ts";

export const sampleSteps = ["CREATE TABLE sample (at INTEGER PRIMARY KEY, census TEXT NOT NULL)"];

export const sampleEveryMs = 10_000;
/** A day of samples. */
const samplesMax = 8_640;

/** The queue and the shop over time, for the organizer's curves. Nothing is added while nothing changes. */
export class Samples {
  readonly #sql: SqlStorage;
  #last: Census | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  isDue(now: number): boolean {
    return now - (this.#last?.at ?? 0) >= sampleEveryMs;
  }

  add(census: Census): void {
    const last = this.#last ?? this.#newest();
    const levelUntil = census.at - sampleEveryMs;
    // Else the curve would lead straight from long ago to now, through values that never were.
    if (last && last.at < levelUntil) this.#insert({ ...last, at: levelUntil });
    this.#insert(census);
    this.#last = census;
  }

  #insert(census: Census): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO sample VALUES (?, ?)",
      census.at,
      JSON.stringify(census),
    );
    this.#sql.exec("DELETE FROM sample WHERE at <= ?", census.at - samplesMax * sampleEveryMs);
  }

  #newest(): Census | null {
    const newest = "SELECT census FROM sample ORDER BY at DESC LIMIT 1";
    const [row] = this.#sql.exec<{ census: string }>(newest);
    return row ? (JSON.parse(row.census) as Census) : null;
  }

  since(at: number): Census[] {
    const rows = this.#sql.exec<{ census: string }>(
      "SELECT census FROM sample WHERE at > ? ORDER BY at",
      at,
    );
    return [...rows].map(({ census }) => JSON.parse(census) as Census);
  }
}
