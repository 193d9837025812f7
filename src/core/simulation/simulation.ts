import type { Outcome } from "../../contract/problems.ts";
import { violations } from "../invariants.ts";
import type { Command, Event } from "../messages.ts";
import { waitingOf } from "../queue/calls.ts";
import { SimulatedGuards } from "./simulated-guards.ts";
import { SimulatedPatience, impatient } from "./simulated-patience.ts";
import { SimulatedPresales } from "./simulated-presales.ts";
import { SimulatedNumbers } from "./simulated-numbers.ts";
import { SimulatedStock, codeOf } from "./simulated-stock.ts";
import { counterChannel } from "../stock/block.ts";
import { SimulatedPromises } from "./simulated-promises.ts";
import { SimulatedLine } from "./simulated-waitlist.ts";
import { type ScheduleState, clockOf, emptySchedule, fingerprint } from "../state.ts";
import {
  type SaleKind,
  type Step,
  plainSale,
  layoutWith,
  replanned,
  simulationLimits,
  simulationTerms,
  uuid,
} from "./simulated-sale.ts";
import { hasTimeLeft, unsettled } from "../wake.ts";

/*
 * Fans around one schedule, books that decide by their settlement key, and messages that are late, lost or doubled. It keeps its own record of the promises, and reports each promise that the machine breaks.
 */
export type Machine = (state: ScheduleState, command: Command, now: number) => Outcome<Event[]>;

type Purchase = { holdId: string; orderId: string; accountId: string; seats: readonly number[] };

export class SaleSimulation {
  readonly state: ScheduleState;
  readonly broken: string[] = [];
  now = 1_000;
  readonly #machine: Machine;
  /** The books: the first settlement of each hold, by an order or by none; and the live seats. */
  readonly #settled = new Map<string, Purchase | null>();
  readonly #live = new Map<number, string>();
  /** The rest of a sale after a refund; the Worker reports it before the refund itself. */
  readonly #kept = new Map<Command, Command>();
  readonly #asked: Purchase[] = [];
  readonly #letters: Command[] = [];
  readonly #numbers = new SimulatedNumbers();
  readonly #presales = new SimulatedPresales();
  readonly #promises = new SimulatedPromises();
  readonly #line = new SimulatedLine();
  readonly #stock = new SimulatedStock();
  readonly #guards = new SimulatedGuards();
  readonly #patience = new SimulatedPatience();
  #orders = 0;
  #turns = 0;

  constructor(machine: Machine, saleKind: SaleKind = plainSale) {
    this.#machine = machine;
    this.state = emptySchedule(impatient(simulationTerms(saleKind)), layoutWith(3));
  }

