import { describe, expect, it, vi } from "vitest";
import { type Outcome, done, refuse } from "../contract/problems.ts";
import { GroupCommit } from "./group-commit.ts";

/**
 * A machine that adds numbers up, over rows that can fail and never take a 7; 13 is a bug and negatives are refused.
 */
function adder() {
  const rows: number[] = [];
  const writes: number[][] = [];
  let confirm: (() => void)[] = [];
  const state = { memory: 0, failing: false };
  const commit = new GroupCommit<number, number>({
    prepare: () => {},
    run(command): Outcome<number[]> {
      if (command === 13) {
        state.memory = NaN;
        throw new Error("a bug");
      }
      if (command < 0) return refuse("invalid-request");
      state.memory += command;
      return done([command]);
    },
    write(events) {
      if (state.failing) throw new Error("the disk is full");
      if (events.includes(7)) throw new Error("no sevens");
      rows.push(...events);
      writes.push(events);
    },
    isOneEventsFault: (error) => error instanceof Error && error.message === "no sevens",
    confirmed: () => new Promise((resolve) => confirm.push(resolve)),
    reload: () => void (state.memory = rows.reduce((sum, row) => sum + row, 0)),
  });
  const submit = (command: number) => commit.submit(command, () => state.memory);
  const flush = async () => {
    for (let turn = 0; turn < 20; turn++) {
      confirm.splice(0).forEach((resolve) => resolve());
      await Promise.resolve();
    }
  };
  const submitAll = (commands: number[]) => commit.submitAll(commands, () => state.memory);
  return { state, rows, writes, submit, submitAll, flush };
}

describe("group commit", () => {
  it("[G1] a single command is stored at once, and the commands that arrive meanwhile are stored together", async () => {
    const { submit, flush, writes } = adder();
    const answers = [submit(1), submit(2), submit(3)];
    expect(writes).toEqual([[1]]);
    await flush();
    expect(writes).toEqual([[1], [2, 3]]);
    expect(await Promise.all(answers)).toEqual([1, 3, 6].map(done));
  });

  it("[G5] commands that arrive in one call are stored together, and a bug in one of them fails only that one", async () => {
    const { submitAll, flush, writes, rows } = adder();
    const answers = submitAll([1, -1, 2]);
    expect(writes).toEqual([[1, 2]]);
    await flush();
    expect(await answers).toEqual([done(1), refuse("invalid-request"), done(3)]);
    vi.spyOn(console, "error").mockImplementation(() => {});
    const failing = submitAll([4, 13, 5]);
    await flush();
    expect(await failing).toEqual([done(7), refuse("internal-error"), done(12)]);
    expect(rows).toEqual([1, 2, 4, 5]);
  });

  it("[G2] no command gets an answer before its events are durable", async () => {
    const { submit } = adder();
    let answered = false;
    void submit(1).then(() => (answered = true));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(answered).toBe(false);
  });

  it("[G3] a command that is refused or throws does not affect the other commands of its group", async () => {
    const { submit, flush, rows, state } = adder();
    void submit(1);
    const answers = Promise.allSettled([submit(2), submit(-1), submit(13), submit(4)]);
    await flush();
    expect((await answers).map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(rows).toEqual([1, 2, 4]);
    expect(state.memory).toBe(7);
  });

  it("[G4] if the rows cannot be written, memory returns to the state of the rows and the whole group gets 503", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { submit, flush, state } = adder();
    void submit(1);
    await flush();
    state.failing = true;
    const answers = Promise.all([submit(2), submit(3), submit(-1)]);
    await flush();
    state.failing = false;
    expect((await answers).map((outcome) => !outcome.ok && outcome.code)).toEqual([
      "unavailable",
      "unavailable",
      "invalid-request",
    ]);
    expect(state.memory).toBe(1);
  });

  it("[G20] a command whose event the rows refuse fails alone, and the others of its group are stored once", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { submit, flush, rows, state } = adder();
    void submit(1);
    const answers = Promise.allSettled([2, 13, 4, 7, -1, 5].map((command) => submit(command)));
    await flush();
    const told = (await answers).map((answer) =>
      answer.status === "fulfilled" ? answer.value : "failed",
    );
    expect(told).toEqual([
      done(3),
      "failed",
      done(7),
      "failed",
      refuse("invalid-request"),
      done(12),
    ]);
    expect(rows).toEqual([1, 2, 4, 5]);
    expect(state.memory).toBe(12);
  });
});
