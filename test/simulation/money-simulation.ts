import { BooksError, BooksUnreachable, type Database } from "../../src/db/connection/database.ts";
import type { CouponTerms, DiscountTerms } from "../../src/contract/money/price.ts";
import { voidHold } from "../../src/db/money/purchase.ts";
import type { Bridge } from "../../dev/stand-ins/bridge/bridge.ts";
import type { Books } from "../support/books.ts";
import { SimulatedGateway } from "./gateway.ts";
import { Dice } from "./dice.ts";

export const seatCount = 200;

/** A rough model of a schedule's object: the hold of each seat, and the seats that seem sold. */
export type Room = {
  scheduleId: string;
  concertId: string;
  startsAtMs: number;
  discounts: DiscountTerms;
  isCalledOff: boolean;
  held: Map<number, string>;
  sold: Set<number>;
};

export type Hold = { room: Room; holdId: string; accountId: string; seats: number[] };

/** An order as its buyer knows it: the price of each ticket that it still has. */
export type Bought = {
  room: Room;
  orderId: string;
  accountId: string;
  holdId: string;
  couponId: string | null;
  tickets: Map<number, { paidMinor: number; ticketMinor: number }>;
};

/**
 * Fans, schedules and a gateway around the real books. It keeps its own account of every answer, so that at the end two
 * independent accounts can be compared.
 */
export class MoneySimulation {
  readonly books: Books;
  readonly db: Database;
  readonly dice: Dice;
  readonly gateway = new SimulatedGateway();
  readonly rooms: Room[] = [];
  readonly fans: string[] = [];
  readonly coupons: CouponTerms[] = [];
  readonly vouchers: string[] = [];
  readonly orders = new Map<string, Bought>();
  readonly holds = new Map<string, Hold>();
  /** The balance that each wallet must have. */
  readonly balances = new Map<string, number>();
  readonly counts = new Map<string, number>();
  /** Refunds that a fan requested by canceling tickets. */
  readonly requested = new Set<string>();
  /** Refunds that the gateway refused, and that went to a wallet. */
  readonly walleted = new Set<string>();
  readonly #bridge: Bridge;
  /** Acts with an unknown outcome, to be repeated. */
  #unknown: (() => Promise<void>)[] = [];

  constructor(books: Books, db: Database, bridge: Bridge, seed: number) {
    this.books = books;
    this.db = db;
    this.dice = new Dice(seed);
    this.#bridge = bridge;
  }

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  credit(accountId: string, minor: number): void {
    this.balances.set(accountId, (this.balances.get(accountId) ?? 0) + minor);
  }

  /** Plants a fault in one of the next requests. */
  mischief(): void {
    const kind = this.dice.weighted({
      "drop-before-send": 3,
      "drop-after-commit": 4,
      delay: 2,
      "40001": 1,
      "40P01": 1,
    });
    this.#bridge.faults.add({ kind, delayMs: this.dice.below(20) });
    this.count(`fault ${kind}`);
  }

  calm(): void {
    this.#bridge.faults.clear();
  }

  /**
   * Repeats an act until its outcome is known: at once, or later, after others. The act must be the same each time,
   * under one key.
   */
  async insist(act: () => Promise<void>, isPatient = this.dice.chance(0.3)): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof BooksUnreachable || isConflict(error))) throw error;
        this.count("outcome unknown");
        if (isPatient || attempt === 4) {
          this.#unknown.push(act);
          return;
        }
      }
    }
  }

  /** Repeats every act with an unknown outcome. */
  async askAgain(): Promise<void> {
    const acts = this.#unknown;
    this.#unknown = [];
    for (const act of acts) await this.insist(act, false);
    if (this.#unknown.length > 0) await this.askAgain();
  }

  release({ room, holdId }: Pick<Hold, "room" | "holdId">): void {
    for (const [seat, holder] of room.held) if (holder === holdId) room.held.delete(seat);
    this.holds.delete(holdId);
  }

  /** Does the work of the object's alarm for a hold whose time is up. */
  async settleHold(hold: Hold): Promise<void> {
    const { room, holdId } = hold;
    const paid = await voidHold(this.db, { holdId, scheduleId: room.scheduleId });
    if (paid.orderId !== null) for (const seat of paid.seats) room.sold.add(seat);
    this.release(hold);
  }
}

/** Does several things at the same moment; if one ends in doubt, it fails only after all have ended. */
export async function together<T>(acts: Promise<T>[]): Promise<T[]> {
  const ends = await Promise.allSettled(acts);
  return ends.map((end) => {
    if (end.status === "rejected") throw end.reason;
    return end.value;
  });
}

function isConflict(error: unknown): boolean {
  return error instanceof BooksError && ["40001", "40P01"].includes(error.code);
}