  play(step: Step): void {
    switch (step.do) {
      case "hold":
        return this.#hold(step, codeOf(step));
      case "counter":
        this.#promises.hold(account(step.fan), simulationLimits.holdMs);
        return this.#hold(step, [counterChannel]);
      case "block":
      case "putIn":
      case "takeOut":
      case "releaseBlock":
        return void this.#send(this.#stock.command(step, this.state, this.now));
      case "best": {
        const { zone, count, chance } = step;
        const best = { zone, count, together: true, chance };
        return void this.#send({ type: "holdBest", ...this.#ids(step), tag: "t", best });
      }
      case "release":
        // The Worker has asked the books about an open payment, or has not.
        this.#send({ type: "release", isUnpaid: this.now % 2 === 0, ...this.#current(step) });
        return;
      case "extend":
        return void this.#send({ type: "extend", ...this.#current(step) });
      case "pay":
        return this.#pay(this.#current(step), step.key);
      case "booksAnswer":
        return this.#purchase(step.at, step.isRich);
      case "deliver": {
        const letter = this.#letters[step.at % Math.max(1, this.#letters.length)];
        if (!letter) return;
        if (!step.isTwice) this.#letters.splice(this.#letters.indexOf(letter), 1);
        this.#deliver(letter);
        return;
      }
      case "lose":
        // If the message of a sale is lost, the alarm finds the sale in the books; only a refund's message is never
        // lost.
        if (this.#letters[step.at]?.type !== "free") this.#letters.splice(step.at, 1);
        return;
      case "refund":
        return this.#refund(step.at);
      case "join":
        return this.#join(step.fan);
      case "enter": {
        const accountId = account(step.fan);
        const number = this.#numbers.of(accountId);
        if (number !== null) this.#enter({ accountId, number, moreTime: step.moreTime });
        return;
      }
      case "leave":
        return this.#leave(account(step.fan));
      case "alarm":
        return this.#alarm(step.isBooksUp);
      case "pause":
      case "resume": {
        const sale = step.do === "pause" ? "paused" : "open";
        this.#send({ type: "setTerms", terms: { ...this.state.terms, sale } });
        return;
      }
      case "replan":
        return void this.#send(replanned(this.state, step.standing));
      case "recover":
      case "extendAll":
        return void this.#send({ type: step.do, ms: 50 });
      case "lineUp":
      case "giveUp":
        this.#line[step.do](account(step.fan));
        if (step.do === "lineUp") this.#send(this.#line.await(account(step.fan)));
        return;
      case "wait":
        this.now += step.ms;
        return;
    }
  }

  /** Lets everything come to rest, then checks that every paid ticket exists and nothing is stuck. */
  settle(): void {
    this.play({ do: "resume" });
    for (let at = this.#letters.length; at > 0; at--)
      this.play({ do: "deliver", at, isTwice: false });
    this.#line.clear();
    let calledBefore = 0;
    for (let round = 0; round < 4; round++) {
      calledBefore = this.state.queue.called;
      this.now += 1_000;
      this.#alarm(true);
      this.#letters.splice(0).forEach((letter) => this.#deliver(letter));
    }
    if (this.state.kept.size > 0) this.broken.push("[L3] a seat that came back went to nobody");
    if (this.state.holds.size > 0) this.broken.push("[L1] a hold never ended");
    const { called, shoppers } = this.state.queue;
    const isRoom = this.state.counts[0]! + this.state.counts[4]! > shoppers.size;
    if (waitingOf(this.state.queue) > 0 && called === calledBefore && isRoom && shoppers.size < 3)
      this.broken.push("[L2] the queue stands still while there is room");
    for (const [seat, holdId] of this.#live)
      if (this.state.owner[seat] !== fingerprint(holdId))
        this.broken.push(`[I11] seat ${seat} was paid for and is not taken`);
    for (let seat = 0; seat < this.state.layout.seatCount; seat++)
      if (this.state.owner[seat]! > 0 && !this.#live.has(seat))
        this.broken.push(`[I11] seat ${seat} is taken and nobody paid for it`);
  }

  /** Every third intake dies before it can use its range, and requests it again. */
  #join(fan: number): void {
    const presale = this.#presales.lineUp(account(fan), this.state, this.now);
    const place = { intake: "0", turn: ++this.#turns, count: 1, presale };
    const ask = { type: "takePlaces", ...place } as const;
    const before = this.state.queue.given;
    for (let tries = this.#turns % 3 === 0 ? 2 : 1; tries > 0; tries--) this.#send(ask);
    const range = this.state.queue.intakes.get("0");
    if (range?.turn !== this.#turns) return;
    if (range.first !== before + 1) this.broken.push("[I17] a number was given twice or left out");
    this.#numbers.give(account(fan), range.first);
  }

  #leave(accountId: string): void {
    const number = this.#numbers.of(accountId);
    if (this.#send({ type: "leave", accountId, number }).ok) this.#numbers.giveUp(accountId);
  }

  #enter(fan: { accountId: string; number: number; moreTime: boolean }): void {
    const presale = this.#presales.of(fan.accountId);
    const outcome = this.#send({ type: "enter", ...fan, presale });
    const isIn = outcome.ok && outcome.value.some(({ type }) => type === "entered");
    const { holdMs, moreTimeMs } = simulationLimits;
    const isInside = this.state.queue.shoppers.has(fan.accountId);
    if (isIn || (isInside && fan.moreTime && this.state.queue.frozenAt === null))
      this.#promises.hold(fan.accountId, holdMs + (fan.moreTime ? moreTimeMs : 0));
  }

  #hold(step: { fan: number; key: number; seats: number[] }, channels: string[]): void {
    this.#send({ type: "hold", ...this.#ids(step), tag: "t", seats: step.seats, channels });
  }

  #ids({ fan, key }: { fan: number; key: number }) {
    return { accountId: account(fan), holdId: uuid(1 + fan * 100 + key) };
  }

  /** The fan's hold as it stands; for some keys, one that is over or never existed. */
  #current(step: { fan: number; key: number }) {
    const ids = this.#ids(step);
    const holdId = step.key === 0 ? undefined : this.state.holdOf.get(ids.accountId);
    return { ...ids, holdId: holdId ?? ids.holdId };
  }

  /** The key decides: a long payment, or the order of the last attempt again. */
  #pay({ holdId, accountId }: { holdId: string; accountId: string }, key: number): void {
    const before = this.state.holds.get(holdId);
    const isAgain = before?.phase === "paying" || key === 2;
    const orderId = (isAgain && before?.orderId) || uuid(1_000_000 + ++this.#orders);
    const guard = key > 0 ? { guardMs: 4 * simulationLimits.payingMs } : {};
    const outcome = this.#send({ type: "pay", holdId, accountId, orderId, ...guard });
    if (!outcome.ok || !before) return;
    const clock = clockOf(this.state, this.now);
    if (before.phase === "choosing" && before.expiresAt <= clock)
      this.broken.push("[I12] a hold was paid for after its time");
    this.#promises.try(holdId);
    this.#asked.push({ holdId, orderId, accountId, seats: before.seats });
  }

  #purchase(at: number, isRich: boolean): void {
    const [purchase] = this.#asked.splice(at % Math.max(1, this.#asked.length), 1);
    if (!purchase) return;
    const { holdId, orderId, seats } = purchase;
    const isOurs = this.#settled.get(holdId)?.orderId === orderId;
    const isOpen = !this.#settled.has(holdId);
    if (isOurs) return void this.#letters.push({ type: "sell", ...purchase });
    if (!isOpen || !isRich || seats.some((seat) => this.#live.has(seat)))
      return void this.#letters.push({ type: "payRefused", holdId, orderId });
    this.#settled.set(holdId, purchase);
    for (const seat of seats) this.#live.set(seat, holdId);
    this.#letters.push({ type: "sell", ...purchase });
  }

  /** A whole order, or (by the number) one of its tickets. */
  #refund(at: number): void {
    const paid = [...this.#settled.values()].filter(
      (purchase) => purchase !== null && this.#ticketsOf(purchase).length > 0,
    );
    const purchase = paid[at % Math.max(1, paid.length)];
    if (!purchase) return;
    const { holdId, accountId } = purchase;
    const tickets = this.#ticketsOf(purchase);
    const seats = at % 2 === 1 ? tickets.slice(0, 1) : tickets;
    for (const seat of seats) this.#live.delete(seat);
    const letter: Command = { type: "free", holdId, accountId, seats };
    const kept = this.#ticketsOf(purchase);
    if (kept.length > 0) this.#kept.set(letter, { type: "sell", ...purchase, seats: kept });
    this.#letters.push(letter);
  }

  #ticketsOf({ holdId, seats }: Purchase): number[] {
    return seats.filter((seat) => this.#live.get(seat) === holdId);
  }

  #deliver(letter: Command): void {
    const kept = this.#kept.get(letter);
    if (kept) this.#send(kept);
    this.#send(letter);
  }

  #alarm(isBooksUp: boolean): void {
    this.#send({ type: "tick" });
    for (const holdId of unsettled(this.state, this.now))
      this.#send(isBooksUp ? this.#askBooks(holdId) : { type: "postpone", holdId });
    if (isBooksUp && this.state.kept.size > 0)
      this.#line.hand(this.state, this.now, (command) => this.#send(command));
  }

