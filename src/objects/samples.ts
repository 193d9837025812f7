import type { Census } from "./schedule-view.ts";

export const sampleSteps = ["CREATE TABLE sample (at INTEGER PRIMARY KEY, census TEXT NOT NULL)"];

export const sampleEveryMs = 10_000;
/** A day of them. */
const samplesMax = 8_640;

/** The queue and the shop over time, for the organizer's curves. */
export class Samples {
  readonly #sql: SqlStorage;
  #lastAt = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  isDue(now: number): boolean {
    return now - this.#lastAt >= sampleEveryMs;
  }

  add(census: Census): void {
    this.#lastAt = census.at;
    this.#sql.exec(
      "INSERT OR REPLACE INTO sample VALUES (?, ?)",
      census.at,
      JSON.stringify(census),
    );
    this.#sql.exec("DELETE FROM sample WHERE at <= ?", census.at - samplesMax * sampleEveryMs);
  }

  since(at: number): Census[] {
    const rows = this.#sql.exec<{ census: string }>(
      "SELECT census FROM sample WHERE at > ? ORDER BY at",
      at,
    );
    return [...rows].map(({ census }) => JSON.parse(census) as Census);
  }
}
