import { type Outcome, done, refuse } from "../contract/problems.ts";
import { run } from "../core/machine.ts";
import type { Command, Event } from "../core/messages.ts";
import { apply } from "../core/apply.ts";
import { remember } from "../core/seats/apply-holds.ts";
import { isSelling } from "../core/waitlist/returns.ts";
import { nextWake, overdue } from "../core/wake.ts";
import { AlarmClock } from "./alarm-clock.ts";
import { type Late, madeOf, unknownHolds } from "./late-commands.ts";
import { readSetup } from "./books.ts";
import type { Companion } from "./cockpit/companion.ts";
import type { ObjectEnv } from "./env.ts";
import { GroupCommit } from "./group-commit.ts";
import {
  type Fitting,
  type Sale,
  type Setup,
  fittingOf,
  isPast,
  saleOf,
  takeChanges,
  termsOf,
  zonesOf,
} from "./sale.ts";
import { knownBlock } from "./stock/stock-facts.ts";
import { sampleEveryMs } from "./samples.ts";
import { keepDrawOnly, keptDraw } from "./rows/draw-proof.ts";
import { ScheduleRows } from "./rows/schedule-rows.ts";
import { viewCensus } from "./schedule-view.ts";
import { changesSeats } from "./staff-seats.ts";

const pruneEveryMs = 60_000;
/** A later alarm means that the object was away; fans then get this much extra time to find their way back. */
const awayMsMin = 5_000;
const recoveryMs = 30_000;

/** A sale in memory over its rows: it opens the sale, runs commands on it in groups, and keeps the alarm set. */
export class LiveSale {
  readonly #ctx: DurableObjectState;
  readonly #env: ObjectEnv;
  readonly #rows: ScheduleRows;
  readonly #commit: GroupCommit<Command | Late, Event>;
  readonly #companion: Companion;
  readonly clock: AlarmClock;
  #sale: Sale | null = null;
  #opening: Promise<Outcome<Sale>> | null = null;
  #epoch = 0;
  #prunedAt = 0;
  /** True if something has changed that the organizer's curves do not show yet. */
  #isUnsampled = false;
  /** When the object may next ask the books about returned seats: at once, or later if they gave no answer. */
  askWaitlistAt = 0;
  /** Grows whenever a fan lines up for such seats. */
  awaits = 0;
  /** Grows with all that staff see of seats. */
  seatChanges = 0;

