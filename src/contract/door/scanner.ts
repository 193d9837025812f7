import { type Answer, type Ask, DoorBook } from "./book.ts";
import type { Doubt } from "./judging.ts";
import type { DoorRecord, Line } from "./records.ts";
import { type Effect, type Group, isLater, isSame, type ToPeer } from "./scanner-messages.ts";

type Open = Ask & {
  /** Peers that have not yet said "free". */
  silent: Set<string>;
  server: "none" | "asked" | "late";
  serverOnly: boolean;
  isWithPerson: boolean;
};

/** How long the server may take, and how long a result may take at all. */
export const serverMs = 180;
export const resultMs = 300;

/**
 * A scanner at a door. It lets a ticket in by the server's word, or when every scanner of its group has said that it has
 * neither let the ticket in nor is asking for it, or, alone, by the rule that an offline scanner admits its own gate only.
 * Whoever drives it stores the scanner's state after each call, before it carries out the effects.
 */
export class Scanner {
  readonly device: string;
  readonly gate: string;
  readonly book: DoorBook;
  group: Group;
  /** Set by whoever drives the scanner; a wrong guess costs time, not correctness. */
  isOnline = false;
  #next = 1;
  readonly #open = new Map<number, Open>();

  constructor({
    device,
    gate,
    book = new DoorBook(),
  }: {
    device: string;
    gate: string;
    book?: DoorBook;
  }) {
    this.device = device;
    this.gate = gate;
    this.book = book;
    this.group = { epoch: 0, maker: device, members: [device] };
  }

  /** Asks whether a ticket that was judged good may come in. */
  admit(
    { seat, turn, server }: { seat: number; turn: number; server: boolean },
    atMs: number,
  ): Effect[] {
    const ask: Ask = { device: this.device, number: this.#next++, seat, turn };
    const peers = this.#peers();
    const open: Open = {
      ...ask,
      silent: new Set(peers),
      server: this.isOnline ? "asked" : "none",
      serverOnly: server,
      isWithPerson: false,
    };
    const answer = this.#answer(ask);
    this.#open.set(ask.number, open);
    if (answer.says !== "free") return this.#refusedBy(answer, open, atMs);
    if (!this.isOnline && peers.length === 0) return this.#alone(open, atMs);
    return [
      ...(this.isOnline ? [{ do: "ask-server" as const, ask }] : []),
      ...peers.map((to) => this.#question(to, ask)),
      { do: "wait", number: ask.number, ms: serverMs },
      { do: "wait", number: ask.number, ms: resultMs },
    ];
  }

  /** Takes the server's answer, however late it comes. */
  serverAnswered(number: number, answer: Answer, atMs: number): Effect[] {
    const open = this.#open.get(number);
    if (!open) return [];
    if (answer.says !== "free") return this.#refusedBy(answer, open, atMs);
    return open.isWithPerson ? [] : this.#admitted(open, "server", atMs);
  }

  waited(number: number, ms: number, atMs: number): Effect[] {
    const open = this.#open.get(number);
    if (!open || open.isWithPerson) return [];
    if (open.server === "asked") open.server = "late";
    if (this.#groupAgrees(open)) return this.#admitted(open, "group", atMs);
    if (ms < resultMs) return [];
    return this.#peers().length === 0
      ? this.#alone(open, atMs)
      : this.#doubt(open, "nobody-answered");
  }

  /** The steward's word on a ticket that a person had to look at. */
  decided(number: number, letIn: boolean, reason: string, atMs: number): Effect[] {
    const open = this.#open.get(number);
    if (!open) return [];
    return letIn
      ? this.#admitted(open, "person", atMs, reason)
      : this.#closed(open, null, reason, atMs);
  }

  /** Records that somebody leaves, or takes a record back. */
  noted(
    note: { kind: "out"; seat: number; turn: number } | { kind: "undo"; id: string },
    atMs: number,
  ): Effect[] {
    if (note.kind === "out") {
      const { last } = this.book.presence(note.seat);
      const out = { ...note, after: last, line: "person", reason: null } as const;
      return this.#keep(out, this.#next++, atMs).effects;
    }
    const taken = this.book.record(note.id);
    if (!taken || taken.kind === "undo") return [];
    const { seat, turn } = taken;
    const undo = {
      kind: "undo",
      seat,
      turn,
      after: note.id,
      line: "person",
      reason: null,
    } as const;
    return this.#keep(undo, this.#next++, atMs).effects;
  }

  heard(from: string, message: ToPeer, atMs: number): Effect[] {
    switch (message.type) {
      case "ask":
        return this.#asked(from, message.ask, message.group);
      case "answer":
        return this.#peerAnswered(from, message.number, message.answer, atMs);
      case "regroup":
        return this.#regrouped(message.group);
      case "have": {
        const records = [...this.book.missing(message.counts)];
        return records.length > 0
          ? [{ do: "tell", to: from, message: { type: "records", records } }]
          : [];
      }
      case "records":
        return this.learned(message.records, atMs);
    }
  }

  /** Takes in records of others, from peers or from the server. */
  learned(records: readonly DoorRecord[], atMs: number): Effect[] {
    const stored = records.flatMap((record) => {
      // A device that lost its memory learns from others how far it had counted.
      if (record.device === this.device) this.#next = Math.max(this.#next, record.number + 1);
      return this.book.add(record) ? [{ do: "store" as const, record }] : [];
    });
    const seats = new Set(records.map(({ seat }) => seat));
    const settled = [...this.#open.values()].flatMap((open) => {
      const inside = seats.has(open.seat) ? this.book.presence(open.seat).inside : null;
      return inside ? this.#closed(open, inside, "already-in", atMs) : [];
    });
    return [...stored, ...settled];
  }

  /** Tells every peer what is here, so that they send what is not. */
  gossip(): Effect[] {
    const message: ToPeer = { type: "have", counts: this.book.counts() };
    return this.#peers().map((to) => ({ do: "tell", to, message }));
  }

  /** A steward adds a scanner to the group, or takes one out that is switched off. */
  regroup(members: readonly string[]): Effect[] {
    const before = this.#peers();
    const group = { epoch: this.group.epoch + 1, maker: this.device, members };
    const joining = members.filter((it) => !this.group.members.includes(it));
    const records = [...this.book.missing({})];
    return [
      ...joining.map((to) => ({
        do: "tell" as const,
        to,
        message: { type: "records" as const, records },
      })),
      ...[...new Set([...before, ...members])]
        .filter((it) => it !== this.device)
        .map((to) => ({ do: "tell" as const, to, message: { type: "regroup" as const, group } })),
      ...this.#regrouped(group),
    ];
  }

  /** After a restart: what was being asked was shown to nobody, so nobody came in by it. */
  restarted(atMs: number): Effect[] {
    return [...this.#open.values()].flatMap((open) =>
      this.#closed(open, null, "interrupted", atMs).filter((it) => it.do !== "show"),
    );
  }

  #peers() {
    return this.#isMember() ? this.group.members.filter((it) => it !== this.device) : [];
  }

  #question(to: string, { device, number, seat, turn }: Ask): Effect {
    const ask = { device, number, seat, turn };
    return { do: "tell", to, message: { type: "ask", ask, group: this.group } };
  }

