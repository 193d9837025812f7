import { type Outcome, done, refuse } from "../contract/problems.ts";

/** The base of a group commit: a machine in memory, and rows that it must never run ahead of. */
export type Ground<Command, Event> = {
  /** Runs before the commands, with all of them. */
  prepare(commands: readonly Command[]): void;
  run(command: Command): Outcome<Event[]>;
  /** All of the events, or none. */
  write(events: Event[]): void;
  /** True if a write failed because the rows refuse one of the events, false if nothing could be written at all. */
  isOneEventsFault(error: unknown): boolean;
  /** Resolves when everything written is durable. */
  confirmed(): Promise<void>;
  /** Reloads memory from the rows. */
  reload(): void;
};

type Job<Command> = {
  command: Command;
  look: () => unknown;
  resolve: (outcome: Outcome<unknown>) => void;
  reject: (error: unknown) => void;
};

/**
 * Commands that arrive together are decided in order, stored in one transaction, and then all answered. The next group
 * is everything that arrived while the last one was being made durable, so a lone command waits for nobody.
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

  /** Commands of one call are one group, or the end of one. A bug in one of them fails only that command. */
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
    /** Stores everything decided since the last time. */
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
        // A bug may have left memory half changed. The group stores the earlier commands and then reloads memory from
        // the rows.
        store();
        ground.reload();
        committed.answers.push(() => reject(error));
      }
    }
    store();
    return committed;
  }

  /** Nothing of this group was stored. If the rows refuse one of its events, each command runs again by itself. */
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
