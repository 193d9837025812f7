import { type Outcome, done, refuse } from "../contract/problems.ts";

/** What a group commit stands on: a machine in memory, and rows that it must never run away from. */
export type Ground<Command, Event> = {
  /** Told of the commands that are about to be run. */
  prepare(commands: readonly Command[]): void;
  run(command: Command): Outcome<Event[]>;
  /** All of the events, or none. */
  write(events: Event[]): void;
  /** Whether a write failed because the rows refuse one of the events, and not because they cannot be written at all. */
  isOneEventsFault(error: unknown): boolean;
  /** Resolves when what was written is durable. */
  confirmed(): Promise<void>;
  /** Makes memory what the rows say. */
  reload(): void;
};

type Job<Command> = {
  command: Command;
  look: () => unknown;
  resolve: (outcome: Outcome<unknown>) => void;
  reject: (error: unknown) => void;
};

/**
 * Commands that arrive together are decided in order, stored in one transaction, and then all answered. The next
 * group is whatever came while the last one was being made durable: a lone command waits for nobody.
 */
export class GroupCommit<Command, Event> {
  readonly #ground: Ground<Command, Event>;
  #waiting: Job<Command>[] = [];
  #isFlushing = false;

  constructor(ground: Ground<Command, Event>) {
    this.#ground = ground;
  }

  /** `look` reads the answer off the machine right after the command, before others change it. */
  submit<T>(command: Command, look: () => T): Promise<Outcome<T>> {
    const answer = this.#enqueue(command, look);
    if (!this.#isFlushing) void this.#flush();
    return answer;
  }

  /** Commands that came in one call are one group, or the end of one. A bug in one of them is its own answer alone. */
  submitAll<T>(commands: readonly Command[], look: (command: Command) => T): Promise<Outcome<T>[]> {
    const answers = commands.map((command) =>
      this.#enqueue(command, () => look(command)).catch((error: unknown) => {
        console.error(error);
        return refuse("internal-error");
      }),
    );
    if (!this.#isFlushing) void this.#flush();
    return Promise.all(answers);
  }

  #enqueue<T>(command: Command, look: () => T): Promise<Outcome<T>> {
    return new Promise((resolve, reject) => {
      const settle = resolve as (outcome: Outcome<unknown>) => void;
      this.#waiting.push({ command, look, resolve: settle, reject });
    });
  }

  async #flush(): Promise<void> {
    this.#isFlushing = true;
    while (this.#waiting.length > 0) {
      const jobs = this.#waiting;
      this.#waiting = [];
      const { isWritten, answers } = this.#commit(jobs);
      if (isWritten) await this.#ground.confirmed();
      for (const answer of answers) answer();
    }
    this.#isFlushing = false;
  }

  #commit(jobs: readonly Job<Command>[]): Committed {
    const ground = this.#ground;
    const committed: Committed = { isWritten: false, answers: [] };
    let decided: { job: Job<Command>; answer: () => void }[] = [];
    let events: Event[] = [];
    /** Stores what has been decided since the last time. */
    const store = () => {
      try {
        if (events.length > 0) ground.write(events);
        committed.isWritten ||= events.length > 0;
        committed.answers.push(...decided.map(({ answer }) => answer));
      } catch (error) {
        console.error(error);
        ground.reload();
        const each = this.#afterFailure(
          decided.map(({ job }) => job),
          error,
        );
        committed.isWritten ||= each.isWritten;
        committed.answers.push(...each.answers);
      }
      decided = [];
      events = [];
    };
    ground.prepare(jobs.map(({ command }) => command));
    for (const job of jobs) {
      const { command, look, resolve, reject } = job;
      try {
        const outcome = ground.run(command);
        const answer = outcome.ok ? done(look()) : outcome;
        if (outcome.ok) events.push(...outcome.value);
        decided.push({ job, answer: () => resolve(answer) });
      } catch (error) {
        // A bug may have left memory half changed. What came before it is stored; then the rows are the truth.
        store();
        ground.reload();
        committed.answers.push(() => reject(error));
      }
    }
    store();
    return committed;
  }

  /** Nothing of these was stored. When the rows refuse one of their events, each is decided again by itself. */
  #afterFailure(jobs: readonly Job<Command>[], error: unknown): Committed {
    const busy = refuse("unavailable");
    if (!this.#ground.isOneEventsFault(error))
      return { isWritten: false, answers: jobs.map((job) => () => job.resolve(busy)) };
    if (jobs.length === 1)
      return { isWritten: false, answers: jobs.map((job) => () => job.reject(error)) };
    const each = jobs.map((job) => this.#commit([job]));
    return {
      isWritten: each.some(({ isWritten }) => isWritten),
      answers: each.flatMap(({ answers }) => answers),
    };
  }
}

type Committed = { isWritten: boolean; answers: (() => void)[] };
