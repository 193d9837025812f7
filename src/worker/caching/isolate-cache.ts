/** How long a value is fresh, and how much longer it can be used while one request refreshes it. */
export type Lasting = { freshMs: number; staleMs?: number };
type Bounds<T> = Lasting & {
  countMax: number;
  sizeMax?: number;
  /** The size of a value toward `sizeMax`. */
  sizeOf?: (value: T) => number;
};
type Entry<T> = { value: T; freshUntil: number; staleUntil: number };

const stepMs = 10;
/** A request that was to load may have been cut off; after this long the next one loads. */
const patienceMs = 1_500;

/**
 * Values that this isolate keeps for a while, the oldest of which make room for new ones. It keeps values and never
 * promises, because the platform lets no request wait for another's promise.
 */
export class IsolateCache<T> {
  readonly #kept = new Map<string, Entry<T>>();
  readonly #loading = new Map<string, number>();
  readonly #bounds: Required<Bounds<T>>;
  #size = 0;

  constructor(bounds: Bounds<T>) {
    this.#bounds = { staleMs: 0, sizeMax: Infinity, sizeOf: () => 0, ...bounds };
  }

  /** The value while it is fresh. After that the first caller gets null and refreshes it. */
  fresh(key: string, nowMs = Date.now()): T | null {
    const entry = this.#kept.get(key);
    if (entry === undefined) return null;
    if (nowMs < entry.freshUntil) return entry.value;
    // Requests that come before the new value is there still find the old one.
    entry.freshUntil = entry.staleUntil;
    return null;
  }

  /** The value, however old. */
  last(key: string): T | null {
    return this.#kept.get(key)?.value ?? null;
  }

  keep(key: string, value: T, lasting: Lasting = this.#bounds, nowMs = Date.now()): void {
    this.forget(key);
    this.#size += this.#bounds.sizeOf(value);
    this.#kept.set(key, { value, ...endsOf(lasting, nowMs) });
    const { countMax, sizeMax } = this.#bounds;
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= countMax && this.#size <= sizeMax) break;
      this.forget(oldest);
    }
  }

  /** Lets an old value serve again, as when no new one can be had. */
  prolong(key: string, lasting: Lasting = this.#bounds, nowMs = Date.now()): void {
    const entry = this.#kept.get(key);
    if (entry) Object.assign(entry, endsOf(lasting, nowMs));
  }

  forget(key: string): void {
    const entry = this.#kept.get(key);
    if (entry === undefined) return;
    this.#size -= this.#bounds.sizeOf(entry.value);
    this.#kept.delete(key);
  }

  clear(): void {
    this.#kept.clear();
    this.#size = 0;
  }

  /** The fresh value, or the result of `read`, which is cached unless it is null. */
  async load(key: string, read: () => Promise<T | null>): Promise<T | null> {
    const known = this.fresh(key);
    if (known !== null) return known;
    return await this.once(key, async () => {
      const value = await read();
      if (value !== null) this.keep(key, value);
      return value;
    });
  }

  /** Lets one request do work that leaves a fresh value here; the others wait for that value. */
  async once<R>(key: string, work: () => Promise<R>): Promise<T | R> {
    while (Date.now() - (this.#loading.get(key) ?? 0) < patienceMs) {
      await new Promise((resolve) => setTimeout(resolve, stepMs));
      const found = this.fresh(key);
      if (found !== null) return found;
    }
    // Requests that were cut off have left their keys behind.
    if (this.#loading.size > this.#bounds.countMax) this.#loading.clear();
    this.#loading.set(key, Date.now());
    try {
      return await work();
    } finally {
      this.#loading.delete(key);
    }
  }
}

function endsOf({ freshMs, staleMs = 0 }: Lasting, nowMs: number) {
  const freshUntil = nowMs + freshMs;
  return { freshUntil, staleUntil: freshUntil + staleMs };
}
