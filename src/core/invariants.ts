import { seatCode } from "../contract/live/live.ts";
import { isByStaff } from "./stock/block.ts";
import { lastRankOf, unusedOf } from "./queue/calls.ts";
import { type Queue, type ScheduleState, clockOf, fingerprint } from "./state.ts";

/** Checks the invariants. Returns the broken rules in words; an empty list means a sound schedule. */
export function violations(state: ScheduleState, now: number): string[] {
  return [
    ...seatViolations(state),
    ...holdViolations(state),
    ...countViolations(state),
    ...stockViolations(state),
    ...presaleViolations(state),
    ...queueViolations(state, now),
  ];
}

function seatViolations(state: ScheduleState): string[] {
  const broken: string[] = [];
  for (let seat = 0; seat < state.layout.seatCount; seat++) {
    const code = state.status[seat];
    const holder = state.holder.get(seat);
    if ((code === seatCode.taken) !== state.owner[seat]! > 0)
      broken.push(`[I1] seat ${seat} is taken by nobody, or owned without being taken`);
    const isKept = state.kept.has(seat);
    if (isKept && (holder !== undefined || !state.awaited.has(state.layout.zoneOf[seat]!)))
      broken.push(`[I18] seat ${seat} is kept though somebody holds it, or nobody waits for it`);
    if ((code === seatCode.held) !== (holder !== undefined || isKept))
      broken.push(`[I2] seat ${seat} is held by nobody, or has a holder without being held`);
    if (holder !== undefined && !state.holds.get(holder)?.seats.includes(seat))
      broken.push(`[I2] seat ${seat} is held by a hold that does not list it`);
  }
  return broken;
}

function holdViolations(state: ScheduleState): string[] {
  const broken: string[] = [];
  const waking = new Set(state.deadlines.map(({ at, id }) => `${id} ${at}`));
  for (const hold of state.holds.values()) {
    const { holdId, accountId, seats } = hold;
    const mark = fingerprint(holdId);
    if (seats.some((seat) => state.owner[seat] === mark))
      broken.push(`[I3] hold ${holdId} lives on after its sale`);
    if (state.holdOf.get(accountId) !== holdId)
      broken.push(`[I4] account ${accountId} has more than one hold`);
    if (hold.phase === "choosing" && seats.some((seat) => state.holder.get(seat) !== holdId))
      broken.push(`[I2] hold ${holdId} lists a seat that it does not hold`);
    if (hold.phase === "paying" && hold.orderId === null)
      broken.push(`[I5] hold ${holdId} is paying for no order`);
    if (!waking.has(`${holdId} ${hold.expiresAt}`))
      broken.push(`[I6] nothing wakes us for hold ${holdId}`);
    const bought = state.bought.get(accountId) ?? 0;
    if (seats.length + bought > state.terms.limits.seatsPerAccount && !isByStaff(hold.channels))
      broken.push(`[I7] account ${accountId} has more seats than allowed`);
  }
  return broken;
}

function stockViolations(state: ScheduleState): string[] {
  const { layout, status, homes, blocks } = state;
  const broken: string[] = [];
  const counts = new Int32Array(state.stockCounts.length);
  for (let seat = 0; seat < layout.seatCount; seat++) {
    const home = homes.get(seat);
    const code = status[seat]!;
    if (home !== undefined) counts[layout.zoneOf[seat]! * 4 + code]!++;
    if (home === undefined ? code === seatCode.notForSale : code === seatCode.available)
      broken.push(
        `[I25] seat ${seat} is on sale though it is in a block, or in none and not on sale`,
      );
    if (home !== undefined && !blocks.has(home))
      broken.push(`[I25] seat ${seat} is in a block that is over`);
  }
  if (counts.some((count, at) => count !== state.stockCounts[at]))
    broken.push("[I8] the counts of the stock differ from its seats");
  const waking = new Set(state.deadlines.map(({ at, id }) => `${id} ${at}`));
  for (const { blockId, releaseAt } of blocks.values())
    if (releaseAt !== null && !waking.has(`${blockId} ${releaseAt}`))
      broken.push(`[I26] nothing wakes us for block ${blockId}`);
  return broken;
}

