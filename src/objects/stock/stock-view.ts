import type {
  ScheduleStock,
  StockBlock,
  StockBlockSeats,
  StockCounts,
  StockPreview,
} from "../../contract/admin/stock/stock.ts";
import type { CodedSeats } from "../../contract/sale/holds.ts";
import { seatCode } from "../../contract/live/live.ts";
import type { Block } from "../../core/stock/block.ts";
import { seatsOf } from "../../core/stock/stock.ts";
import type { Sale } from "../sale.ts";
import type { StockRow } from "../schedule-calls.ts";
import { placeKey } from "../../contract/plan/seat-places.ts";
import { rfc3339 } from "../schedule-view.ts";
import { aboutOf } from "./stock-facts.ts";

const zoneIdsOf = ({ plan }: Sale): string[] => plan.zones.map(({ id }) => id);

export function viewStock(sale: Sale, now: number): ScheduleStock {
  const { counts, stockCounts, blocks } = sale.state;
  const seats = seatsByBlock(sale);
  return {
    items: [...blocks.values()].map((block) => viewBlock(sale, block, seats.get(block.blockId))),
    zones: zoneIdsOf(sale).map((zoneId, zone) => {
      const count = (code: number) => counts[zone * 4 + code] ?? 0;
      return {
        zoneId,
        forSale: count(seatCode.available),
        held: count(seatCode.held),
        sold: count(seatCode.taken),
        blocked: stockCounts[zone * 4 + seatCode.notForSale] ?? 0,
      };
    }),
    serverTime: rfc3339(now),
  };
}

export function viewBlockSeats(sale: Sale, blockId: string): StockBlockSeats | null {
  const block = sale.state.blocks.get(blockId);
  if (!block) return null;
  const seats = seatsOf(sale.state, blockId);
  return { ...viewBlock(sale, block, seats), seats };
}

function viewBlock(sale: Sale, block: Block, seats: readonly number[] = []): StockBlock {
  const zones = new Map<number, StockCounts>();
  for (const seat of seats) {
    const zone = sale.places.zone[seat]!;
    const counts = zones.get(zone) ?? noSeats();
    counts[standingIn(sale, seat)]++;
    zones.set(zone, counts);
  }
  const ids = zoneIdsOf(sale);
  const byZone = [...zones].sort(([a], [b]) => a - b);
  const total = noSeats();
  for (const [, { free, held, sold }] of byZone) {
    total.free += free;
    total.held += held;
    total.sold += sold;
  }
  return {
    id: block.blockId,
    version: block.version,
    ...aboutOf(block.about),
    releaseAt: block.releaseAt === null ? null : rfc3339(block.releaseAt),
    counts: total,
    zones: byZone.map(([zone, counts]) => ({ zoneId: ids[zone] ?? "", ...counts })),
  };
}

export function viewCodedSeats({ state }: Sale, channel: string): CodedSeats {
  const open = new Set<string>();
  for (const block of state.blocks.values()) if (block.channel === channel) open.add(block.blockId);
  const all = [...state.homes].flatMap(([seat, home]) => (open.has(home) ? [seat] : []));
  const free = all.filter((seat) => state.status[seat] === seatCode.notForSale);
  return { seats: free.sort((a, b) => a - b), total: all.length };
}

export function viewStockTable({ state, places }: Sale): StockRow[] {
  const blocks = new Map(
    [...state.blocks.values()].map(({ blockId, about, releaseAt }) => {
      const until = releaseAt === null ? null : rfc3339(releaseAt);
      return [blockId, { ...aboutOf(about), releaseAt: until }] as const;
    }),
  );
  return [...state.homes]
    .sort(([a], [b]) => a - b)
    .flatMap(([seat, home]) => {
      const block = blocks.get(home);
      return block ? [{ seat: placeKey(places, seat), code: state.status[seat]!, block }] : [];
    });
}

const noSeats = (): StockCounts => ({ free: 0, held: 0, sold: 0 });

function standingIn({ state }: Sale, seat: number): keyof StockCounts {
  const code = state.status[seat];
  if (code === seatCode.taken) return "sold";
  return code === seatCode.held ? "held" : "free";
}

function seatsByBlock({ state }: Sale): Map<string, number[]> {
  const seats = new Map<string, number[]>();
  for (const [seat, blockId] of state.homes) {
    const known = seats.get(blockId);
    if (known) known.push(seat);
    else seats.set(blockId, [seat]);
  }
  return seats;
}

type Touched = Omit<StockPreview, "total" | "zones" | "blocks" | "examples">;
type Touch = keyof Touched;

const examplesMax = 20;

/** What a change of these seats would touch now. */
export function previewStock(sale: Sale, seats: readonly number[]): StockPreview {
  const known = [...new Set(seats)].filter((seat) => seat < sale.places.count);
  const all = nothingTouched();
  const zones = new Map<number, Touched>();
  const blocks = new Map<string, number>();
  const examples = { held: [] as number[], paying: [] as number[], sold: [] as number[] };
  for (const seat of known) {
    const touch = touchOf(sale, seat);
    const zone = sale.places.zone[seat]!;
    const counts = zones.get(zone) ?? nothingTouched();
    counts[touch]++;
    all[touch]++;
    zones.set(zone, counts);
    const home = sale.state.homes.get(seat);
    if (home !== undefined) blocks.set(home, (blocks.get(home) ?? 0) + 1);
    const shown = touch in examples ? examples[touch as keyof typeof examples] : null;
    if (shown && shown.length < examplesMax) shown.push(seat);
  }
  const ids = zoneIdsOf(sale);
  return {
    total: known.length,
    ...all,
    zones: [...zones]
      .sort(([a], [b]) => a - b)
      .map(([zone, counts]) => ({ zoneId: ids[zone] ?? "", ...counts })),
    blocks: [...blocks].map(([id, count]) => ({ id, seats: count })),
    examples,
  };
}

const nothingTouched = (): Touched => ({
  free: 0,
  held: 0,
  paying: 0,
  kept: 0,
  sold: 0,
  blocked: 0,
});

/** The seats that somebody holds, pays for, has bought or is offered. */
export function viewTakenSeats(sale: Sale): number[] {
  const all = Array.from({ length: sale.places.count }, (_, seat) => seat);
  return all.filter((seat) => !["free", "blocked"].includes(touchOf(sale, seat)));
}

function touchOf({ state }: Sale, seat: number): Touch {
  const code = state.status[seat];
  if (code === seatCode.taken) return "sold";
  if (code === seatCode.notForSale) return "blocked";
  if (code === seatCode.available) return "free";
  const hold = state.holds.get(state.holder.get(seat) ?? "");
  if (!hold) return "kept";
  return hold.phase === "paying" ? "paying" : "held";
}
