import type { Outcome } from "../contract/problems.ts";
import type { Span } from "../contract/sale/draw.ts";
import type { Layout } from "./layout.ts";
import type { EndReason, Hold, Shopper, Terms } from "./state.ts";
import type { Block, StockActor } from "./stock/block.ts";

type OfAccount = { holdId: string; accountId: string };

/** A request to the schedule, which may refuse it. */
export type Command =
  | ({ type: "hold"; tag: string; seats: readonly number[]; accessible?: boolean } & Through &
      OfAccount)
  | ({ type: "holdBest"; tag: string; best: Best } & Through & OfAccount)
  /** `isUnpaid`: the books know of no payment that is under way. */
  | ({ type: "release"; isUnpaid?: boolean } & OfAccount)
  | ({ type: "extend" } & OfAccount)
  | ({ type: "pay"; orderId: string } & Guard & OfAccount)
  | { type: "payRefused"; holdId: string; orderId: string }
  | ({ type: "sell"; orderId: string; seats: readonly number[] } & OfAccount)
  | ({ type: "free"; seats: readonly number[] } & OfAccount)
  | { type: "void"; holdId: string }
  | { type: "postpone"; holdId: string }
  | { type: "takePlaces"; count: number; intake: string; turn: number; presale?: string | null }
  | {
      type: "enter";
      accountId: string;
      number: number;
      presale: string | null;
      moreTime: boolean;
    }
  | { type: "changePresale"; number: number; presale: string }
  | { type: "leave"; accountId: string; number: number | null }
  /** With a layout if the sale moves to another plan. */
  | { type: "setTerms"; terms: Terms; layout?: Layout }
  | { type: "extendAll"; ms: number }
  | { type: "await"; zones: readonly number[] }
  | ({ type: "offer"; seats: readonly number[]; until: number } & OfAccount)
  | { type: "openKept"; seats: readonly number[]; awaited: readonly number[] }
  | ChangeStock
  | { type: "releaseStock"; blockId: string; by: StockActor | null }
  | { type: "recover"; ms: number }
  | { type: "tick" };

/** The channels that a hold comes with: it can also take seats of blocks that are for one of them. */
type Through = {
  channels?: readonly string[];
  /** Staff change the seats of this hold: it ends if the new one is made. */
  replaces?: string;
  /** The organizer lets staff sell in a pause. */
  isInPause?: boolean;
};

/** Makes a block, or changes it if its version is still the one that was seen. */
export type ChangeStock = {
  type: "changeStock";
  seen: number | null;
  add: readonly number[];
  remove: readonly number[];
  /** Seats that fans hold come to the block when they are free. */
  whenFree: boolean;
  /** Seats that are sold come to the block when they are given back. */
  whenReturned?: boolean;
  /** Seats of other blocks leave those. */
  isMoving: boolean;
  /** Leaves out the seats that the block cannot have, instead of refusing. */
  isPartial: boolean;
  by: StockActor | null;
} & Omit<Block, "version">;

/** A command of one kind. */
export type Asked<Type extends Command["type"]> = Extract<Command, { type: Type }>;

/**
 * `guardMs`: how long the seats wait for this payment, counted from when paying began, if it differs from the usual
 * time; a repeated request can make it longer, never shorter.
 * `seats`: the seats of a payment that arrived after its hold ended; the sale takes them if they are free.
 */
export type Guard = { guardMs?: number; seats?: readonly number[] };

/** `chance`, from 0 to 1, comes from outside: it spreads simultaneous requests over nearly equal seats. */
export type Best = {
  zone: number;
  count: number;
  together: boolean;
  /** True if one of the seats must be a wheelchair space. */
  accessible?: boolean;
  chance: number;
};

/** A call of the ranks from `first` on. It may extend the last call, which then began earlier, at `from`. */
export type Called = { from: number; first: number; through: number; since: number; at: number };

/** A fact that has happened. Nothing can refuse it any more. */
export type Event =
  | { type: "held"; hold: Hold }
  | { type: "extended"; holdId: string; expiresAt: number }
  | { type: "payingBegan"; holdId: string; orderId: string; at: number; expiresAt: number }
  | { type: "payingEnded"; holdId: string; expiresAt: number }
  | { type: "postponed"; holdId: string; expiresAt: number }
  | { type: "letGo"; holdId: string; at: number }
  | ({
      type: "sold";
      orderId: string;
      seats: readonly number[];
      presale: string | null;
      at: number;
    } & OfAccount)
  | { type: "lost"; holdId: string; seats: readonly number[] }
  | { type: "released"; holdId: string; reason: EndReason; at: number }
  | ({ type: "freed"; seats: readonly number[]; at: number } & OfAccount)
  | {
      type: "placesTaken";
      intake: string;
      turn: number;
      first: number;
      count: number;
      presale: string | null;
    }
  | { type: "presaleChanged"; from: number; through: number; presale: string | null }
  | { type: "drawn"; after: number; count: number; gaveUp: readonly number[] }
  | ({ type: "called"; tokens: number } & Called)
  | { type: "setAside"; spans: readonly Span[]; called: number }
  | { type: "putBack"; accountId: string; rank: number }
  | { type: "returned"; accountId: string; rank: number }
  | { type: "recalled"; accountId: string; rank: number; at: number }
  | ({ type: "entered"; accountId: string } & Shopper)
  | { type: "eased"; accountId: string; until: number }
  | { type: "left"; accountId: string }
  | { type: "gaveUp"; rank: number }
  | { type: "passedOver"; through: number }
  | { type: "awaited"; zones: readonly number[] }
  | { type: "kept"; seats: readonly number[] }
  | { type: "unkept"; seats: readonly number[] }
  | {
      type: "stockChanged";
      block: Block;
      added: readonly number[];
      removed: readonly number[];
      by: StockActor | null;
      at: number;
    }
  | {
      type: "stockReleased";
      blockId: string;
      version: number;
      seats: readonly number[];
      by: StockActor | null;
      at: number;
    }
  | { type: "termsSet"; terms: Terms; layout?: Layout }
  | { type: "frozen"; at: number }
  | { type: "thawed"; byMs: number }
  | { type: "holdsExtended"; byMs: number }
  | { type: "shifted"; byMs: number; at: number };

/** An event of one kind. */
export type Happened<Type extends Event["type"]> = Extract<Event, { type: Type }>;

/** The outcome of a command: its events, or the refusal. */
export type Decision = Outcome<Event[]>;
