import { DurableObject } from "cloudflare:workers";
import { type Outcome, done, refuse } from "../contract/problems.ts";
import { report } from "./books.ts";
import type { ObjectEnv } from "./env.ts";
import type { IntakeCalls, Join, KeptPlace, Place } from "./intake-calls.ts";
import { isMigrated, migrate } from "./rows/rows.ts";

const steps = [
  `CREATE TABLE place (
     account_id TEXT PRIMARY KEY, number INTEGER NOT NULL, taken_at INTEGER NOT NULL,
     device TEXT NOT NULL, presale TEXT
   ) WITHOUT ROWID`,
  "CREATE TABLE turn (id INTEGER PRIMARY KEY, turn INTEGER NOT NULL)",
  "INSERT INTO turn VALUES (1, 0)",
];

type Waiting = { join: Join; resolve: (outcome: Outcome<Place>) => void };

/** The most numbers in one request to the schedule. */
const batchMax = 5_000;
/**
 * Under load, fans who arrive together get their numbers together: once there are this many, or after this time at the
 * latest. A fan who arrives alone never waits.
 */
const fullBatch = 32;
const batchMs = 200;

/**
 * The object where fans line up. An account has one place, the same however often it asks and on every device. Fans who
 * arrive together get their numbers in one request to the schedule, in the order in which they arrived.
 */
export class Intake extends DurableObject<ObjectEnv> implements IntakeCalls {
  #waiting: Waiting[] = [];
  #areRowsThere: boolean;
  #isGiving = false;
  #filled: () => void = () => {};
  #busyUntil = 0;
  readonly #joining = new Map<string, Promise<Outcome<Place>>>();

