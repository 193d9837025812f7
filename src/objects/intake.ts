import { DurableObject } from "cloudflare:workers";
import { type Outcome, done, refuse } from "../contract/problems.ts";
import type { ObjectEnv } from "./env.ts";
import { migrate } from "./rows.ts";

const steps = [
  `CREATE TABLE place (account_id TEXT PRIMARY KEY, number INTEGER NOT NULL, taken_at INTEGER NOT NULL) WITHOUT ROWID`,
];

export type Place = { number: number; takenAt: number };
type Join = { accountId: string; resolve: (outcome: Outcome<Place>) => void };

/** As many numbers as one request to the schedule may ask for. */
const batchMax = 5_000;

/**
 * Where fans line up: one place per account, the same however often they ask. Those who come together get their
 * numbers in one request to the schedule, in the order in which they came.
 */
export class Intake extends DurableObject<ObjectEnv> {
  #waiting: Join[] = [];
  #isGiving = false;
  readonly #joining = new Map<string, Promise<Outcome<Place>>>();

  constructor(ctx: DurableObjectState, env: ObjectEnv) {
    super(ctx, env);
    migrate(ctx.storage, steps);
  }

  /** A place that has been used is `spent`; only then is another one given, at the end of the line. */
  async join(who: { accountId: string; spent: number | null }): Promise<Outcome<Place>> {
    const { accountId, spent } = who;
    const place = this.#placeOf(accountId);
    if (place && place.number !== spent) return done(place);
    const joining = this.#joining.get(accountId);
    if (joining) return joining;
    const joined = new Promise<Outcome<Place>>((resolve) => {
      this.#waiting.push({ accountId, resolve });
    }).finally(() => this.#joining.delete(accountId));
    this.#joining.set(accountId, joined);
    if (!this.#isGiving) void this.#give();
    return joined;
  }

  async #give(): Promise<void> {
    this.#isGiving = true;
    while (this.#waiting.length > 0) {
      const joins = this.#waiting.splice(0, batchMax);
      const answers = await this.#giveTo(joins);
      for (const [index, { resolve }] of joins.entries())
        resolve(answers[index] ?? refuse("unavailable"));
    }
    this.#isGiving = false;
  }

  async #giveTo(joins: Join[]): Promise<Outcome<Place>[]> {
    try {
      const taken = await this.#schedule().takePlaces(joins.length);
      if (!taken.ok) return joins.map(() => taken);
      const { first } = taken.value;
      const takenAt = Date.now();
      this.ctx.storage.transactionSync(() => {
        for (const [index, { accountId }] of joins.entries())
          this.ctx.storage.sql.exec(
            "INSERT OR REPLACE INTO place VALUES (?, ?, ?)",
            accountId,
            first + index,
            takenAt,
          );
      });
      await this.ctx.storage.sync();
      return joins.map((_, index) => done({ number: first + index, takenAt }));
    } catch (error) {
      console.error(error);
      return joins.map(() => refuse("unavailable"));
    }
  }

  #schedule() {
    const scheduleId = this.ctx.id.name?.split(":")[0];
    if (scheduleId === undefined) throw new Error("an intake goes by its schedule's id");
    return this.env.SCHEDULE.getByName(scheduleId);
  }

  #placeOf(accountId: string): Place | null {
    const [row] = this.ctx.storage.sql.exec<{ number: number; taken_at: number }>(
      "SELECT number, taken_at FROM place WHERE account_id = ?",
      accountId,
    );
    return row ? { number: row.number, takenAt: row.taken_at } : null;
  }
}
