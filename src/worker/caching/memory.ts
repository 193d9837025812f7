const keptMax = 500;

/** Remembers values for a while in this isolate, and no more than a few hundred of them. Values only, never promises. */
export class Memory<T> {
  readonly #kept = new Map<string, { value: T; until: number }>();
  readonly #keepMs: number;

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  async get(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const hit = this.#kept.get(key);
    if (hit && hit.until > Date.now()) return hit.value;
    const value = await load();
    if (value === null) return null;
    this.#kept.delete(key);
    this.#kept.set(key, { value, until: Date.now() + this.#keepMs });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptMax && oldest !== undefined) this.#kept.delete(oldest);
    return value;
  }

  forget(key: string): void {
    this.#kept.delete(key);
  }
}