  constructor(ctx: DurableObjectState, env: ObjectEnv) {
    super(ctx, env);
    this.#areRowsThere = isMigrated(ctx.storage);
    if (this.#areRowsThere) migrate(ctx.storage, steps);
  }

  async retire(): Promise<null> {
    await this.ctx.storage.deleteAll();
    this.#areRowsThere = false;
    return null;
  }

  /** An intake where no fan has lined up stores nothing. */
  get #sql(): SqlStorage {
    if (!this.#areRowsThere) migrate(this.ctx.storage, steps);
    this.#areRowsThere = true;
    return this.ctx.storage.sql;
  }

  /** `spent` names a used place; only then does the fan get another one, at the end of the line. */
  async join(join: Join): Promise<Outcome<Place>> {
    const [place = refuse("unavailable")] = await this.joinAll([join]);
    return place;
  }

  /** The same for fans who arrive in one call, in their order. */
  async joinAll(joins: readonly Join[]): Promise<Outcome<Place>[]> {
    const kept = this.#placesOf(joins);
    const joined = joins.map((join) => this.#lineUp(join, kept.get(join.accountId)));
    if (this.#waiting.length >= fullBatch) this.#filled();
    if (!this.#isGiving) void this.#give();
    return Promise.all(joined);
  }

  #lineUp(join: Join, kept: Kept | undefined): Promise<Outcome<Place>> {
    const { accountId, spent } = join;
    if (kept && kept.number !== spent) return this.#back(join, kept);
    const joining = this.#joining.get(accountId);
    if (joining) return joining;
    const joined = new Promise<Outcome<Place>>((resolve) => {
      this.#waiting.push({ join, resolve });
    }).finally(() => this.#joining.delete(accountId));
    this.#joining.set(accountId, joined);
    return joined;
  }

  /** The place stays; its device and its presale are those of the latest request. */
  async #back({ accountId, device, presale }: Join, kept: Kept): Promise<Outcome<Place>> {
    if (kept.device !== device || kept.presale !== presale) {
      this.#sql.exec(
        "UPDATE place SET device = ?, presale = ? WHERE account_id = ?",
        device,
        presale,
        accountId,
      );
      await this.ctx.storage.sync();
    }
    const { number, takenAt } = kept;
    return done({ number, takenAt, presale, isNew: false });
  }

  /** A fan's number and presale, and the only device on which their place is valid. */
  async placeOf(who: { accountId: string }): Promise<KeptPlace | null> {
    const kept = this.#placesOf([who]).get(who.accountId);
    return kept ? { number: kept.number, device: kept.device, presale: kept.presale } : null;
  }

  /** A fan who joins again gets a new place, at the end. */
  async giveUp({ accountId, number }: { accountId: string; number: number }): Promise<void> {
    this.#sql.exec("DELETE FROM place WHERE account_id = ? AND number = ?", accountId, number);
    await this.ctx.storage.sync();
  }

  async #give(): Promise<void> {
    this.#isGiving = true;
    while (this.#waiting.length > 0) {
      if (Date.now() < this.#busyUntil && this.#waiting.length < fullBatch) await this.#fillBatch();
      const batch = this.#waiting.splice(0, batchMax);
      const answers = await this.#giveTo(batch.map(({ join }) => join));
      for (const [index, { resolve }] of batch.entries())
        resolve(answers[index] ?? refuse("unavailable"));
      if (batch.length > 1) this.#busyUntil = Date.now() + batchMs;
    }
    this.#isGiving = false;
  }

  #fillBatch(): Promise<unknown> {
    const enough = new Promise<void>((resolve) => (this.#filled = resolve));
    return Promise.race([enough, scheduler.wait(batchMs)]);
  }

  /** The numbers of one request are of one presale, so fans of each presale have a range of their own. */
  async #giveTo(joins: Join[]): Promise<Outcome<Place>[]> {
    const presales = new Set(joins.map(({ presale }) => presale));
    const answers = new Map<Join, Outcome<Place>>();
    for (const presale of presales) {
      const together = joins.filter((join) => join.presale === presale);
      const given = await this.#giveRange(together, presale);
      for (const [index, join] of together.entries())
        answers.set(join, given[index] ?? refuse("unavailable"));
    }
    return joins.map((join) => answers.get(join) ?? refuse("unavailable"));
  }

  async #giveRange(joins: Join[], presale: string | null): Promise<Outcome<Place>[]> {
    try {
      const sql = this.#sql;
      const turn = sql.exec<{ turn: number }>("SELECT turn FROM turn").one().turn + 1;
      const intake = this.#name();
      const { length } = joins;
      const taken = await this.#schedule().takePlaces({ intake, turn, count: length, presale });
      if (!taken.ok) return joins.map(() => taken);
      const { first, count } = taken.value;
      const takenAt = Date.now();
      const placed = joins.slice(0, count);
      const rows = placed.map(({ accountId, device }, index) => [
        accountId,
        first + index,
        device,
        presale,
      ]);
      this.ctx.storage.transactionSync(() => {
        sql.exec("UPDATE turn SET turn = ?", turn);
        // One statement for a whole rush, because each statement costs as much as several rows.
        sql.exec(
          `INSERT OR REPLACE INTO place
           SELECT value ->> 0, value ->> 1, ?, value ->> 2, value ->> 3 FROM json_each(?)`,
          takenAt,
          JSON.stringify(rows),
        );
      });
      await this.ctx.storage.sync();
      const places = placed.map((_, index) =>
        done({ number: first + index, takenAt, presale, isNew: true }),
      );
      // A range from before a crash may be shorter than the current need.
      const rest = joins.slice(count);
      return rest.length === 0 ? places : [...places, ...(await this.#giveRange(rest, presale))];
    } catch (error) {
      report(error);
      return joins.map(() => refuse("unavailable"));
    }
  }

  #name(): string {
    const { name } = this.ctx.id;
    if (name === undefined)
      throw new Error("an intake goes by its schedule's id and its own number");
    return name;
  }

  #schedule() {
    return this.env.SCHEDULE.getByName(this.#name().split(":")[0] ?? "");
  }

  #placesOf(joins: readonly { accountId: string }[]): Map<string, Kept> {
    if (!this.#areRowsThere) return new Map();
    const found = this.#sql.exec<{ account_id: string } & Row>(
      `SELECT account_id, number, taken_at, device, presale
       FROM json_each(?) JOIN place ON account_id = value`,
      JSON.stringify(joins.map(({ accountId }) => accountId)),
    );
    return new Map([...found].map((row) => [row.account_id, keptIn(row)]));
  }
}

type Row = { number: number; taken_at: number; device: string; presale: string | null };
type Kept = ReturnType<typeof keptIn>;

const keptIn = ({ number, taken_at, device, presale }: Row) => ({
  number,
  takenAt: taken_at,
  device,
  presale,
});
