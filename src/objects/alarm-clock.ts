/** Alarms closer together than this make no visible difference. */
const spacingMs = 50;

/** The object's one alarm. An alarm that rings too early costs less than moving it, so it only ever moves forward. */
export class AlarmClock {
  readonly #storage: DurableObjectStorage;
  #at: number | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Wakes the object at that time or before. */
  set(at: number | null, now: number): void {
    if (at === null || (this.#at !== null && this.#at <= at)) return;
    this.#at = Math.max(at, now + spacingMs);
    void this.#storage.setAlarm(this.#at);
  }

  /** The alarm has rung, so none is set any more. */
  rung(): void {
    this.#at = null;
  }
}
