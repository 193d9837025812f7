import { DurableObject } from "cloudflare:workers";
import type { Hold } from "../contract/holds.ts";
import { type Outcome, done, refuse } from "../contract/problems.ts";
import type { Board } from "../contract/queue.ts";
import type { Remaining } from "../contract/seats.ts";
import { run } from "../core/machine.ts";
import type { Command, Event } from "../core/messages.ts";
import { nextWake, unsettled } from "../core/wake.ts";
import { askSettlement, readSetup } from "./books.ts";
import type { ObjectEnv } from "./env.ts";
import { FeedList } from "./feed-list.ts";
import { GroupCommit } from "./group-commit.ts";
import { type Sale, type Setup, saleOf, termsOf } from "./sale.ts";
import { ScheduleRows } from "./schedule-rows.ts";
import { type Moment, SeatFrames } from "./seat-frames.ts";
import {
  type Payable,
  nextPollMs,
  payableOf,
  viewBoard,
  viewHold,
  viewRemaining,
} from "./schedule-view.ts";

type OfHold = { holdId: string; accountId: string };
export type SeatsFrame = Moment & { bytes: ArrayBuffer };
export type Choice = { seats: number[] } | { zoneId: string; count: number; together: boolean };
export type Entry =
  | { state: "admitted"; until: number }
  | { state: "waiting"; ahead: number; nextPollMs: number };

/** Alarms closer together than this tell the world nothing that it could see. */
const alarmSpacingMs = 50;
const pruneEveryMs = 60_000;
/** As many requests as an object may have open at once. */
const settleAtOnce = 6;

/**
 * One concert schedule: the only writer of its queue and its seats.
 * What may happen is decided in core/. Here is only what core/ may not know: the clock, the rows, the books, the alarm.
 */
export class Schedule extends DurableObject<ObjectEnv> {
  readonly #rows: ScheduleRows;
  readonly #commit: GroupCommit<Command, Event>;
  #sale: Sale | null = null;
  #opening: Promise<Outcome<Sale>> | null = null;
  #epoch = 0;
  #wakeAt: number | null = null;
  #prunedAt = 0;
  readonly #frames = new SeatFrames();
  readonly #feeds: FeedList;

