import { seatCode } from "../contract/live/live.ts";
import type { Span } from "../contract/sale/draw.ts";
import type { SingleSeats } from "../contract/sale/seating.ts";
import { emptyChanges } from "./changes.ts";
import { type Deadlines, emptyDeadlines } from "./deadlines.ts";
import type { Layout } from "./layout.ts";
import type { Limits } from "./limits.ts";
import type { Line } from "./queue/spans.ts";
import type { Block } from "./stock/block.ts";

/** A sale before the sale, for fans who were verified for it, with seats of its own to sell. */
export type Presale = { id: string; opensAt: number; closesAt: number; seatsMax: number | null };

/** The organizer's decisions; they change rarely and never through a fan. */
export type Terms = {
  /** Grows with every change, so that older terms that arrive later are known as such. */
  revision: number;
  /** When fans may begin to line up. */
  lobbyAt: number;
  opensAt: number;
  closesAt: number;
  sale: "open" | "paused" | "draining" | "closed" | "cancelled";
  order: "fifo" | "lottery";
  /** The seed of the lottery; secret until the draw. */
  seed: string;
  presales: readonly Presale[];
  /** Whether a hold may leave a single seat in its row. */
  singleSeats: SingleSeats;
  /** When unsold wheelchair spaces open to everybody; null for never. */
  spacesOpenAt: number | null;
  limits: Limits;
};

export type Hold = {
  holdId: string;
  accountId: string;
  /** Tells a repeated request from a different one under the same id. */
  tag: string;
  seats: readonly number[];
  phase: "choosing" | "paying";
  expiresAt: number;
  /** Until when the fan may choose again if a payment is refused; 0 once the fan has given the seats up. */
  choosingUntil: number;
  isExtended: boolean;
  /** The order that has tried to pay. After the first attempt, only the books can end the hold. */
  orderId: string | null;
  payingSince: number;
  /** The presale whose seats these are; null once it was over, or the sale open to everybody. */
  presale: string | null;
  /** The channels that it came with: none for a fan without a code. */
  channels: readonly string[];
};

/** True if the fan gave the seats back after a payment attempt: only the answer of the books is missing. */
export const isLetGo = ({ choosingUntil }: Hold): boolean => choosingUntil === 0;

/** Marks a hold that was made for a fan on the waitlist. */
export const offerTag = "offer";

export type EndReason = "asked" | "expired" | "void" | "superseded" | "sold" | "refunded";

/** Ranks called together, first at `since` and last at `at`; `used` holds the ranks whose fans have entered. */
export type Call = { from: number; through: number; since: number; at: number; used: Set<number> };
export type Shopper = {
  rank: number;
  until: number;
  presale: string | null;
  /** The fan asked, before choosing seats, for more time than usual to choose and to pay. */
  hasMoreTime: boolean;
};

/**
 * Fans stand in line by number and are called by rank. The two are equal until the line is drawn up at the opening to
 * everybody: by a lottery, or because fans of a presale were set aside.
 */
export type Queue = {
  /** The highest number given, and the highest rank called. */
  given: number;
  called: number;
  calls: Call[];
  /** The number of ranks in `calls` that are still unused. */
  pending: number;
  /** Lapsed calls whose fans may still come back. */
  missed: Call[];
  /** Ranks that were given up and are still to be called; before the draw, numbers. They are passed over. */
  gaveUp: Set<number>;
  /** The presales of the numbers, for numbers that were given in one. */
  lines: Line[];
  /** Ranks that were passed over because the sale was not open to their fans, who keep their places. */
  aside: Span[];
  /** The number of fans who have entered so far. */
  entered: number;
  /**
   * `backs` are ranks of fans who came back after a missed call and are called again before anybody else; `recalls` are
   * those already called again.
   */
  backs: Map<string, number>;
  recalls: Map<string, { rank: number; at: number }>;
  shoppers: Map<string, Shopper>;
  /** The admission rate as a bucket: its content at `tokensAt`. */
  tokens: number;
  tokensAt: number;
  /** How the line was drawn up; null before, and while every number is its own rank. */
  draw: { after: number; count: number; aside: readonly Span[] } | null;
  /** While the sale is paused every fan's clock stands still at this time. */
  frozenAt: number | null;
  /** The last range of each intake, so that an intake that crashed gets the same range again. */
  intakes: Map<string, { turn: number; first: number; count: number }>;
};

