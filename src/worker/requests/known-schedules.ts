import { createMiddleware } from "hono/factory";
import { Id } from "../../contract/ids.ts";
import { isSchedule, scheduleIds } from "../../db/catalog/known-schedules.ts";
import { connect } from "../../db/connection/connect.ts";
import { BooksUnreachable } from "../../db/connection/database.ts";
import type { AppEnv } from "../app-env.ts";
import { IsolateCache } from "../caching/isolate-cache.ts";
import type { Env } from "../env.ts";
import { ProblemError } from "../problem.ts";

type Books = { has: (id: string) => Promise<boolean>; all: () => Promise<string[]> };

const windowMs = 10_000;
const asksMax = 20;

/**
 * The existing ids. A few unknown ids are looked up one by one. Many unknown ids are a sign of guessing: then the
 * whole list is read once in ten seconds and answers for all of them, so that no flood of ids reaches the books.
 */
export class KnownIds {
  readonly #known = new IsolateCache<true>({ freshMs: Infinity, countMax: 20_000 });
  readonly #unknown = new IsolateCache<true>({ freshMs: windowMs, countMax: 2_000 });
  readonly #lists = new IsolateCache<ReadonlySet<string>>({ freshMs: windowMs, countMax: 1 });
  #asks = 0;
  #asksUntil = 0;

  /** An id that was made just now. */
  add(id: string): void {
    this.#unknown.forget(id);
    this.#known.keep(id, true);
  }

  async has(books: Books, id: string, nowMs: number): Promise<boolean> {
    if (this.#known.fresh(id, nowMs)) return true;
    // A crowd that comes for one sale at once asks one question: it is not guessing.
    return await this.#known.once(id, () => this.#find(books, id, nowMs));
  }

  async #find(books: Books, id: string, nowMs: number): Promise<boolean> {
    if (this.#unknown.fresh(id, nowMs)) return false;
    const isThere = this.#mayAsk(nowMs) ? await this.#ask(books, id) : await this.#look(books, id);
    (isThere ? this.#known : this.#unknown).keep(id, true, undefined, nowMs);
    return isThere;
  }

  #mayAsk(nowMs: number): boolean {
    if (nowMs >= this.#asksUntil) {
      this.#asksUntil = nowMs + windowMs;
      this.#asks = 0;
    }
    return this.#asks < asksMax;
  }

  async #ask(books: Books, id: string): Promise<boolean> {
    // Counted before the answer arrives, since a guesser does not wait for it.
    this.#asks++;
    const isThere = await books.has(id);
    if (isThere) this.#asks--;
    return isThere;
  }

  async #look(books: Books, id: string): Promise<boolean> {
    const list = await this.#lists.load("all", async () => new Set(await books.all()));
    return list?.has(id) ?? false;
  }
}

const schedules = new KnownIds();

/** A schedule that was made or published here is known here at once. */
export const scheduleMade = (scheduleId: string): void => schedules.add(scheduleId);

/** Refuses the id of no schedule, or of one that does not show yet, before an object is made for it. While the books are away, any id may be one. */
export async function mustBeSchedule({ env }: { env: Env }, scheduleId: string): Promise<void> {
  const db = connect(env);
  const now = Date.now();
  const has = (id: string) => isSchedule(db, { scheduleId: id, now });
  try {
    if (await schedules.has({ has, all: () => scheduleIds(db, now) }, scheduleId, now)) return;
  } catch (error) {
    if (error instanceof BooksUnreachable) return;
    throw error;
  }
  throw new ProblemError("not-found");
}

/** The same for every operation on a schedule that its address names. */
export const ofSchedule = createMiddleware<AppEnv>(async (c, next) => {
  const id = Id.safeParse(c.req.param("scheduleId"));
  // The operation itself refuses a malformed id.
  if (id.success) await mustBeSchedule(c, id.data);
  await next();
});
