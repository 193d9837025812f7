/** A fault to inject into requests over HTTP. */
export interface Fault {
  kind: FaultKind;
  /** How many requests it hits; one by default. */
  times?: number;
  /** Hits only requests with this text in their SQL. */
  match?: string;
  /** How long a `delay` lasts. */
  delayMs?: number;
}

const kinds = ["drop-before-send", "drop-after-commit", "delay", "40001", "40P01"] as const;

export type FaultKind = (typeof kinds)[number];

/** The faults still to come: tests add them, and each request takes those that hit it. */
export class Faults {
  #waiting: Required<Fault>[] = [];

  add(fault: Fault): void {
    if (!kinds.includes(fault.kind)) {
      throw new TypeError(`Unknown fault ${fault.kind}: one of ${kinds.join(", ")}.`);
    }
    this.#waiting.push({ times: 1, match: "", delayMs: 0, ...fault });
  }

  clear(): void {
    this.#waiting = [];
  }

  list(): Required<Fault>[] {
    return structuredClone(this.#waiting);
  }

  /** Takes one of each kind that hits this SQL. */
  take(sql: () => string): Partial<Record<FaultKind, Required<Fault>>> {
    const taken: Partial<Record<FaultKind, Required<Fault>>> = {};
    if (this.#waiting.length === 0) return taken;
    const text = sql();
    for (const fault of this.#waiting) {
      if (taken[fault.kind] !== undefined || !text.includes(fault.match)) continue;
      taken[fault.kind] = fault;
      fault.times -= 1;
    }
    this.#waiting = this.#waiting.filter((fault) => fault.times > 0);
    return taken;
  }
}

const messages = {
  "40001": "could not serialize access due to concurrent update",
  "40P01": "deadlock detected",
};

/** The error that Postgres would have given. */
export function injectedError(code: "40001" | "40P01"): Error {
  return Object.assign(new Error(messages[code]), { code, severity: "ERROR" });
}