/** One schedule. Seats are ordinals: their state lives in columns, and only held or sold seats have anything more. */
export type ScheduleState = {
  terms: Terms;
  layout: Layout;
  /** Codes of contract/live: 0 available, 1 held, 2 taken, 3 not for sale. */
  status: Uint8Array;
  /** For a taken seat, the fingerprint of the hold that bought it; 0 for all others. */
  owner: Float64Array;
  /** For a held seat, its hold. */
  holder: Map<number, string>;
  holds: Map<string, Hold>;
  /** Zones with waitlist entries: seats that come back there are kept until the object has asked the waitlist. */
  awaited: ReadonlySet<number>;
  kept: Set<number>;
  /** The stock: blocks of seats, the block of each of their seats, and the blocks that are over. */
  blocks: Map<string, Block>;
  homes: Map<number, string>;
  releasedBlocks: Set<string>;
  /** As `counts`, of the seats that are in a block. */
  stockCounts: Int32Array;
  holdOf: Map<string, string>;
  /** The number of seats that each account has bought. */
  bought: Map<string, number>;
  /** The number of seats that each presale has held or sold, and the sales that belong to a presale. */
  presaleHeld: Map<string, number>;
  presaleSold: Map<string, number>;
  presaleSales: Map<string, string>;
  /** The last holds that ended, oldest first, so that a late request gets a true answer. */
  ended: Map<string, EndReason>;
  /** The presales of these holds, for holds that had one. */
  endedPresales: Map<string, string>;
  /** When each account's latest holds ended without a purchase, oldest first. */
  unbought: Map<string, number[]>;
  /** Seats by zone and status: index zone * 4 + code. */
  counts: Int32Array;
  /** Free seats by run of the layout. */
  runFree: Uint32Array;
  /** Grows with every change of any seat. */
  seq: number;
  /** The seats that changed last; see changes.ts. */
  changes: Uint32Array;
  queue: Queue;
  deadlines: Deadlines;
};

/** The bucket of admissions starts full, however little of it may be used at once. */
const plenty = 1e300;

export function emptySchedule(terms: Terms, layout: Layout): ScheduleState {
  const state: ScheduleState = {
    terms,
    layout,
    status: new Uint8Array(layout.seatCount),
    owner: new Float64Array(layout.seatCount),
    holder: new Map(),
    holds: new Map(),
    awaited: new Set(),
    kept: new Set(),
    blocks: new Map(),
    homes: new Map(),
    releasedBlocks: new Set(),
    stockCounts: new Int32Array(layout.zoneCount * 4),
    holdOf: new Map(),
    bought: new Map(),
    ended: new Map(),
    endedPresales: new Map(),
    unbought: new Map(),
    counts: new Int32Array(layout.zoneCount * 4),
    runFree: Uint32Array.from(layout.runs, (run) => run.count),
    seq: 0,
    presaleHeld: new Map(),
    presaleSold: new Map(),
    presaleSales: new Map(),
    changes: emptyChanges(layout.seatCount),
    queue: emptyQueue(),
    deadlines: emptyDeadlines(),
  };
  for (const zone of layout.zoneOf) state.counts[zone * 4] = (state.counts[zone * 4] ?? 0) + 1;
  return state;
}

function emptyQueue(): Queue {
  return {
    given: 0,
    called: 0,
    calls: [],
    pending: 0,
    missed: [],
    gaveUp: new Set(),
    lines: [],
    aside: [],
    entered: 0,
    backs: new Map(),
    recalls: new Map(),
    shoppers: new Map(),
    tokens: plenty,
    tokensAt: 0,
    draw: null,
    frozenAt: null,
    intakes: new Map(),
  };
}

/** The time by which fans' clocks run: it stands still while the sale is paused. */
export const clockOf = ({ queue }: ScheduleState, now: number): number => queue.frozenAt ?? now;

/**
 * The one place where a seat changes, so that columns and counts cannot diverge. A free seat of a block is not for sale.
 */
export function setSeat(state: ScheduleState, seat: number, wanted: number, owner = 0): void {
  const isInBlock = state.homes.has(seat);
  const code = wanted === seatCode.available && isInBlock ? seatCode.notForSale : wanted;
  const before = state.status[seat]!;
  state.owner[seat] = owner;
  if (before === code) return;
  const zone = state.layout.zoneOf[seat]! * 4;
  state.counts[zone + before]!--;
  state.counts[zone + code]!++;
  if (isInBlock) {
    state.stockCounts[zone + before]!--;
    state.stockCounts[zone + code]!++;
  }
  const run = state.layout.runOf[seat]!;
  if (before === seatCode.available) state.runFree[run]!--;
  if (code === seatCode.available) state.runFree[run]!++;
  state.status[seat] = code;
  state.changes[state.seq % state.changes.length] = seat;
  state.seq++;
}

/**
 * 48 bits of the hold's id: enough to tell whose a taken seat is, in eight bytes a seat. The `+ 1` keeps an id that
 * begins with zeros apart from 0, which marks a seat without an owner.
 */
export function fingerprint(holdId: string): number {
  return Number.parseInt(holdId.slice(0, 8) + holdId.slice(9, 13), 16) + 1;
}

/**
 * The number of seats of a zone that are free or may become free for passers-by; where fans wait, held seats go to the
 * waitlist, and those of a block go back to it.
 */
export function seatsToBeHad(state: ScheduleState, zone: number): number {
  const { counts, stockCounts, awaited } = state;
  const at = zone * 4 + seatCode.held;
  const held = awaited.has(zone) ? 0 : (counts[at] ?? 0) - (stockCounts[at] ?? 0);
  return (counts[zone * 4 + seatCode.available] ?? 0) + held;
}

/** Whether wheelchair spaces and companion seats are open to everybody by now. */
export const areSpacesOpen = ({ terms }: ScheduleState, now: number): boolean =>
  terms.spacesOpenAt !== null && now >= terms.spacesOpenAt;
