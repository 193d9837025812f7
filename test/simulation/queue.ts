import { expandPlan } from "../../src/contract/plan/seat-places.ts";
import { apply } from "../../src/core/apply.ts";
import { violations } from "../../src/core/invariants.ts";
import { type Layout, layoutOf } from "../../src/core/layout.ts";
import { run } from "../../src/core/machine.ts";
import type { Command, Event } from "../../src/core/messages.ts";
import { waitingOf } from "../../src/core/queue/calls.ts";
import { freeSlots, isAdmitting, tokensAt } from "../../src/core/queue/admission.ts";
import { rankOf, standing } from "../../src/core/queue/standing.ts";
import { defaultLimits } from "../../src/core/limits.ts";
import { type ScheduleState, type Terms, emptySchedule } from "../../src/core/state.ts";
import { nextWake } from "../../src/core/wake.ts";
import { hallPlan, type QueueEnding, type QueueStory, randomSeed } from "./queue-story.ts";
import { Agenda, randomFrom } from "./random.ts";

type Act =
  | { do: "join" | "enter" | "leave" | "rejoin" | "giveUp"; fan: number }
  | { do: "alarm" | "crash" | "pause" | "resume" };

const openingMs = 600_000;
/** The kinds of fans: some never come when called, some come too late, some give their place up, some buy. */
const odds = {
  noShow: 0.04,
  late: 0.06,
  givesUp: 0.05,
  rejoin: 0.05,
  buys: 0.03,
  intakeCrash: 0.002,
};

/** An hour of a hot sale in virtual time: fans wait, reconnect, sleep, come late or never come, and faults occur. */
export class QueueSimulation {
  readonly #story: QueueStory;
  readonly #random: () => number;
  readonly #agenda = new Agenda<Act>();
  readonly #layout: Layout;
  readonly #broken = new Set<string>();
  /** By fan: the number, and whether the fan has been inside. */
  readonly #numbers: Int32Array;
  readonly #wasIn: Uint8Array;
  readonly #fates: Uint8Array;
  readonly #fanOfNumber: Int32Array;
  #fanOfRank = new Int32Array();
  /** The highest rank that the lottery decided. */
  #drawn = 0;
  #state: ScheduleState;
  /** The state after a restart: the same events on an empty schedule. */
  #shadow: ScheduleState;
  #now = 0;
  #alarmAt = Infinity;
  #turns: number[];
  #ending = { entered: 0, noShows: 0, gaveUp: 0, returned: 0, crashes: 0 };
  #checkedAt = 0;

  constructor(story: QueueStory) {
    this.#story = story;
    this.#random = randomFrom(story.seed);
    this.#layout = layoutOf(expandPlan(hallPlan), 2, hallPlan.focus);
    this.#state = emptySchedule(this.#terms(), this.#layout);
    this.#shadow = emptySchedule(this.#terms(), this.#layout);
    this.#numbers = new Int32Array(story.fans);
    this.#wasIn = new Uint8Array(story.fans);
    this.#fates = new Uint8Array(story.fans);
    this.#fanOfNumber = new Int32Array(story.fans + 1).fill(-1);
    this.#turns = Array<number>(story.intakes).fill(0);
  }

