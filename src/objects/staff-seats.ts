import type { StaffBlock } from "../contract/admin/seats/staff-map.ts";
import { blockCodeFrom, staffCode, staffCodeOf } from "../contract/admin/seats/seat-codes.ts";
import { seatCode } from "../contract/live/live.ts";
import type { Currency } from "../contract/money/money.ts";
import { placeKey } from "../contract/plan/seat-places.ts";
import type { Event } from "../core/messages.ts";
import { offerTag } from "../core/state.ts";
import type { Block } from "../core/stock/block.ts";
import type { Sale } from "./sale.ts";
import { rfc3339 } from "./schedule-view.ts";
import { aboutOf } from "./stock/stock-facts.ts";

/** The states of all seats as codes of `contract/admin/seats/seat-codes`. */
export type SeatsForStaff = {
  /** Another one means that something may have changed. */
  tag: string;
  planHash: string;
  states: Uint16Array<ArrayBuffer>;
  blocks: StaffBlock[];
};

export type SeatForStaff = {
  key: string;
  code: number;
  zoneId: string | null;
  priceMinor: number;
  feeMinor: number;
  currency: Currency;
  hold: {
    id: string;
    accountId: string;
    phase: "choosing" | "paying" | "offered";
    expiresAt: number;
  } | null;
  /** Its block, which also a held or a sold seat comes back to. */
  block: StaffBlock | null;
};

/** What staff read is made once for each change, because many look at the same map every few seconds. */
export class StaffSeatViews {
  #last: SeatsForStaff | null = null;

  /** Null if nothing has changed since the view with this tag. */
  of(sale: Sale, tag: string, known: string | null): SeatsForStaff | null {
    if (tag === known) return null;
    if (this.#last?.tag !== tag) this.#last = { tag, ...viewSeatsForStaff(sale) };
    return this.#last;
  }
}

/** Events of the line and of times alone leave every seat as it is on the map of staff. */
const quiet: ReadonlySet<Event["type"]> = new Set<Event["type"]>([
  "extended",
  "postponed",
  "holdsExtended",
  "placesTaken",
  "presaleChanged",
  "drawn",
  "called",
  "setAside",
  "putBack",
  "returned",
  "recalled",
  "entered",
  "eased",
  "left",
  "gaveUp",
  "passedOver",
  "awaited",
  "frozen",
  "thawed",
]);
export const changesSeats = ({ type }: Event): boolean => !quiet.has(type);

function viewSeatsForStaff(sale: Sale): Omit<SeatsForStaff, "tag"> {
  const { status, blocks, homes } = sale.state;
  const states = new Uint16Array(status.length);
  for (let seat = 0; seat < status.length; seat++) states[seat] = codeOf(sale, seat);
  const indexes = new Map([...blocks.keys()].map((blockId, index) => [blockId, index]));
  for (const [seat, blockId] of homes) {
    const index = indexes.get(blockId);
    if (status[seat] === seatCode.notForSale && index !== undefined)
      states[seat] = blockCodeFrom + index;
  }
  return { planHash: sale.setup.planHash, states, blocks: [...blocks.values()].map(viewBlock) };
}

function viewBlock({ blockId, releaseAt, ...block }: Block): StaffBlock {
  const { kind, reason, owner, channel, agency } = aboutOf(block.about);
  const until = releaseAt === null ? null : rfc3339(releaseAt);
  return { id: blockId, kind, reason, owner, channel, agency, releaseAt: until };
}

/** Null for a seat that the plan does not have. */
export function viewSeatForStaff(sale: Sale, seat: number): SeatForStaff | null {
  const { state, places, prices, currency } = sale;
  if (seat >= places.count) return null;
  const price = prices[places.zone[seat] ?? -1];
  const hold = state.holds.get(state.holder.get(seat) ?? "");
  const isHeld = state.status[seat] === seatCode.held;
  const home = state.blocks.get(state.homes.get(seat) ?? "");
  return {
    key: placeKey(places, seat),
    code: home && state.status[seat] === seatCode.notForSale ? blockCodeFrom : codeOf(sale, seat),
    zoneId: price?.zoneId ?? null,
    priceMinor: price?.priceMinor ?? 0,
    feeMinor: price?.feeMinor ?? 0,
    currency,
    hold:
      isHeld && hold
        ? {
            id: hold.holdId,
            accountId: hold.accountId,
            phase:
              hold.phase === "paying" ? "paying" : hold.tag === offerTag ? "offered" : "choosing",
            expiresAt: hold.expiresAt,
          }
        : null,
    block: home ? viewBlock(home) : null,
  };
}

function codeOf({ state }: Sale, seat: number): number {
  if (state.status[seat] !== seatCode.held) return staffCodeOf(state.status[seat]!);
  if (state.kept.has(seat)) return staffCode.kept;
  const hold = state.holds.get(state.holder.get(seat) ?? "");
  if (hold?.phase === "paying") return staffCode.paying;
  return hold?.tag === offerTag ? staffCode.offered : staffCode.held;
}
