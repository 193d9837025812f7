/** Alarms closer together than this tell the world nothing that it could see. */
const spacingMs = 50;

/** The object's one alarm. One too early costs less than moving it, so it is only ever brought forward. */
export class AlarmClock {
  readonly #storage: DurableObjectStorage;
  #at: number | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Wakes us at that time or before. */
  set(at: number | null, now: number): void {
    if (at === null || (this.#at !== null && this.#at <= at)) return;
    this.#at = Math.max(at, now + spacingMs);
    void this.#storage.setAlarm(this.#at);
  }

  /** The alarm has rung: there is none any more. */
  rung(): void {
    this.#at = null;
  }
}
