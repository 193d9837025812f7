const minuteMs = 60_000;
const minutesMax = 5;

export type SavedMinutes = [beginMs: number, counts: [string, number][]][];

/** Counters of the last five minutes, by name. Their memory is bounded by the number of names. */
export class MinuteCounts {
  #minutes = new Map<number, Map<string, number>>();

  add(name: string, now: number): void {
    this.#forget(now);
    const begin = now - (now % minuteMs);
    const counts = this.#minutes.get(begin) ?? new Map<string, number>();
    this.#minutes.set(begin, counts);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }

  sums(now: number): Map<string, number> {
    this.#forget(now);
    const sums = new Map<string, number>();
    for (const counts of this.#minutes.values())
      for (const [name, value] of counts) sums.set(name, (sums.get(name) ?? 0) + value);
    return sums;
  }

  save(): SavedMinutes {
    return [...this.#minutes].map(([begin, counts]) => [begin, [...counts]]);
  }

  load(saved: SavedMinutes): void {
    this.#minutes = new Map(saved.map(([begin, counts]) => [begin, new Map(counts)]));
  }

  #forget(now: number): void {
    for (const begin of this.#minutes.keys())
      if (begin <= now - minutesMax * minuteMs) this.#minutes.delete(begin);
  }
}
