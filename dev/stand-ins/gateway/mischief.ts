export const mischiefKinds = [
  "lose-answer",
  "lose-request",
  "error-500",
  "refuse",
  "delay",
  "delay-request",
] as const;
export type MischiefKind = (typeof mischiefKinds)[number];

/** The fault of the next `count` requests whose path contains `path` and whose content contains `text`. */
export type Mischief = {
  kind: MischiefKind;
  count: number;
  path: string;
  text: string;
  delayMs: number;
  /** The code that `refuse` refuses with. */
  code: string;
};

/** The faults that tests plan. An answer lost after it took effect is the one that costs money. */
export class Mischiefs {
  #planned: Mischief[] = [];

  plan(asked: Partial<Mischief> & { kind: MischiefKind }): void {
    const usual = { count: 1, path: "/v1/payments/confirm", text: "", delayMs: 0, code: "" };
    this.#planned.push({ ...usual, ...asked });
  }

  clear(): void {
    this.#planned = [];
  }

  /** The fault of this request, used up by it. */
  take(path: string, body: string): Mischief | null {
    const mischief = this.#planned.find(
      (planned) => path.includes(planned.path) && `${path} ${body}`.includes(planned.text),
    );
    if (!mischief) return null;
    mischief.count -= 1;
    if (mischief.count <= 0) this.#planned = this.#planned.filter((other) => other !== mischief);
    return mischief;
  }
}
