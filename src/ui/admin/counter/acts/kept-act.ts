import { signal } from "@preact/signals";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { mayHaveHappened } from "../../../state/may-have-happened.ts";
import { recallHere, rememberHere } from "../../../state/window-storage.ts";

type Begun<Wanted> = {
  key: string;
  wanted: Wanted;
  /** Somebody looked, and it had not happened. */
  isMissed?: boolean;
};

/** `asking`: sent and not answered yet. `unknown`: no answer came; it may have happened. */
export type ActState = "idle" | "asking" | "unknown";

/** A request that was still on its way at the first look has arrived by the second. */
const lookAgainMs = 1_500;

/**
 * An act with money that must happen once. The window keeps the key and the request until there is an answer, so that
 * a lost network or a reload leads to the same act, never to a second one. Another window has acts of its own.
 */
export function createKeptAct<Wanted, Done>({ name, send, find }: KeptAct<Wanted, Done>) {
  const begun = () => recallHere<Begun<Wanted>>(name);
  /** The act that has no answer yet. */
  const open = (): Wanted | null => {
    const act = begun();
    return act && act.isMissed !== true ? act.wanted : null;
  };
  const isOpen = () => open() !== null;
  const keep = (act: Begun<Wanted> | null) => rememberHere(name, act);
  const state = signal<ActState>(isOpen() ? "unknown" : "idle");
  const refusal = signal<ApiError | null>(null);
  /** The act without an answer that has not happened. */
  const missed = signal<Wanted | null>(null);

  async function ask<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
    if (state.peek() === "asking") return null;
    state.value = "asking";
    refusal.value = null;
    missed.value = null;
    try {
      const answer = await work();
      state.value = "idle";
      return answer;
    } catch (thrown) {
      refused(asApiError(thrown));
      return null;
    }
  }

  function refused(error: ApiError): void {
    if (mayHaveHappened(error)) {
      state.value = "unknown";
      return;
    }
    keep(null);
    refusal.value = error;
    state.value = "idle";
  }

  async function look(act: Begun<Wanted>): Promise<Done | null> {
    const found = await find(act.key);
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    return await find(act.key);
  }

  /** Finds out how the act without an answer ended; null if it did not happen, or there is still no answer. */
  async function resolve(): Promise<Done | null> {
    const act = begun();
    if (!act || !isOpen()) return null;
    const done = await ask(() => look(act));
    if (done !== null) keep(null);
    else if (state.peek() === "idle" && refusal.peek() === null) {
      keep({ ...act, isMissed: true });
      missed.value = act.wanted;
    }
    return done;
  }

  /** Begins a new act. While an earlier one has no answer, that one is found out about instead. */
  async function start(wanted: Wanted): Promise<Done | null> {
    if (isOpen()) return await resolve();
    const last = begun();
    // The same act again has the same key: the first request may still arrive.
    const isSame = last !== null && JSON.stringify(last.wanted) === JSON.stringify(wanted);
    const key = isSame ? last.key : crypto.randomUUID();
    if (state.peek() === "asking") return null;
    keep({ key, wanted, isMissed: false });
    const done = await ask(() => send(wanted, key));
    if (done !== null) keep(null);
    return done;
  }

  return { state, refusal, missed, open, start, resolve };
}

export type KeptAct<Wanted, Done> = {
  /** Under which the window keeps it. */
  name: string;
  send: (wanted: Wanted, key: string) => Promise<Done>;
  /** How the act with this key ended; null if it has not happened. */
  find: (key: string) => Promise<Done | null>;
};
