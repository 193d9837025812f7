import { DoorBook } from "../../src/contract/door/book.ts";
import { type DoorTicket, judge } from "../../src/contract/door/judging.ts";
import { resultMs, Scanner } from "../../src/contract/door/scanner.ts";
import type { Effect, ToPeer } from "../../src/contract/door/scanner-messages.ts";
import {
  type Act,
  type DoorEnding,
  type DoorFlaw,
  type DoorStory,
  eveningOf,
  ForgetfulBook,
  hourMs,
} from "./door-story.ts";
import { type Phone, phoneOf, trouble } from "./door-phones.ts";
import { DoorTruth } from "./door-truth.ts";
import { Agenda, randomFrom } from "./random.ts";

const plainTicket = { turn: 0, state: "valid", change: null, zone: "R", flags: [] } as const;

/** An evening at the doors in virtual time: copies, broken networks, wrong clocks, phones that restart and phones that die. */
export class DoorSimulation {
  readonly #random: () => number;
  readonly #agenda = new Agenda<Act>();
  readonly #devices = new Map<string, Phone>();
  readonly #tickets = new Map<number, DoorTicket>();
  readonly #server: DoorBook;
  readonly #truth = new DoorTruth();
  readonly #flaw: DoorFlaw | null;
  readonly #story: DoorStory;
  #now = 0;
  #ending = { shown: { in: 0, no: 0, person: 0 }, deaths: 0, restarts: 0 };