  constructor(ctx: DurableObjectState, env: ObjectEnv, companion: Companion) {
    this.#ctx = ctx;
    this.#env = env;
    this.#companion = companion;
    this.#rows = new ScheduleRows(ctx.storage);
    if (this.#rows.areThere) this.#rows.migrate();
    this.clock = new AlarmClock(ctx.storage);
    this.#reload();
    this.#commit = new GroupCommit<Command | Late, Event>({
      run: (command) => run(this.known().state, madeOf(command), Date.now()),
      write: (events) => this.#write(events),
      prepare: (commands) => this.#recall(commands),
      isOneEventsFault: (error) => String(error).includes("SQLITE_CONSTRAINT"),
      confirmed: () => ctx.storage.sync(),
      reload: () => this.#reload(),
    });
  }

  /** Memory forgets the older ends of holds, the rows do not: those that a command asks about are loaded before it. */
  #recall(commands: readonly (Command | Late)[]): void {
    if (!this.#rows.areThere) return;
    const { state } = this.known();
    const unknown = unknownHolds(state, commands);
    if (unknown.length === 0) return;
    for (const end of this.#rows.endsOf(unknown)) remember(state, end);
  }

  /** Names this life of the object, because change numbers start over in each life. */
  get epoch(): number {
    return this.#epoch;
  }

  /** The rows; null for a sale without any. */
  get rows(): ScheduleRows | null {
    return this.#rows.areThere ? this.#rows : null;
  }

  /** The sale if it is open in memory. */
  get current(): Sale | null {
    return this.#sale;
  }

  /** Runs a command; `look` reads the answer off the sale right after it. */
  async after<T>(command: Command, look: (sale: Sale) => T): Promise<Outcome<T>> {
    if (!this.#sale) {
      const opened = await this.opened();
      if (!opened.ok) return opened;
    }
    return this.#commit.submit(command, () => look(this.known()));
  }

  /** The same for commands that came together: each has its own answer. */
  async afterAll<C extends Command, T>(
    commands: readonly C[],
    look: (sale: Sale, command: C) => T,
  ): Promise<Outcome<T>[]> {
    if (!this.#sale) {
      const opened = await this.opened();
      if (!opened.ok) return commands.map(() => opened);
    }
    return this.#commit.submitAll(commands, (command) => look(this.known(), command as C));
  }

  async look<T>(look: (sale: Sale) => T): Promise<Outcome<T>> {
    const sale = await this.opened();
    return sale.ok ? done(look(sale.value)) : sale;
  }

  /** The sale, once it is open in memory. */
  known(): Sale {
    if (!this.#sale) throw new Error("the schedule is used before it is open");
    return this.#sale;
  }

  /** The schedule from its rows; if it has none yet, it is set up from the books, sold seats included. */
  async opened(): Promise<Outcome<Sale>> {
    if (this.#sale) return done(this.#sale);
    this.#opening ??= this.#open().finally(() => (this.#opening = null));
    return this.#opening;
  }

  async #open(): Promise<Outcome<Sale>> {
    const read = await this.#readSetup();
    if (!read.ok) return read;
    const { sold, awaited, stock, ...setup } = read.value;
    const at = Date.now();
    const sales = sold.map((sale): Event => ({ type: "sold", at, ...sale }));
    if (isPast(setup, at)) return done(this.#visit(saleOf(setup), sales, at));
    const zones = zonesOf(saleOf(setup), awaited);
    this.#ctx.storage.transactionSync(() => {
      this.#rows.migrate();
      this.#rows.setMeta("setup", JSON.stringify(setup));
      this.#rows.write(sales);
      this.#rows.stock.restore(stock.map(knownBlock));
      if (zones.length > 0) this.#rows.write([{ type: "awaited", zones }]);
    });
    this.#reload();
    return done(this.known());
  }

  /** Long after its show a sale is looked at without rows of its own. */
  #visit(sale: Sale, sales: readonly Event[], now: number): Sale {
    for (const event of sales) apply(sale.state, event);
    sale.state.queue.draw = keptDraw(this.#ctx.storage);
    this.#sale = sale;
    this.#epoch = Math.floor(now / 1_000) >>> 0;
    this.#companion.changed();
    return sale;
  }

  /**
   * Takes new terms from the books if the organizer has changed them. A sale that is not open takes them when it opens.
   * A newer reading may overtake this one on its way, so the machine compares the revisions.
   */
  async refresh(revision = Infinity): Promise<Outcome<null>> {
    if (!this.#sale && !this.#opening) return done(null);
    const opened = await this.opened();
    if (!opened.ok) return opened;
    if (opened.value.state.terms.revision >= revision) return done(null);
    const read = await this.#readSetup();
    if (!read.ok) return read;
    const { sold: _sold, stock: _stock, awaited, ...setup } = read.value;
    let fitting: Fitting = { setup, unfit: null };
    let zones: number[] = [];
    // Another refresh may have moved the sale by the time of this one's turn.
    const setTerms: Late = () => {
      fitting = fittingOf(this.known(), setup);
      const { layout } = fitting;
      return { type: "setTerms", terms: termsOf(setup), ...(layout && { layout }) };
    };
    const take = () => {
      if (this.known().state.terms.revision !== setup.revision) return null;
      takeChanges(this.known(), fitting);
      if (!fitting.layout) return null;
      // The changes of another plan's seats mean nothing for this one, and a fan may wait for seats of a new zone.
      this.#beginEpoch();
      zones = zonesOf(this.known(), awaited);
      return null;
    };
    const awaitAgain: Late = () => ({ type: "await", zones });
    const [taken] = await this.#commit.submitAll([setTerms, awaitAgain], (command) =>
      command === setTerms ? take() : null,
    );
    return taken ?? refuse("internal-error");
  }

  /** Empties the object, except for its draw. A later request reads the books again. */
  async retire(): Promise<Outcome<null>> {
    if (this.#sale && !isPast(this.#sale, Date.now()))
      return refuse("conflict", "the show is not long over");
    const { storage } = this.#ctx;
    const draw = this.#sale ? this.#sale.state.queue.draw : keptDraw(storage);
    if (draw === null) await storage.deleteAll();
    else {
      keepDrawOnly(storage, draw);
      await storage.deleteAlarm();
      await storage.sync();
    }
    this.#rows.forget();
    this.clock.rung();
    this.#sale = null;
    return done(null);
  }

  async #readSetup() {
    const scheduleId = this.#ctx.id.name;
    if (scheduleId === undefined) throw new Error("a schedule goes by its id's name");
    return readSetup(this.#env, scheduleId);
  }

  #reload(): void {
    const setup = this.#rows.areThere ? this.#rows.meta("setup") : null;
    if (setup === null) return;
    const now = Date.now();
    const sale = saleOf(JSON.parse(setup) as Setup);
    this.#rows.load(sale.state, now);
    sale.quoted = this.#rows.quotes.load();
    this.#sale = sale;
    this.#companion.loaded(this.#rows, now);
    this.#recover(sale, now);
    this.#beginEpoch();
    this.arm();
    this.#companion.changed();
  }

  #beginEpoch(): void {
    if (!this.#rows.areThere) return;
    const last = Math.max(this.#epoch, Number(this.#rows.meta("epoch") ?? 0));
    this.#epoch = Math.max(last + 1, Math.floor(Date.now() / 1_000)) >>> 0;
    this.#rows.setMeta("epoch", String(this.#epoch));
  }

  /** An alarm rings within moments. If one is long overdue, the object was away, and the fans get that time back. */
  #recover({ state }: Sale, now: number): void {
    const awayMs = overdue(state, now);
    if (awayMs < awayMsMin) return;
    const recovered = run(state, { type: "recover", ms: awayMs + recoveryMs }, now);
    if (recovered.ok) this.#rows.write(recovered.value);
  }

  #write(events: Event[]): void {
    if (!this.#rows.areThere) return;
    const isTermsSet = events.some(({ type }) => type === "termsSet");
    const { quoted, setup } = this.known();
    this.#rows.write(events, isTermsSet ? { setup: JSON.stringify(setup), quoted } : null);
    this.#companion.wrote(events, Date.now());
    if (events.some(changesSeats)) this.seatChanges++;
    this.#isUnsampled = true;
    this.arm();
    this.#companion.changed();
  }

  arm(): void {
    if (!this.#rows.areThere) return;
    const now = Date.now();
    const { state } = this.known();
    this.clock.set(nextWake(state, now), now);
    if (state.kept.size > 0 && isSelling(state, now))
      this.clock.set(Math.max(now, this.askWaitlistAt), now);
    const { tellAt } = this.#rows.stock;
    if (tellAt !== null) this.clock.set(Math.max(now, tellAt), now);
    if (this.#isUnsampled) this.clock.set(now + sampleEveryMs, now);
  }

  /** Takes a sample for the organizer now and then, and deletes rows that nobody needs any more. */
  tidyUp(): void {
    if (!this.#rows.areThere) return;
    const now = Date.now();
    const sale = this.known();
    if (this.#isUnsampled && this.#rows.samples.isDue(now)) {
      this.#rows.samples.add(viewCensus(sale, now));
      this.#companion.sampled(this.#rows, sale, now);
      this.#isUnsampled = false;
    }
    const { holds, queue, terms } = sale.state;
    if (now - this.#prunedAt < pruneEveryMs || queue.frozenAt !== null) return;
    this.#prunedAt = now;
    for (const holdId of sale.quoted.keys()) if (!holds.has(holdId)) sale.quoted.delete(holdId);
    this.#rows.prune(now, terms.limits);
  }
}