  play(): QueueEnding {
    const { fans, arrivalMs, pauses, crashes } = this.#story;
    for (let fan = 0; fan < fans; fan++) {
      const isEarly = this.#random() < 1 / 8;
      const at = isEarly ? this.#random() * openingMs : openingMs + this.#random() * arrivalMs;
      this.#agenda.add(at, { do: "join", fan });
    }
    for (let pause = 0; pause < pauses; pause++)
      this.#agenda.add(openingMs + this.#random() * arrivalMs, { do: "pause" });
    for (let crash = 0; crash < crashes; crash++)
      this.#agenda.add(this.#random() * (openingMs + arrivalMs), { do: "crash" });
    for (let next = this.#agenda.take(); next; next = this.#agenda.take()) {
      this.#now = next.at;
      this.#act(next.item);
    }
    this.#checkEnd();
    return { broken: [...this.#broken], virtualMs: this.#now, ...this.#ending };
  }

  #act(act: Act): void {
    switch (act.do) {
      case "join":
        return this.#join(act.fan);
      case "rejoin":
        // The intake returns the same place again: coming back changes nothing.
        if (standing(this.#state, this.#visitor(act.fan), this.#now).state === "spent")
          if (this.#wasIn[act.fan] === 0 && this.#isComing(act.fan))
            this.#broken.add("a fan who came back had lost their place");
        return;
      case "enter":
        return this.#enter(act.fan);
      case "leave":
        return this.#leave(act.fan);
      case "giveUp":
        this.#send({ type: "leave", ...this.#visitor(act.fan) });
        return;
      case "alarm":
        this.#alarmAt = Infinity;
        this.#send({ type: "tick" });
        return;
      case "crash":
        return this.#crash();
      case "pause":
        this.#send({ type: "setTerms", terms: { ...this.#state.terms, sale: "paused" } });
        this.#agenda.add(this.#now + 20_000 + this.#random() * 100_000, { do: "resume" });
        return;
      case "resume":
        this.#send({ type: "setTerms", terms: { ...this.#state.terms, sale: "open" } });
        return;
    }
  }

  #join(fan: number): void {
    const intake = fan % this.#story.intakes;
    const turn = ++this.#turns[intake]!;
    const ask = { type: "takePlaces", intake: String(intake), turn, count: 1 } as const;
    // An intake that dies after it got its range requests the same one again.
    if (this.#random() < odds.intakeCrash) this.#send(ask, false);
    this.#send(ask, false);
    const number = this.#state.queue.intakes.get(String(intake))!.first;
    if (this.#fanOfNumber[number] !== -1) this.#broken.add("a number was given twice");
    this.#numbers[fan] = number;
    this.#fanOfNumber[number] = fan;
    this.#fates[fan] = this.#fate();
    if (this.#fates[fan] === fate.givesUp)
      this.#agenda.add(this.#now + this.#random() * 600_000, { do: "giveUp", fan });
    if (this.#random() < odds.rejoin)
      this.#agenda.add(this.#now + this.#random() * 1_800_000, { do: "rejoin", fan });
    this.#admitted();
  }

  #fate(): number {
    const roll = this.#random();
    if (roll < odds.noShow) return fate.noShow;
    if (roll < odds.noShow + odds.late) return fate.late;
    return roll < odds.noShow + odds.late + odds.givesUp ? fate.givesUp : 0;
  }

  /** Whether a fan comes in when called, or a little later. */
  #isComing = (fan: number) => this.#fates[fan] === 0 || this.#fates[fan] === fate.late;

  #enter(fan: number): void {
    const before = this.#state.queue.entered;
    const moreTime = fan % 20 === 0;
    const outcome = this.#send({ type: "enter", ...this.#visitor(fan), presale: null, moreTime });
    if (!outcome.ok) this.#broken.add(`a called fan was refused: ${outcome.code}`);
    // A late fan is at the front until there is room; any other fan has only met a pause.
    else if (this.#state.queue.entered === before)
      this.#agenda.add(this.#now + 5_000, { do: "enter", fan });
  }

  #leave(fan: number): void {
    if (this.#random() < odds.buys) this.#buy(fan);
    else this.#send({ type: "leave", ...this.#visitor(fan) });
  }

  #buy(fan: number): void {
    const holdId = `${fan.toString(16).padStart(8, "0")}-0000-8000-8000-000000000000`;
    const of = { holdId, accountId: name(fan) };
    const best = { zone: 1, count: 2, together: true, chance: this.#random() };
    const held = this.#send({ type: "holdBest", ...of, tag: "", best });
    const seats = this.#state.holds.get(holdId)?.seats;
    if (!held.ok || !seats) return void this.#send({ type: "leave", ...this.#visitor(fan) });
    this.#send({ type: "pay", ...of, orderId: holdId });
    this.#send({ type: "sell", ...of, orderId: holdId, seats });
  }

  /** Memory is gone; the events alone make the new state. */
  #crash(): void {
    this.#ending.crashes++;
    this.#state = this.#shadow;
    this.#shadow = structuredClone(this.#state);
    this.#shadow.layout = this.#layout;
    this.#setAlarm();
  }

  #send(command: Command, isAdmitting = true) {
    const outcome = run(this.#state, command, this.#now);
    if (outcome.ok) {
      for (const event of outcome.value) {
        apply(this.#shadow, event);
        this.#witness(event);
      }
    }
    if (isAdmitting) this.#admitted();
    this.#check();
    this.#setAlarm();
    return outcome;
  }

  #witness(event: Event): void {
    if (event.type === "drawn") this.#rank();
    if (event.type !== "entered") return;
    this.#ending.entered++;
    const fan = Number(event.accountId.slice(4));
    if (this.#wasIn[fan] === 1) this.#broken.add("somebody was let in twice on one place");
    if (event.rank > this.#state.queue.called) this.#broken.add("somebody overtook the queue");
    this.#wasIn[fan] = 1;
    this.#agenda.add(this.#now + 20_000 + this.#random() * 80_000, { do: "leave", fan });
  }

  #seen = 0;

  /** Called fans hear of it within the board's two seconds, and react by their kind. */
  #admitted(): void {
    const { called } = this.#state.queue;
    const { callMs } = this.#state.terms.limits;
    for (; this.#seen < called; this.#seen++) {
      const rank = this.#seen + 1;
      const isDrawn = rank <= this.#drawn;
      const fan = (isDrawn ? this.#fanOfRank[rank] : this.#fanOfNumber[rank]) ?? -1;
      if (fan < 0) {
        this.#broken.add("a rank was called that nobody has");
        continue;
      }
      if (this.#fates[fan] === fate.noShow) this.#ending.noShows++;
      else if (this.#fates[fan] === fate.givesUp) this.#ending.gaveUp++;
      else {
        const isLate = this.#fates[fan] === fate.late;
        if (isLate) this.#ending.returned++;
        const delay = isLate
          ? callMs + 1_000 + this.#random() * 120_000
          : this.#random() * callMs * 0.7;
        this.#agenda.add(this.#now + delay, { do: "enter", fan });
      }
    }
  }

  #rank(): void {
    const { given } = this.#state.queue;
    this.#fanOfRank = new Int32Array(given + 1);
    this.#drawn = given;
    for (let number = 1; number <= given; number++)
      this.#fanOfRank[rankOf(this.#state, number)] = this.#fanOfNumber[number]!;
  }

  #check(): void {
    const { queue, terms } = this.#state;
    if (queue.shoppers.size > terms.limits.shoppersMax) this.#broken.add("too many shop at once");
    const isStill = waitingOf(queue) > 0 && isAdmitting(this.#state, this.#now);
    if (isStill && freeSlots(this.#state, this.#now) > 0 && tokensAt(this.#state, this.#now) >= 1)
      this.#broken.add("the queue stands still though there is room");
    if (this.#now - this.#checkedAt < 120_000) return;
    this.#checkedAt = this.#now;
    for (const rule of violations(this.#state, this.#now)) this.#broken.add(rule);
  }

  #checkEnd(): void {
    for (let fan = 0; fan < this.#story.fans; fan++)
      if (this.#wasIn[fan] === 0 && this.#isComing(fan))
        this.#broken.add("a fan who was there when called never came in");
    if (this.#state.queue.called !== this.#story.fans)
      this.#broken.add("somebody was never called");
  }

  #setAlarm(): void {
    const at = nextWake(this.#state, this.#now);
    if (at === null || this.#alarmAt <= at) return;
    this.#alarmAt = Math.max(at, this.#now + 50);
    this.#agenda.add(this.#alarmAt, { do: "alarm" });
  }

  #visitor(fan: number) {
    return { accountId: name(fan), number: this.#numbers[fan]! };
  }

  #terms(): Terms {
    const { order, seed, shoppersMax, admitPerMinute } = this.#story;
    return {
      revision: 1,
      lobbyAt: 0,
      opensAt: openingMs,
      closesAt: Infinity,
      sale: "open",
      order,
      seed: randomSeed(seed),
      presales: [],
      singleSeats: "advice",
      spacesOpenAt: null,
      limits: { ...defaultLimits, shoppersMax, admitPerMinute },
    };
  }
}

const fate = { noShow: 1, late: 2, givesUp: 3 } as const;
const name = (fan: number): string => `fan-${fan}`;
