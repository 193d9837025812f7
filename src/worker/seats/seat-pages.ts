import { decodeSnapshot, seatCodes } from "../../contract/live/live.ts";
import { expandPlan, placeKey, placeName } from "../../contract/plan/seat-places.ts";
import type { Places } from "../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import type { Seat, Seats, SeatStatus } from "../../contract/plan/seats.ts";
import { IsolateCache } from "../caching/isolate-cache.ts";
import { ProblemError } from "../problem.ts";

export type PlanPlaces = { hash: string; zoneIds: string[]; places: Places };
export type SeatsWanted = {
  cursor?: string | undefined;
  limit: number;
  section?: string | undefined;
  status?: SeatStatus | undefined;
};

// A plan never changes, so its expansion may be cached; a big one takes a few megabytes.
const expanded = new IsolateCache<PlanPlaces>({ freshMs: Infinity, countMax: 3 });

/** The places of a plan, expanded once. */
export async function placesOf(hash: string, load: () => Promise<SeatPlan>): Promise<PlanPlaces> {
  const known = expanded.fresh(hash);
  if (known) return known;
  const plan = await load();
  const made = { hash, zoneIds: plan.zones.map(({ id }) => id), places: expandPlan(plan) };
  expanded.keep(hash, made);
  return made;
}

/** One page of seats with their names and statuses. The cursor is the next ordinal. */
export function seatPage(plan: PlanPlaces, snapshot: Uint8Array, wanted: SeatsWanted): Seats {
  const live = decodeSnapshot(snapshot);
  if (!live) throw new Error("The object's snapshot cannot be read");
  const { places } = plan;
  const group = places.groups.find(({ id }) => id === wanted.section);
  if (wanted.section !== undefined && !group)
    throw new ProblemError("not-found", "The plan has no such section");
  const end = group ? group.firstOrdinal + group.count : places.count;
  const items: Seat[] = [];
  let ordinal = Math.max(startOf(wanted.cursor), group?.firstOrdinal ?? 0);
  for (; ordinal < end && items.length < wanted.limit; ordinal++) {
    const status = seatCodes[live.statuses[ordinal] ?? 3] ?? "notForSale";
    if (wanted.status === undefined || wanted.status === status)
      items.push(seatAt(plan, ordinal, status));
  }
  return {
    planHash: plan.hash,
    seq: live.seq,
    items,
    nextCursor: ordinal < end ? String(ordinal) : null,
  };
}

function seatAt({ places, zoneIds }: PlanPlaces, ordinal: number, status: SeatStatus): Seat {
  const zoneId = zoneIds[places.zone[ordinal] ?? 0] ?? "";
  return {
    seat: ordinal,
    key: placeKey(places, ordinal),
    ...placeName(places, ordinal),
    zoneId,
    status,
  };
}

function startOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,7}$/.test(cursor)) throw new ProblemError("invalid-request", "cursor");
  return Number(cursor);
}
