/** A count that must stay within its limit: at most `count` acts in any `periodMs`. */
export type Asked = {
  key: string;
  count: number;
  periodMs: number;
  /** For an address: every person who has proved themselves there brings the same count along. */
  growsWithPeople?: boolean;
};
export type Counted = {
  isOver: boolean;
  /** What the limit is now, and how much of it is left. */
  count: number;
  remaining: number;
  /** Until the oldest act is forgotten, and one more is allowed. */
  waitMs: number;
};

/** Acts of the last period, oldest first, and the people who proved themselves lately, likewise. */
type Lately = { periodMs: number; acts: number[]; people: Map<string, number> };

/** How long a person counts where they proved themselves, and how many of them count. */
const personMs = 3_600_000;
const peopleMax = 200;

/**
 * Exact counts in memory over sliding periods. A refused act is not counted, so that waiting as told always helps. Past
 * `keysMax` keys, those that were used the longest ago are forgotten: what is kept is bounded, whatever is asked.
 */
export class ExactCounts {
  readonly #counts = new Map<string, Lately>();
  readonly #keysMax: number;

  constructor(keysMax: number) {
    this.#keysMax = keysMax;
  }

  get size(): number {
    return this.#counts.size;
  }

  /** Counts one act against all of these limits, or against none of them if one is reached. */
  count(asked: readonly Asked[], nowMs: number): Counted[] {
    this.#makeRoom(nowMs);
    const found = asked.map((each) => {
      const lately = this.#use(each, nowMs);
      const count = each.count * (each.growsWithPeople ? Math.max(1, lately.people.size) : 1);
      return { lately, count, isOver: lately.acts.length >= count };
    });
    if (!found.some(({ isOver }) => isOver))
      for (const { lately } of found) lately.acts.push(nowMs);
    return found.map(({ lately: { acts, periodMs }, count, isOver }) => {
      // Of the acts that fill the limit, the oldest one leaves first.
      const leaving = acts[Math.max(0, acts.length - count)] ?? nowMs - periodMs;
      const remaining = Math.max(0, count - acts.length);
      return { isOver, count, remaining, waitMs: leaving + periodMs - nowMs };
    });
  }

  takeBack(key: string): void {
    this.#counts.get(key)?.acts.pop();
  }

  /** Takes an act back, and counts the person who has proved themselves by it. */
  prove(keys: readonly string[], person: string, nowMs: number): void {
    for (const key of keys) {
      const lately = this.#counts.get(key);
      if (!lately) continue;
      this.takeBack(key);
      lately.people.delete(person);
      lately.people.set(person, nowMs);
      const [first] = lately.people.keys();
      if (lately.people.size > peopleMax && first !== undefined) lately.people.delete(first);
    }
  }

  #use({ key, periodMs }: Asked, nowMs: number): Lately {
    const lately = this.#counts.get(key) ?? { periodMs, acts: [], people: new Map() };
    lately.periodMs = periodMs;
    forget(lately, nowMs);
    // The last used is the last forgotten.
    this.#counts.delete(key);
    this.#counts.set(key, lately);
    return lately;
  }

  #makeRoom(nowMs: number): void {
    for (const [oldest, lately] of this.#counts) {
      forget(lately, nowMs);
      const isEmpty = lately.acts.length === 0 && lately.people.size === 0;
      if (!isEmpty && this.#counts.size < this.#keysMax) break;
      this.#counts.delete(oldest);
    }
  }
}

function forget({ acts, people, periodMs }: Lately, nowMs: number): void {
  const kept = acts.findIndex((at) => at > nowMs - periodMs);
  acts.splice(0, kept < 0 ? acts.length : kept);
  for (const [person, provedAt] of people) {
    if (provedAt > nowMs - personMs) break;
    people.delete(person);
  }
}