  constructor(story: DoorStory, flaw: DoorFlaw | null = null) {
    this.#random = randomFrom(story.seed);
    this.#flaw = flaw;
    this.#story = story;
    this.#server = flaw === "server-forgets-promises" ? new ForgetfulBook() : new DoorBook();
    for (let gate = 0; gate < story.gates; gate++) this.#openGate(`${gate}`, story.scanners);
    for (let seat = 0; seat < story.tickets; seat++) {
      const gate = `${Math.floor(this.#random() * story.gates)}`;
      this.#tickets.set(seat, { ...plainTicket, seat, gate });
      for (const { at, act } of eveningOf(seat, this.#random)) this.#agenda.add(at, act);
    }
    for (let trouble = 0; trouble < 40; trouble++)
      this.#agenda.add(this.#random() * hourMs, { do: "trouble" });
  }

  play(): DoorEnding {
    for (let step = this.#agenda.take(); step; step = this.#agenda.take()) {
      this.#now = step.at;
      this.#step(step.item);
    }
    this.#reunite();
    const { broken, lines, lostAlone } = this.#truth;
    const doubles = this.#server.doubles().length;
    return { ...this.#ending, lines, lostAlone, broken: [...broken], doubles };
  }

  #openGate(gate: string, count: number): void {
    const members = Array.from({ length: count }, (_, index) => `${gate}${"ABCDEF"[index]}`);
    const group = { epoch: 1, maker: members[0]!, members };
    for (const device of members) {
      const book = this.#flaw === "forgets-promises" ? new ForgetfulBook() : new DoorBook();
      // Some scanners of a gate do not know each other.
      const isInGroup = count > 1 && this.#random() < 0.8;
      const scanner = new Scanner({ device, gate, book });
      this.#devices.set(device, phoneOf(scanner, isInGroup ? group : null, this.#random));
      this.#agenda.add(this.#random() * 5_000, { do: "gossip", device });
      this.#agenda.add(this.#random() * 10_000, { do: "sync", device });
    }
  }

  #step(act: Act): void {
    switch (act.do) {
      case "arrive":
        return this.#arrive(act.seat);
      case "leave":
        return this.#leave(act.seat);
      case "deliver": {
        const to = this.#devices.get(act.to);
        const from = this.#devices.get(act.from);
        if (!to || !from || to.isDead || to.cell !== from.cell || to.gate !== from.gate) return;
        return this.#carryOut(to, to.scanner.heard(act.from, act.message, this.#clock(to)));
      }
      case "wait": {
        const device = this.#devices.get(act.device);
        if (!device || device.isDead || device.life !== act.life) return;
        return this.#carryOut(
          device,
          device.scanner.waited(act.number, act.ms, this.#clock(device)),
        );
      }
      case "ask-server": {
        const device = this.#devices.get(act.device);
        if (!device?.hasServer || this.#random() < 0.03) return;
        const answer = this.#server.answer(act.ask);
        if (this.#random() < 0.03) return;
        const { number } = act.ask;
        return this.#agenda.add(this.#now + this.#delay(), {
          do: "server-answer",
          device: act.device,
          number,
          answer,
        });
      }
      case "server-answer": {
        const device = this.#devices.get(act.device);
        if (!device || device.isDead) return;
        const { number, answer } = act;
        const effects = device.scanner.serverAnswered(number, answer, this.#clock(device));
        return this.#carryOut(device, effects);
      }
      case "decide": {
        const device = this.#devices.get(act.device);
        if (!device || device.isDead) return;
        const isLetIn = this.#random() < 0.5;
        const at = this.#clock(device);
        return this.#carryOut(device, device.scanner.decided(act.number, isLetIn, "steward", at));
      }
      case "gossip": {
        const device = this.#devices.get(act.device);
        if (!device || device.isDead || this.#now > hourMs) return;
        this.#carryOut(device, device.scanner.gossip());
        return this.#agenda.add(this.#now + 5_000, act);
      }
      case "sync": {
        const device = this.#devices.get(act.device);
        if (!device || device.isDead || this.#now > hourMs) return;
        if (device.hasServer) this.#sync(device);
        return this.#agenda.add(this.#now + 10_000, act);
      }
      case "trouble":
        return this.#trouble();
    }
  }

  #arrive(seat: number): void {
    const ticket = this.#tickets.get(seat)!;
    const gate = this.#random() < 0.05 ? "0" : ticket.gate;
    const device = this.#anyOf(this.#alive().filter((it) => it.gate === gate));
    if (!device) return;
    const { scanner } = device;
    const { inside, last } = scanner.book.presence(seat);
    const code = { state: "good", seat, turn: 0 } as const;
    const policy = { opensAtMs: 0, anyGate: true, reEntry: true };
    const [here, hasLeft] = [{ gate, zones: null }, last !== null && !inside];
    const judgment = judge({ code, ticket, inside, hasLeft, policy, here, nowMs: 1 });
    if (judgment.verdict === "no") return void this.#ending.shown.no++;
    const effects = scanner.admit({ seat, turn: 0, server: judgment.server }, this.#clock(device));
    const number = effects.flatMap((it) =>
      it.do === "wait" || it.do === "show" ? [it.number] : [],
    )[0];
    if (number !== undefined) device.began.set(number, this.#now);
    this.#carryOut(device, effects);
  }

  #leave(seat: number): void {
    const device = this.#anyOf(this.#alive());
    if (!device || !this.#truth.leaves(seat, device.scanner.book.presence(seat).last)) return;
    const effects = device.scanner.noted({ kind: "out", seat, turn: 0 }, this.#clock(device));
    this.#carryOut(device, effects);
  }

  /** Does what a scanner asked for. Its state is stored by then; a restart here loses the effects alone. */
  #carryOut(device: Phone, effects: readonly Effect[]): void {
    if (effects.length > 0 && this.#random() < 0.0005) {
      for (const it of effects)
        if (it.do === "show" && it.outcome.verdict === "in")
          this.#truth.unshown.add(it.outcome.record.seat);
      return this.#restart(device);
    }
    const { device: name } = device.scanner;
    for (const effect of effects)
      switch (effect.do) {
        case "store":
          break;
        case "show":
          this.#show(device, effect);
          break;
        case "tell":
          this.#send(name, effect.to, effect.message);
          break;
        case "ask-server":
          this.#agenda.add(this.#now + this.#delay(), { ...effect, device: name });
          break;
        case "wait":
          if (this.#flaw === "waits-for-ever" && effect.ms === resultMs) break;
          this.#agenda.add(this.#now + effect.ms, { ...effect, device: name, life: device.life });
      }
  }

  #show(device: Phone, { number, outcome }: Extract<Effect, { do: "show" }>): void {
    this.#ending.shown[outcome.verdict]++;
    const began = device.began.get(number);
    device.began.delete(number);
    if (began !== undefined && this.#now - began > resultMs)
      this.#truth.broken.add(`a result took ${Math.round(this.#now - began)} ms`);
    if (outcome.verdict === "person")
      this.#agenda.add(this.#now + 2_000 + this.#random() * 8_000, {
        do: "decide",
        device: device.scanner.device,
        number,
      });
    if (outcome.verdict !== "in") return;
    this.#truth.entered(outcome.record, device.scanner.group);
    if (this.#random() < this.#story.falls) this.#die(device);
  }

  #sync(device: Phone): void {
    const { book } = device.scanner;
    for (const record of book.missing(this.#server.counts()))
      if (
        this.#flaw !== "server-refuses-what-happened" ||
        !this.#server.presence(record.seat).inside
      )
        this.#server.add(record);
    if (this.#flaw !== "keeps-promises-to-itself") this.#server.takeOver(book.promises());
    const missing = [...this.#server.missing(book.counts())];
    this.#carryOut(device, device.scanner.learned(missing, this.#clock(device)));
  }

  #trouble(): void {
    const phone = this.#anyOf(this.#alive());
    if (!phone) return;
    const mates = [...this.#devices.values()].filter((it) => it.gate === phone.gate);
    const { dies, restarts, effects } = trouble(phone, mates, this.#random);
    if (dies) this.#die(phone);
    if (restarts) this.#restart(phone);
    this.#carryOut(phone, effects);
  }

  #die(device: Phone): void {
    device.isDead = true;
    this.#ending.deaths++;
  }

  #restart(device: Phone): void {
    this.#ending.restarts++;
    device.life++;
    device.began.clear();
    if (this.#flaw === "forgets-on-restart") {
      const { group, isOnline, device: name } = device.scanner;
      device.scanner = new Scanner({ device: name, gate: device.gate });
      device.scanner.group = group;
      device.scanner.isOnline = isOnline;
    }
    this.#carryOut(device, device.scanner.restarted(this.#clock(device)));
  }

  /** At the end everybody who is left has a network, and the records have to agree with what happened. */
  #reunite(): void {
    const left = this.#alive();
    for (let round = 0; round < 3; round++)
      for (const device of left) {
        device.hasServer = true;
        this.#sync(device);
      }
    const books = new Map(left.map(({ scanner }) => [scanner.device, scanner.book]));
    this.#truth.compare(this.#server, books, [...this.#tickets.keys()]);
  }

  #send(from: string, to: string, message: ToPeer): void {
    if (this.#random() < this.#story.loss) return;
    if (this.#flaw === "asks-only-some" && message.type === "ask" && to.endsWith("C")) {
      const answer = {
        type: "answer",
        number: message.ask.number,
        answer: { says: "free" },
      } as const;
      return this.#agenda.add(this.#now + 1, {
        do: "deliver",
        from: to,
        to: from,
        message: answer,
      });
    }
    const act = { do: "deliver", from, to, message } as const;
    this.#agenda.add(this.#now + this.#delay(), act);
    if (this.#random() < 0.05) this.#agenda.add(this.#now + this.#delay() * 3, act);
  }

  #alive() {
    return [...this.#devices.values()].filter((it) => !it.isDead);
  }
  #delay() {
    return this.#random() < 0.93 ? 5 + this.#random() * 80 : 150 + this.#random() * 2_000;
  }
  #clock(device: Phone) {
    return Math.round(this.#now + device.skewMs);
  }
  #anyOf<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.#random() * items.length)];
  }
}
