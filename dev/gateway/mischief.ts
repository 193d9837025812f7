export type MischiefKind = "lose-answer" | "lose-request" | "error-500" | "delay";
/** What goes wrong with the next `count` requests whose path contains `path`. */
export type Mischief = { kind: MischiefKind; count: number; path: string; delayMs: number };

/** The faults that tests ask for: an answer lost after it took effect is the one that costs money. */
export class Mischiefs {
  #planned: Mischief[] = [];

  plan(asked: Partial<Mischief> & { kind: MischiefKind }): void {
    this.#planned.push({ count: 1, path: "/v1/payments/confirm", delayMs: 0, ...asked });
  }

  clear(): void {
    this.#planned = [];
  }

  /** The fault of this request, used up by it. */
  take(path: string): Mischief | null {
    const mischief = this.#planned.find((planned) => path.includes(planned.path));
    if (!mischief) return null;
    mischief.count -= 1;
    if (mischief.count <= 0) this.#planned = this.#planned.filter((other) => other !== mischief);
    return mischief;
  }
}
