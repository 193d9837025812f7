import type { Event } from "../../core/messages.ts";
import type { Limits } from "../../core/limits.ts";
import type { Hold, ScheduleState } from "../../core/state.ts";
import { FillRows, fillSteps } from "./fill-rows.ts";
import { HoldRows, holdSteps, laterHoldSteps } from "./hold-rows.ts";
import { QueueRows, laterQueueSteps, queueSteps } from "./queue-rows.ts";
import { ReturnRows, returnSteps } from "./return-rows.ts";
import { StockRows, stockSteps } from "./stock-rows.ts";
import { lineSteps } from "./line-rows.ts";
import { type Quoted, QuoteRows, quoteSteps } from "./quote-rows.ts";
import { isMigrated, migrate } from "./rows.ts";
import { Samples, sampleSteps } from "../samples.ts";

const steps = [
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
  ...holdSteps,
  ...queueSteps,
  ...sampleSteps,
  ...laterQueueSteps,
  ...returnSteps,
  ...laterHoldSteps,
  ...lineSteps,
  ...quoteSteps,
  ...fillSteps,
  ...stockSteps,
];

type Changed = { setup: string; quoted: Quoted };

/** The rows of one schedule: `write` and `load` are each other's inverse. */
export class ScheduleRows {
  readonly #storage: DurableObjectStorage;
  readonly #holds: HoldRows;
  readonly #queue: QueueRows;
  readonly #returns: ReturnRows;
  readonly stock: StockRows;
  readonly samples: Samples;
  readonly quotes: QuoteRows;
  readonly fills: FillRows;
  #areThere: boolean;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#holds = new HoldRows(storage.sql);
    this.#queue = new QueueRows(storage.sql);
    this.#returns = new ReturnRows(storage.sql);
    this.stock = new StockRows(storage.sql);
    this.samples = new Samples(storage.sql);
    this.quotes = new QuoteRows(storage.sql);
    this.fills = new FillRows(storage.sql);
    this.#areThere = isMigrated(storage);
  }

  /** An object of which nothing is kept has no tables either. */
  get areThere(): boolean {
    return this.#areThere;
  }

  migrate(): void {
    migrate(this.#storage, steps);
    this.#areThere = true;
  }

  /** All that was stored has been deleted. */
  forget(): void {
    this.#areThere = false;
  }

  meta(key: string): string | null {
    const { sql } = this.#storage;
    const [row] = sql.exec<{ value: string }>("SELECT value FROM meta WHERE key = ?", key);
    return row?.value ?? null;
  }

  setMeta(key: string, value: string): void {
    this.#storage.sql.exec("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value);
  }

  /** All of the events, or none; with the setup and the prices of holds, if its terms are among them. */
  write(events: readonly Event[], changed: Changed | null = null): void {
    this.#storage.transactionSync(() => {
      if (changed !== null) {
        this.setMeta("setup", changed.setup);
        this.quotes.keep(changed.quoted);
      }
      let held: Hold[] = [];
      for (const event of events) {
        if (event.type === "held") {
          held.push(event.hold);
          continue;
        }
        this.#holds.held(held);
        held = [];
        this.#writeOne(event);
      }
      this.#holds.held(held);
    });
  }

  #writeOne(event: Exclude<Event, { type: "held" }>): void {
    switch (event.type) {
      case "extended":
        return this.#holds.extended(event);
      case "payingBegan":
        return this.#holds.payingBegan(event);
      case "payingEnded":
        return this.#holds.payingEnded(event);
      case "postponed":
        return this.#holds.postponed(event);
      case "letGo":
        return this.#holds.letGo(event);
      case "sold":
        this.#holds.sold(event);
        return this.#queue.left(event);
      case "lost":
        return this.#holds.lost(event);
      case "released":
        return this.#holds.released(event);
      case "freed":
        return this.#holds.freed(event);
      case "placesTaken":
        return this.#queue.placesTaken(event);
      case "presaleChanged":
        return this.#queue.presaleChanged(event);
      case "setAside":
        return this.#queue.setAside(event);
      case "putBack":
        return this.#queue.putBack(event);
      case "drawn":
        return this.#queue.drawn(event);
      case "called":
        return this.#queue.called(event);
      case "returned":
        return this.#queue.returned(event);
      case "recalled":
        return this.#queue.recalled(event);
      case "entered":
        return this.#queue.entered(event);
      case "eased":
        return this.#queue.eased(event);
      case "left":
        return this.#queue.left(event);
      case "passedOver":
        return this.#queue.passedOver(event);
      case "gaveUp":
        return this.#queue.gaveUp(event);
      case "frozen":
        return this.#queue.frozen(event.at);
      case "thawed":
        this.#queue.frozen(null);
        this.#queue.shifted(event.byMs);
        return this.#holds.shifted(event.byMs);
      case "shifted":
        this.#queue.shifted(event.byMs);
        return this.#holds.shifted(event.byMs);
      case "holdsExtended":
        return this.#holds.shifted(event.byMs);
      case "awaited":
        return this.#returns.awaited(event);
      case "kept":
        return this.#returns.kept(event);
      case "unkept":
        return this.#returns.unkept(event);
      case "stockChanged":
        return this.stock.changed(event);
      case "stockReleased":
        return this.stock.released(event);
      case "termsSet":
        return; // They are part of the setup, which is stored whole.
    }
  }

  /** Fills an empty state with everything in the rows. */
  load(state: ScheduleState, now: number): void {
    this.#queue.load(state, now);
    this.#holds.load(state, now);
    this.stock.load(state);
    this.#returns.load(state);
  }

  /** The ends of these holds, for those that are over and still known here. */
  endsOf(holdIds: readonly string[]) {
    return this.#holds.endsOf(holdIds);
  }

  /** How many holds have ended after a time, by how. */
  endsSince(at: number) {
    return this.#holds.endsSince(at);
  }

  /** Deletes rows that nobody needs any more. */
  prune(now: number, limits: Limits): void {
    this.#storage.transactionSync(() => {
      this.#queue.prune(now, limits);
      this.#holds.prune(now);
      this.quotes.prune();
    });
  }
}
