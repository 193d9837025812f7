import { placeKey, type Places } from "../seat-places.ts";
import type { SeatPlan } from "../seat-plan.ts";

/** A plan with its places. */
export type Expanded = { plan: SeatPlan; places: Places };
/** A place of the earlier plan and its place in the later plan. */
type Pair = [number, number];

/** The changes in a later revision of a plan, by ordinals. A place is the same one if it has the same name. */
export type PlanDiff = {
  /** By the earlier plan's ordinals: the place of that name in the later one, or -1. */
  ordinalOf: Int32Array;
  added: number[];
  removed: number[];
  /** The name is gone, and another name is at its position. */
  renamed: Pair[];
  /** The same name at another position: its tickets follow the name. */
  moved: Pair[];
  rezoned: Pair[];
  /** Other flags: accessible, companion, restricted. */
  remarked: Pair[];
  /** Names that only swap positions with each other, in cycles. */
  rings: number[][];
};

export function diffPlans(from: Expanded, to: Expanded): PlanDiff {
  const ordinalOf = new Int32Array(from.places.count).fill(-1);
  const later = keysOf(to.places);
  const isKnown = new Uint8Array(to.places.count);
  const diff: PlanDiff = {
    ordinalOf,
    added: [],
    removed: [],
    renamed: [],
    moved: [],
    rezoned: [],
    remarked: [],
    rings: [],
  };
  for (let seat = 0; seat < from.places.count; seat++) {
    const other = later.get(placeKey(from.places, seat));
    if (other === undefined) diff.removed.push(seat);
    else {
      ordinalOf[seat] = other;
      isKnown[other] = 1;
      compare(diff, from, to, [seat, other]);
    }
  }
  for (let seat = 0; seat < to.places.count; seat++) if (isKnown[seat] === 0) diff.added.push(seat);
  pairRenamed(diff, from, to);
  diff.rings = ringsOf(diff, from, to);
  return diff;
}

function keysOf(places: Places): Map<string, number> {
  const keys = new Map<string, number>();
  for (let seat = 0; seat < places.count; seat++) keys.set(placeKey(places, seat), seat);
  return keys;
}

function compare(diff: PlanDiff, from: Expanded, to: Expanded, pair: Pair): void {
  const [a, b] = pair;
  const { places } = from;
  if (spotOf(from, a) !== spotOf(to, b)) diff.moved.push(pair);
  if (zoneOf(from, a) !== zoneOf(to, b)) diff.rezoned.push(pair);
  if (places.flags[a] !== to.places.flags[b]) diff.remarked.push(pair);
}

const zoneOf = ({ plan, places }: Expanded, seat: number) => plan.zones[places.zone[seat] ?? 0]?.id;

/** The position of a seat, by level; standing places share the position of their area. */
function spotOf({ plan, places }: Expanded, seat: number): string {
  const index = places.group[seat] ?? 0;
  const section = plan.sections[index];
  return section ? `${section.level} ${places.x[seat]} ${places.y[seat]}` : "";
}

function pairRenamed(diff: PlanDiff, from: Expanded, to: Expanded): void {
  const fresh = new Map<string, number>();
  for (const seat of diff.added) {
    const spot = spotOf(to, seat);
    if (spot !== "") fresh.set(spot, seat);
  }
  const renamed = new Map<number, number>();
  for (const seat of diff.removed) {
    const other = fresh.get(spotOf(from, seat));
    if (other === undefined) continue;
    fresh.delete(spotOf(from, seat));
    renamed.set(seat, other);
  }
  const news = new Set(renamed.values());
  diff.renamed = [...renamed];
  diff.removed = diff.removed.filter((seat) => !renamed.has(seat));
  diff.added = diff.added.filter((seat) => !news.has(seat));
}

/** Follows each moved name to the previous name of its new position. A path that returns to its start is a cycle. */
function ringsOf({ moved }: PlanDiff, from: Expanded, to: Expanded): number[][] {
  const owners = new Map(moved.map(([seat]) => [spotOf(from, seat), seat]));
  const next = new Map<number, number>();
  for (const [seat, other] of moved) {
    const owner = owners.get(spotOf(to, other));
    if (owner !== undefined) next.set(seat, owner);
  }
  const rings: number[][] = [];
  const seen = new Set<number>();
  for (const first of next.keys()) {
    const way: number[] = [];
    for (let at: number | undefined = first; at !== undefined && !seen.has(at); at = next.get(at)) {
      seen.add(at);
      way.push(at);
    }
    const last = way.at(-1);
    if (last !== undefined && next.get(last) === first) rings.push(way);
  }
  return rings;
}

/** The effect of a revision on fans who hold or have bought seats, by the earlier plan's ordinals. */
export type Impact = {
  /** False if a sold or held seat would be gone. */
  canPublish: boolean;
  soldGone: number[];
  heldGone: number[];
  soldMoved: number[];
  soldRezoned: number[];
};

export function impactOf(
  diff: PlanDiff,
  { isSold, isHeld }: { isSold: (seat: number) => boolean; isHeld: (seat: number) => boolean },
): Impact {
  const gone = [...diff.removed, ...diff.renamed.map(([seat]) => seat)].sort((a, b) => a - b);
  const soldOf = (pairs: readonly Pair[]) => pairs.map(([seat]) => seat).filter(isSold);
  const [soldGone, heldGone] = [gone.filter(isSold), gone.filter(isHeld)];
  return {
    canPublish: soldGone.length === 0 && heldGone.length === 0,
    soldGone,
    heldGone,
    soldMoved: soldOf(diff.moved),
    soldRezoned: soldOf(diff.rezoned),
  };
}