  constructor(ctx: DurableObjectState, env: ObjectEnv) {
    super(ctx, env);
    this.#rows = new ScheduleRows(ctx.storage);
    this.#feeds = new FeedList({
      head: () => ({ epoch: this.#epoch, seq: this.#known().state.seq }),
      frameSince: (from) => this.#frames.since(this.#known(), this.#epoch, from),
      push: (feed, frame) => env.FEED.getByName(feed).push(frame),
    });
    this.#reload();
    this.#commit = new GroupCommit<Command, Event>({
      run: (command) => run(this.#known().state, command, Date.now()),
      write: (events) => this.#write(events),
      confirmed: () => ctx.storage.sync(),
      reload: () => this.#reload(),
    });
  }

  async enter(who: { accountId: string; number: number }): Promise<Outcome<Entry>> {
    return this.#after({ type: "enter", ...who }, ({ state }): Entry => {
      const shopper = state.queue.shoppers.get(who.accountId);
      if (shopper) return { state: "admitted", until: shopper.until };
      const ahead = Math.max(0, who.number - state.queue.called - 1);
      return { state: "waiting", ahead, nextPollMs: nextPollMs(ahead) };
    });
  }

  async leave(who: { accountId: string }): Promise<Outcome<null>> {
    return this.#after({ type: "leave", ...who }, () => null);
  }

  /** Gives out the next numbers, as many as an intake has fans for. */
  async takePlaces(count: number): Promise<Outcome<{ first: number }>> {
    return this.#after({ type: "takePlaces", count }, ({ state }) => ({
      first: state.queue.given - count + 1,
    }));
  }

  async board(): Promise<Outcome<Board>> {
    return this.#look((sale) => viewBoard(sale, Date.now()));
  }

  async remaining(): Promise<Outcome<Remaining>> {
    return this.#look((sale) => viewRemaining(sale, Date.now()));
  }

  async snapshot(): Promise<Outcome<SeatsFrame>> {
    return this.seatsSince(null);
  }

  /** All seats, or those that changed since a moment if that is told in fewer bytes. */
  async seatsSince(from: Moment | null): Promise<Outcome<SeatsFrame>> {
    return this.#look((sale) => {
      const bytes = this.#frames.since(sale, this.#epoch, from).buffer;
      return { bytes, epoch: this.#epoch, seq: sale.state.seq };
    });
  }

  /** As `seatsSince`, and from then on the feed is told of every change. */
  async follow(feed: string, from: Moment | null): Promise<Outcome<SeatsFrame>> {
    const frame = await this.seatsSince(from);
    if (frame.ok) this.#feeds.follow(feed);
    return frame;
  }

  async hold(asked: OfHold & { tag: string; choice: Choice }): Promise<Outcome<Hold>> {
    const { holdId, accountId, tag, choice } = asked;
    if ("seats" in choice) {
      const { seats } = choice;
      return this.#holdAfter({ type: "hold", holdId, accountId, tag, seats });
    }
    const sale = await this.#opened();
    if (!sale.ok) return sale;
    const { zoneId, count, together } = choice;
    const zone = sale.value.prices.findIndex((price) => price?.zoneId === zoneId);
    if (zone < 0) return refuse("unknown-seat", zoneId);
    const best = { zone, count, together, chance: Math.random() };
    return this.#holdAfter({ type: "holdBest", holdId, accountId, tag, best });
  }

  async holdsOf(accountId: string): Promise<Outcome<Hold[]>> {
    return this.#look((sale) => {
      const now = Date.now();
      const hold = sale.state.holds.get(sale.state.holdOf.get(accountId) ?? "");
      return hold && hold.expiresAt > now ? [viewHold(sale, hold, now)] : [];
    });
  }

  async release(asked: OfHold): Promise<Outcome<null>> {
    return this.#after({ type: "release", ...asked }, () => null);
  }

  async extend(asked: OfHold): Promise<Outcome<Hold>> {
    return this.#holdAfter({ type: "extend", ...asked });
  }

  async pay(asked: OfHold & { orderId: string }): Promise<Outcome<Payable>> {
    return this.#after({ type: "pay", ...asked }, (sale) => payableOf(sale, holdIn(sale, asked)));
  }

  /** The books have said no for certain: the fan may choose another way to pay while time is left. */
  async payRefused(asked: { holdId: string; orderId: string }): Promise<Outcome<null>> {
    return this.#after({ type: "payRefused", ...asked }, () => null);
  }

  async sell(sold: OfHold & { orderId: string; seats: number[] }): Promise<Outcome<null>> {
    return this.#after({ type: "sell", ...sold }, () => null);
  }

  async free(freed: OfHold & { seats: number[] }): Promise<Outcome<null>> {
    return this.#after({ type: "free", ...freed }, () => null);
  }

  /** Reads the terms again after the organiser has changed them in the books. */
  async refresh(): Promise<Outcome<null>> {
    const opened = await this.#opened();
    if (!opened.ok) return opened;
    const read = await this.#readSetup();
    if (!read.ok) return read;
    const { sold: _, ...setup } = read.value;
    const outcome = await this.#after({ type: "setTerms", terms: termsOf(setup) }, () => null);
    if (outcome.ok) this.#rows.setMeta("setup", JSON.stringify(setup));
    return outcome;
  }

  /** May come late, twice, or after a crash: every step asks what is true now, and none trusts the one before. */
  override async alarm(): Promise<void> {
    this.#wakeAt = null;
    const sale = await this.#opened();
    if (!sale.ok) return this.#wakeUp(Date.now() + 30_000);
    await this.#after({ type: "tick" }, () => null);
    await this.#settleAll();
    this.#prune();
    this.#arm();
  }

  async #settleAll(): Promise<void> {
    const { state, scheduleId } = this.#known();
    const due = unsettled(state, Date.now());
    for (let at = 0; at < due.length; at += settleAtOnce) {
      const asked = due.slice(at, at + settleAtOnce);
      const commands = asked.map((holdId) => askSettlement(this.env, { holdId, scheduleId }));
      for (const command of await Promise.all(commands)) await this.#after(command, () => null);
    }
  }

  /** For tests and measurements, which run beside the object: its memory, to read. */
  inspect(): Readonly<Sale> {
    return this.#known();
  }

  #holdAfter(command: Extract<Command, OfHold>): Promise<Outcome<Hold>> {
    return this.#after(command, (sale) => viewHold(sale, holdIn(sale, command), Date.now()));
  }

  async #after<T>(command: Command, look: (sale: Sale) => T): Promise<Outcome<T>> {
    if (!this.#sale) {
      const opened = await this.#opened();
      if (!opened.ok) return opened;
    }
    return this.#commit.submit(command, () => look(this.#known()));
  }

  async #look<T>(look: (sale: Sale) => T): Promise<Outcome<T>> {
    const sale = await this.#opened();
    return sale.ok ? done(look(sale.value)) : sale;
  }

  #known(): Sale {
    if (!this.#sale) throw new Error("the schedule is used before it is open");
    return this.#sale;
  }

  /** The schedule as its rows have it; one that has none yet is set up from the books, sold seats and all. */
  async #opened(): Promise<Outcome<Sale>> {
    if (this.#sale) return done(this.#sale);
    this.#opening ??= this.#open().finally(() => (this.#opening = null));
    return this.#opening;
  }

  async #open(): Promise<Outcome<Sale>> {
    const read = await this.#readSetup();
    if (!read.ok) return read;
    const { sold, ...setup } = read.value;
    const at = Date.now();
    this.ctx.storage.transactionSync(() => {
      this.#rows.setMeta("setup", JSON.stringify(setup));
      this.#rows.write(sold.map((sale): Event => ({ type: "sold", at, ...sale })));
    });
    this.#reload();
    return done(this.#known());
  }

  async #readSetup() {
    const scheduleId = this.ctx.id.name;
    if (scheduleId === undefined) throw new Error("a schedule goes by its id's name");
    return readSetup(this.env, scheduleId);
  }

  #reload(): void {
    const setup = this.#rows.meta("setup");
    if (setup === null) return;
    const now = Date.now();
    const sale = saleOf(JSON.parse(setup) as Setup);
    this.#rows.load(sale.state, now);
    this.#sale = sale;
    // Numbers of changes begin anew in each life, so each life has a name of its own.
    const lastEpoch = Number(this.#rows.meta("epoch") ?? 0);
    this.#epoch = Math.max(lastEpoch + 1, Math.floor(now / 1_000)) >>> 0;
    this.#rows.setMeta("epoch", String(this.#epoch));
    this.#arm();
    this.#feeds.changed();
  }

  #write(events: Event[]): void {
    this.#rows.write(events);
    this.#arm();
    this.#feeds.changed();
  }

  /** An alarm too early costs less than moving it: it is only ever brought forward. */
  #arm(): void {
    const now = Date.now();
    const wakeAt = nextWake(this.#known().state, now);
    if (wakeAt === null) return;
    if (this.#wakeAt === null || wakeAt < this.#wakeAt)
      this.#wakeUp(Math.max(wakeAt, now + alarmSpacingMs));
  }

  #wakeUp(at: number): void {
    this.#wakeAt = at;
    void this.ctx.storage.setAlarm(at);
  }

  #prune(): void {
    const now = Date.now();
    if (now - this.#prunedAt < pruneEveryMs) return;
    this.#prunedAt = now;
    this.#rows.prune(now, this.#known().state.terms.limits.callMs);
  }
}

function holdIn({ state }: Sale, { holdId }: { holdId: string }) {
  const hold = state.holds.get(holdId);
  if (!hold) throw new Error(`hold ${holdId} is gone right after it was there`);
  return hold;
}
