import type { Env } from "../env.ts";

/** After this time a waiting request gives up on the shared call and makes its own. */
const patienceMs = 8_000;

type Caller = { env: Env; executionCtx: Pick<ExecutionContext, "waitUntil"> };
/** True if one request may wake another: everywhere except in tests inside workerd, whose runner turns it off. */
const mayWaitForOthers =
  Cloudflare.compatibilityFlags["handle_cross_request_promise_resolution"] === true;

type Landed<Answer> = { answer: Answer } | { error: unknown };
/** Null tells a waiting request that it was forgotten. */
type Waiting<Asked, Answer> = { asked: Asked; land: (landed: Landed<Answer> | null) => void };

/**
 * Combines the calls of many requests to one object. Requests that arrive in the same turn of the isolate's event loop
 * share one call, because a call costs more than its contents, both here and at the object. No request waits for a
 * later one.
 *
 * Every call must be safe to repeat: a request whose shared call does not come back calls again on its own.
 */
export class Batcher<Asked, Answer> {
  readonly #send: (env: Env, object: string, asked: Asked[]) => PromiseLike<Answer[]>;
  readonly #leaving = new Map<string, Waiting<Asked, Answer>[]>();

  constructor(send: (env: Env, object: string, asked: Asked[]) => PromiseLike<Answer[]>) {
    this.#send = send;
  }

  async ask(caller: Caller, object: string, asked: Asked): Promise<Answer> {
    if (!mayWaitForOthers) return await this.#alone(caller, object, asked);
    const { promise, resolve } = Promise.withResolvers<Landed<Answer> | null>();
    const mine = { asked, land: resolve };
    const others = this.#leaving.get(object);
    if (others) others.push(mine);
    else this.#lead(caller, object, mine);
    const landed = await inTime(promise, () => resolve(null));
    if (landed === null) return await this.#alone(caller, object, asked);
    if ("error" in landed) throw landed.error;
    return landed.answer;
  }

  async #alone({ env }: Caller, object: string, asked: Asked): Promise<Answer> {
    const [answer] = await this.#send(env, object, [asked]);
    if (answer === undefined) throw new Error("a call came back without an answer");
    return answer;
  }

  /** If the leading fan disconnects, the call continues and the others are answered. */
  #lead({ env, executionCtx }: Caller, object: string, mine: Waiting<Asked, Answer>): void {
    const together = [mine];
    this.#leaving.set(object, together);
    executionCtx.waitUntil(this.#carry(env, object, together));
  }

  async #carry(env: Env, object: string, together: Waiting<Asked, Answer>[]): Promise<void> {
    await scheduler.wait(0);
    if (this.#leaving.get(object) === together) this.#leaving.delete(object);
    const landed = await this.#call(
      env,
      object,
      together.map(({ asked }) => asked),
    );
    for (const [index, { land }] of together.entries()) land(landed[index] ?? null);
  }

  async #call(env: Env, object: string, asked: Asked[]): Promise<Landed<Answer>[]> {
    try {
      return (await this.#send(env, object, asked)).map((answer) => ({ answer }));
    } catch (error) {
      return asked.map(() => ({ error }));
    }
  }
}

/**
 * Waits for a promise that another request resolves. The platform resumes us in our own context, but only if the promise
 * comes from `withResolvers`: in an optimized function V8 loses the owner of a promise made by `new Promise`. The timer
 * also shows the platform that the request is not hung.
 */
async function inTime<T>(promise: Promise<T>, giveUp: () => void): Promise<T> {
  const timer = setTimeout(giveUp, patienceMs);
  const found = await promise;
  clearTimeout(timer);
  return found;
}