function countViolations(state: ScheduleState): string[] {
  const { layout } = state;
  const broken: string[] = [];
  const counts = new Int32Array(state.counts.length);
  const runFree = new Uint32Array(layout.runs.length);
  for (let seat = 0; seat < layout.seatCount; seat++) {
    counts[layout.zoneOf[seat]! * 4 + state.status[seat]!]!++;
    if (state.status[seat] === seatCode.available) runFree[layout.runOf[seat]!]!++;
  }
  if (counts.some((count, at) => count !== state.counts[at]))
    broken.push("[I8] the counts by zone differ from the seats");
  if (runFree.some((free, at) => free !== state.runFree[at]))
    broken.push("[I8] the free seats by run differ from the seats");
  return broken;
}

function presaleViolations(state: ScheduleState): string[] {
  const broken: string[] = [];
  const [held, sold] = [new Map<string, number>(), new Map<string, number>()];
  const count = (presales: Map<string, number>, presale: string | null, seats: number) => {
    if (presale !== null) presales.set(presale, (presales.get(presale) ?? 0) + seats);
  };
  for (const hold of state.holds.values()) count(held, hold.presale, hold.seats.length);
  for (let seat = 0; seat < state.layout.seatCount; seat++)
    for (const [holdId, presale] of state.owner[seat]! > 0 ? state.presaleSales : [])
      if (state.owner[seat] === fingerprint(holdId)) count(sold, presale, 1);
  for (const { id, seatsMax } of state.terms.presales) {
    const [ofHolds, ofSales] = [held.get(id) ?? 0, sold.get(id) ?? 0];
    const isRight =
      ofHolds === (state.presaleHeld.get(id) ?? 0) && ofSales === (state.presaleSold.get(id) ?? 0);
    if (!isRight) broken.push(`[I8] the seats of presale ${id} are miscounted`);
    if (seatsMax !== null && ofHolds + ofSales > seatsMax)
      broken.push(`[I16] presale ${id} has more seats than it may`);
  }
  return broken;
}

function queueViolations(state: ScheduleState, now: number): string[] {
  const { queue, terms } = state;
  const broken: string[] = [];
  const { shoppersMax, callMs } = terms.limits;
  const live = queue.calls.filter((call) => call.at + callMs > clockOf(state, now));
  const inside = queue.shoppers.size + live.reduce((sum, call) => sum + unusedOf(call), 0);
  if (inside > shoppersMax) broken.push(`[I9] ${inside} are inside where ${shoppersMax} may be`);
  if (queue.called > lastRankOf(queue)) broken.push("[I10] a number was called that nobody has");
  const pending = queue.calls.reduce((sum, call) => sum + unusedOf(call), 0);
  if (pending !== queue.pending) broken.push("[I10] the called numbers are miscounted");
  if (hasTwoCalls(queue)) broken.push("[I10] a rank is open in two calls, or was called and waits");
  for (const rank of queue.gaveUp)
    if (rank <= queue.called || rank > lastRankOf(queue))
      broken.push(`[I23] rank ${rank} was given up and is not passed over`);
  for (const [accountId, rank] of queue.backs)
    if (queue.shoppers.has(accountId) || queue.recalls.has(accountId) || rank > queue.called)
      broken.push(`[I10] ${accountId} came back though inside, or uncalled`);
  return broken;
}

/** A rank that waits because it was set aside is in no call that is still open to it. */
function hasTwoCalls({ calls, missed, aside, called }: Queue): boolean {
  const seen = new Set<number>();
  for (const { from, through } of aside)
    for (let rank = from; rank <= through; rank++) seen.add(rank);
  let isBroken = aside.some(({ through }) => through > called);
  for (const { from, through, used } of [...missed, ...calls])
    for (let rank = from; rank <= through; rank++) {
      if (used.has(rank)) continue;
      isBroken ||= seen.has(rank);
      seen.add(rank);
    }
  return isBroken;
}
