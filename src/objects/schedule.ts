import type { Hold } from "../contract/sale/holds.ts";
import { type Outcome, done, refuse } from "../contract/problems.ts";
import type { Board, Draw } from "../contract/sale/queue.ts";
import type { Remaining } from "../contract/plan/seats.ts";
import type { Command } from "../core/messages.ts";
import { presaleOf } from "../core/queue/presales.ts";
import { unsettled } from "../core/wake.ts";
import { Attempts } from "./limiter/attempts.ts";
import { entryOf, holdCommand, holdIn } from "./asked.ts";
import { Stocked } from "./stock/stocked.ts";
import { LiveSale } from "./live-sale.ts";
import type { ObjectEnv } from "./env.ts";
import { FeedList } from "./live-map/feed-list.ts";
import { handReturns, mayWait } from "./returns.ts";
import { type Sale, zonesOf } from "./sale.ts";
import {
  type Payable,
  payableOf,
  viewBoard,
  viewHold,
  viewHoldsOf,
  viewRemaining,
} from "./schedule-view.ts";
import { SeatFrames } from "./live-map/seat-frames.ts";
import type { Moment } from "../contract/live/live-socket.ts";
import type {
  AskedHold,
  Entry,
  Released,
  ScheduleCalls,
  AskedPayment,
  OfHold,
  RefusedPayment,
  SeatsFrame,
  Waiter,
  WaitlistRequest,
} from "./schedule-calls.ts";
import { sendSoon } from "./message-sender.ts";
import { settleHolds } from "./settling.ts";
import { StaffSeatViews, viewSeatForStaff } from "./staff-seats.ts";

/** The delay before the next try after the books gave no answer. */
const reopenMs = 30_000;

/**
 * One concert schedule: the only writer of its queue and its seats.
 * core/ makes the decisions. This file adds only the things that core/ may not know: the clock, the rows, the books,
 * the alarm.
 */
export class Schedule extends Stocked implements ScheduleCalls {
  readonly #live: LiveSale;
  readonly #frames = new SeatFrames();
  readonly #attempts = new Attempts();
  readonly #staffSeats = new StaffSeatViews();
  readonly #feeds: FeedList;

  constructor(ctx: DurableObjectState, env: ObjectEnv) {
    super(ctx, env);
    this.#feeds = new FeedList({
      head: () => ({ epoch: this.#live.epoch, seq: this.#live.known().state.seq }),
      frameSince: (from) => this.#frames.since(this.#live.known(), this.#live.epoch, from),
      push: (feed, frame) => env.FEED.getByName(feed).push(frame),
    });
    this.#live = new LiveSale(ctx, env, this.gauges);
  }

  protected get live(): LiveSale {
    return this.#live;
  }

  protected changed(): void {
    this.#feeds.changed();
  }

  /** Admits a called fan; for all others it only looks. */
  async enter(who: Waiter & { moreTime: boolean }): Promise<Outcome<Entry>> {
    const outcome = await this.#live.after({ type: "enter", ...who }, (sale) => entryOf(sale, who));
    return outcome.ok ? outcome.value : outcome;
  }

  /** Returns a fan's position, and admits nobody. A fan who came for another presale before waits for this one now. */
  async standing(who: Waiter): Promise<Outcome<Entry>> {
    const { number, presale } = who;
    const known = await this.#live.look(({ state }) => presaleOf(state.queue, number));
    if (!known.ok) return known;
    const isNew = presale !== null && presale !== known.value;
    const look = (sale: Sale) => entryOf(sale, who);
    const outcome = isNew
      ? await this.#live.after({ type: "changePresale", number, presale }, look)
      : await this.#live.look(look);
    return outcome.ok ? outcome.value : outcome;
  }

  /** Out of the shop, and out of the line: the number is passed over. */
  async leave(who: { accountId: string; number: number | null }): Promise<Outcome<null>> {
    return this.#live.after({ type: "leave", ...who }, () => null);
  }