  #askBooks(holdId: string): Command {
    const orderId = this.state.holds.get(holdId)?.orderId ?? "";
    if (!this.#settled.has(holdId) && hasTimeLeft(this.state, holdId, this.now))
      return { type: "payRefused", holdId, orderId };
    const purchase = this.#settled.get(holdId) ?? null;
    this.#settled.set(holdId, purchase);
    const seats = purchase ? this.#ticketsOf(purchase) : [];
    const isPaid = purchase && seats.length > 0;
    return isPaid ? { type: "sell", ...purchase, seats } : { type: "void", holdId };
  }

  #send(command: Command): Outcome<Event[]> {
    const { awaited } = this.state;
    const outcome = this.#machine(this.state, command, this.now);
    this.broken.push(...this.#stock.watch(this.state, command, outcome, this.now));
    this.broken.push(...this.#presales.watch(this.state, outcome, this.now));
    if (outcome.ok) this.broken.push(...this.#line.watch(this.state, outcome.value, awaited));
    for (const event of outcome.ok ? outcome.value : []) {
      this.broken.push(...this.#promises.watch(this.state, event, this.now));
      this.broken.push(...this.#numbers.watch(this.state, event));
    }
    if (outcome.ok) {
      this.broken.push(...this.#patience.watch(outcome.value, this.now));
      this.broken.push(...this.#guards.watch(this.state, command, this.now));
    }
    this.broken.push(...violations(this.state, this.now));
    return outcome;
  }
}

const account = (fan: number): string => uuid(9_000 + fan);