  #asked(from: string, ask: Ask, group: Group): Effect[] {
    const effects = this.#regrouped(group);
    const answer = isSame(group, this.group)
      ? ({ type: "answer", number: ask.number, answer: this.#answer(ask) } as const)
      : ({ type: "regroup", group: this.group } as const);
    return [...effects, { do: "tell", to: from, message: answer }];
  }

  /** While a steward looks at a ticket here, it is nobody else's. */
  #answer(ask: Ask): Answer {
    const own = [...this.#open.values()].find((it) => it.seat === ask.seat);
    return own ? { says: "asked", device: this.device } : this.book.answer(ask);
  }

  #peerAnswered(from: string, number: number, answer: Answer, atMs: number): Effect[] {
    const open = this.#open.get(number);
    if (!open) return [];
    if (answer.says !== "free") return this.#refusedBy(answer, open, atMs);
    open.silent.delete(from);
    // As long as the server may still answer, its word is worth more.
    if (open.isWithPerson || open.server === "asked" || !this.#groupAgrees(open)) return [];
    return this.#admitted(open, "group", atMs);
  }

  #groupAgrees(open: Open) {
    return this.#peers().length > 0 && open.silent.size === 0 && !open.serverOnly;
  }
  #isMember() {
    return this.group.members.includes(this.device);
  }

  /** Adopts a later group, and asks all of its members: whoever joined has not been asked yet. */
  #regrouped(group: Group): Effect[] {
    if (!isLater(group, this.group)) return [];
    this.group = group;
    return [...this.#open.values()].flatMap((open) => {
      open.silent = new Set(this.#peers());
      return this.#peers().map((to) => this.#question(to, open));
    });
  }

  #refusedBy(answer: Exclude<Answer, { says: "free" }>, open: Open, atMs: number): Effect[] {
    if (answer.says === "asked") return this.#doubt(open, "asked-elsewhere");
    const learned = this.learned([answer.record], atMs);
    // What the other knew may be older than what is known here: then nobody is inside.
    return this.#open.has(open.number)
      ? [...learned, ...this.#doubt(open, "asked-elsewhere")]
      : learned;
  }

  #alone(open: Open, atMs: number): Effect[] {
    if (open.serverOnly) return this.#doubt(open, "nobody-answered");
    return this.#isMember()
      ? this.#admitted(open, "gate", atMs)
      : this.#doubt(open, "not-in-group");
  }

  #doubt(open: Open, doubt: Doubt): Effect[] {
    if (open.isWithPerson) return [];
    open.isWithPerson = true;
    return [{ do: "show", number: open.number, outcome: { verdict: "person", doubt } }];
  }

  #admitted(open: Open, line: Line, atMs: number, reason: string | null = null): Effect[] {
    const { seat, turn, number } = open;
    this.#open.delete(number);
    const after = this.book.presence(seat).last;
    const said = { kind: "in", seat, turn, after, line, reason } as const;
    const { record, effects } = this.#keep(said, number, atMs);
    return [...effects, { do: "show", number, outcome: { verdict: "in", record } }];
  }

  #closed(open: Open, inside: DoorRecord | null, reason: string, atMs: number): Effect[] {
    const { seat, turn, number } = open;
    this.#open.delete(number);
    const line = open.isWithPerson ? "person" : "group";
    const said = { kind: "refused", seat, turn, after: null, line, reason } as const;
    const { record, effects } = this.#keep(said, number, atMs);
    return [...effects, { do: "show", number, outcome: { verdict: "no", inside, record } }];
  }

  /** Adds an own record, and sends it to the group at once. */
  #keep(
    said: Omit<DoorRecord, "device" | "number" | "gate" | "atMs">,
    number: number,
    atMs: number,
  ): { record: DoorRecord; effects: Effect[] } {
    const { device, gate } = this;
    const record: DoorRecord = { ...said, device, number, gate, atMs };
    this.book.add(record);
    const message: ToPeer = { type: "records", records: [record] };
    const told = this.#peers().map((to): Effect => ({ do: "tell", to, message }));
    return { record, effects: [{ do: "store", record }, ...told] };
  }
}