  /** Gives an intake its next numbers: the same ones for as long as it repeats the turn. */
  async takePlaces(asked: {
    intake: string;
    turn: number;
    count: number;
    presale: string | null;
  }): Promise<Outcome<{ first: number; count: number }>> {
    return this.#live.after({ type: "takePlaces", ...asked }, ({ state }) => {
      const range = state.queue.intakes.get(asked.intake);
      if (!range) throw new Error("an intake was given nothing");
      return { first: range.first, count: range.count };
    });
  }

  /** Everything needed to check the lottery. The seed appears only once it can no longer be used. */
  async draw(): Promise<Outcome<Omit<Draw, "commitment"> & { secret: string }>> {
    return this.#live.look(({ state }) => {
      const { order, seed } = state.terms;
      const { draw } = state.queue;
      const drawn = { after: draw?.after ?? null, count: draw?.count ?? null };
      const aside = [...(draw?.aside ?? [])];
      const isLottery = order === "lottery";
      return { order, seed: draw && isLottery ? seed : null, ...drawn, aside, secret: seed };
    });
  }

  /** Gives every fan with a hold more time. */
  async extendAll(byMs: number): Promise<Outcome<null>> {
    return this.#live.after({ type: "extendAll", ms: byMs }, () => null);
  }

  async board(): Promise<Outcome<Board>> {
    return this.#live.look((sale) => viewBoard(sale, Date.now()));
  }

  async remaining(): Promise<Outcome<Remaining>> {
    return this.#live.look((sale) => viewRemaining(sale, Date.now()));
  }

  async snapshot(): Promise<Outcome<SeatsFrame>> {
    return this.seatsSince(null);
  }

  /** All seats, or the changes since a position if those take fewer bytes. */
  async seatsSince(from: Moment | null): Promise<Outcome<SeatsFrame>> {
    return this.#live.look((sale) => {
      const { epoch } = this.#live;
      const bytes = this.#frames.since(sale, epoch, from).buffer;
      return { bytes, epoch, seq: sale.state.seq };
    });
  }

  /** As `seatsSince`; from then on the feed gets every change. */
  async follow(feed: string, from: Moment | null): Promise<Outcome<SeatsFrame>> {
    const frame = await this.seatsSince(from);
    if (frame.ok) this.#feeds.follow(feed);
    return frame;
  }

  async seatsForStaff(known: string | null) {
    return this.#live.look((sale) => {
      const { epoch, seatChanges } = this.#live;
      return this.#staffSeats.of(sale, `${epoch}-${seatChanges}`, known);
    });
  }

  async seatForStaff(seat: number) {
    return this.#live.look((sale) => viewSeatForStaff(sale, seat));
  }

  async hold(asked: AskedHold): Promise<Outcome<Hold>> {
    const [held = refuse("unavailable")] = await this.#holdEach([asked], (hold) => hold);
    return held;
  }

  /** The holds of fans who come in one call. Each answer is JSON, which goes through to the fan as it is. */
  async holdAll(asked: readonly AskedHold[]): Promise<Outcome<string>[]> {
    return this.#holdEach(asked, (hold) => JSON.stringify(hold));
  }

  async holdsOf(accountId: string): Promise<Outcome<Hold[]>> {
    return this.#live.look((sale) => viewHoldsOf(sale, accountId, Date.now()));
  }

  async release(asked: OfHold & { isUnpaid?: boolean }): Promise<Outcome<Released>> {
    const { holdId } = asked;
    const isThere = ({ state }: Sale) => state.holds.has(holdId);
    const released = await this.#live.after({ type: "release", ...asked }, isThere);
    if (!released.ok) return released;
    if (!released.value) return done("free");
    await settleHolds(this.env, this.#live, [holdId]);
    const { state } = this.#live.known();
    if (state.holds.has(holdId)) return done("asked");
    return state.ended.get(holdId) === "sold" ? refuse("already-paid") : done("free");
  }

  async extend(asked: OfHold): Promise<Outcome<Hold>> {
    return this.#holdAfter({ type: "extend", ...asked });
  }

  async pay({ method, rate, ...asked }: AskedPayment): Promise<Outcome<Payable>> {
    const tooOften = this.#attempts.pay({ ...asked, ...(rate === undefined ? {} : { rate }) });
    if (tooOften) return tooOften;
    return this.gauges.paying(asked.orderId, method, () =>
      this.#live.after({ type: "pay", ...asked }, (sale) => payableOf(sale, holdIn(sale, asked))),
    );
  }

  /** The books have refused for certain, so the fan may choose another way to pay while time is left. */
  async payRefused({ cause, ...asked }: RefusedPayment): Promise<Outcome<null>> {
    return this.gauges.refusing(asked.holdId, cause, () =>
      this.#live.after({ type: "payRefused", ...asked }, () => null),
    );
  }

  async sell(sold: OfHold & { orderId: string; seats: number[] }): Promise<Outcome<null>> {
    return this.#live.after({ type: "sell", ...sold }, () => null);
  }

  async free(freed: OfHold & { seats: number[] }): Promise<Outcome<null>> {
    return this.#live.after({ type: "free", ...freed }, () => null);
  }

  /** True if the fan may join the waitlist: only where no seats are available. */
  async mayWait(request: WaitlistRequest): Promise<Outcome<null>> {
    const outcome = await this.#live.look((sale) => mayWait(sale, request));
    return outcome.ok ? outcome.value : outcome;
  }

  /** Takes the waitlist from the books: from now on, seats that come back in these zones are kept for it. */
  async await(wanted: { any: boolean; zoneIds: string[] }): Promise<Outcome<null>> {
    const sale = await this.#live.opened();
    if (!sale.ok) return sale;
    this.#live.awaits++;
    const zones = zonesOf(sale.value, wanted);
    return this.#live.after({ type: "await", zones }, () => null);
  }

  /** The terms have changed in the books; at this revision at least, if it is known. */
  async refresh(revision?: number): Promise<Outcome<null>> {
    return this.#live.refresh(revision);
  }

  async retire(): Promise<Outcome<null>> {
    return this.#live.retire();
  }

  /** May ring late, twice, or after a crash, so every step checks the current state and trusts no earlier step. */
  override async alarm(): Promise<void> {
    const live = this.#live;
    live.clock.rung();
    const sale = await live.opened();
    if (!sale.ok) return live.clock.set(Date.now() + reopenMs, Date.now());
    await live.after({ type: "tick" }, () => null);
    await settleHolds(this.env, live, unsettled(live.known().state, Date.now()));
    if (await handReturns(this.env, live)) sendSoon(this.ctx, live.known().scheduleId);
    if (live.rows?.stock.tellAt != null) await this.stockOutbox.tell();
    live.tidyUp();
    live.arm();
  }

  /** The object's memory, for tests and measurements beside it. */
  inspect(): Readonly<Sale> {
    return this.#live.known();
  }

  async #holdEach<T>(asked: readonly AskedHold[], tell: (hold: Hold) => T): Promise<Outcome<T>[]> {
    const opened = await this.#live.opened();
    if (!opened.ok) return asked.map(() => opened);
    const wanted = asked.map((each) => {
      return this.#attempts.hold(each) ?? holdCommand(opened.value, each);
    });
    const commands = wanted.flatMap((each) => (each.ok ? [each.value] : []));
    const held = await this.#live.afterAll(commands, (sale, command) =>
      tell(viewHold(sale, holdIn(sale, command), Date.now())),
    );
    let at = 0;
    const answers = wanted.map((each) => (each.ok ? (held[at++] ?? refuse("unavailable")) : each));
    for (const [index, answer] of answers.entries()) {
      if (answer.ok) continue;
      this.gauges.holdRefused(answer.code);
      this.#attempts.refused(asked[index]!, answer.code);
    }
    return answers;
  }

  #holdAfter(command: Extract<Command, OfHold>): Promise<Outcome<Hold>> {
    return this.#live.after(command, (sale) => viewHold(sale, holdIn(sale, command), Date.now()));
  }
}
