import { type Outcome, done, refuse } from "../contract/problems.ts";

/** What a group commit stands on: a machine in memory, and rows that it must never run away from. */
export type Ground<Command, Event> = {
  run(command: Command): Outcome<Event[]>;
  /** All of the events, or none. */
  write(events: Event[]): void;
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
      const answers = this.#commit(jobs);
      if (answers.isWritten) await this.#ground.confirmed();
      for (const answer of answers.all) answer();
    }
    this.#isFlushing = false;
  }

  #commit(jobs: Job<Command>[]): { isWritten: boolean; all: (() => void)[] } {
    const ground = this.#ground;
    const all: (() => void)[] = [];
    let events: Event[] = [];
    let isWritten = false;
    const write = () => {
      if (events.length === 0) return;
      ground.write(events);
      isWritten = true;
      events = [];
    };
    try {
      for (const { command, look, resolve, reject } of jobs) {
        try {
          const outcome = ground.run(command);
          const answer = outcome.ok ? done(look()) : outcome;
          if (outcome.ok) events.push(...outcome.value);
          all.push(() => resolve(answer));
        } catch (error) {
          // A bug may have left memory half changed. What came before it is stored; then the rows are the truth.
          write();
          ground.reload();
          all.push(() => reject(error));
        }
      }
      write();
    } catch (error) {
      console.error(error);
      ground.reload();
      const busy = refuse("unavailable");
      return { isWritten, all: jobs.map((job) => () => job.resolve(busy)) };
    }
    return { isWritten, all };
  }
}
