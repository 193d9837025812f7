import { seatCode } from "../../contract/live/live.ts";
import { done, refuse } from "../../contract/problems.ts";
import type { Asked, Decision, Event } from "../messages.ts";
import type { ScheduleState } from "../state.ts";
import { returnedFromBlock } from "../waitlist/returns.ts";
import type { Block } from "./block.ts";

/** Makes a block or changes it. A repeated command is the same act. */
export function decideStock(
  state: ScheduleState,
  command: Asked<"changeStock">,
  now: number,
): Decision {
  const { blockId, seen, by } = command;
  const before = state.blocks.get(blockId);
  if (state.releasedBlocks.has(blockId)) return refuse("conflict", "the block has been released");
  if (before === undefined && seen !== null) return refuse("not-found");
  if (command.releaseAt !== null && command.releaseAt <= now)
    return refuse("invalid-request", "the release is in the past");
  const added: number[] = [];
  for (const seat of new Set(command.add)) {
    if (seat >= state.layout.seatCount) return refuse("unknown-seat", String(seat));
    if (state.homes.get(seat) === blockId) continue;
    const stands = standingFor(state, command, seat);
    if (stands === "free") added.push(seat);
    else if (!command.isPartial)
      return refuse(stands === "other-block" ? "conflict" : "seat-taken", String(seat));
  }
  const removed = [...new Set(command.remove)].filter((seat) => state.homes.get(seat) === blockId);
  const { channel, releaseAt, about } = command;
  const isSame =
    before?.channel === channel && before.releaseAt === releaseAt && before.about === about;
  if (before && seen === null) return isSame ? done([]) : refuse("idempotency-mismatch");
  if (isSame && added.length + removed.length === 0) return done([]);
  if (before && seen !== before.version) return refuse("changed-meanwhile");
  if (!before && added.length === 0) return refuse("seat-taken");
  const version = (before?.version ?? 0) + 1;
  const block: Block = { blockId, version, channel, releaseAt, about };
  const changed: Event = { type: "stockChanged", block, added, removed, by, at: now };
  return done([changed, ...returnedFromBlock(state, removed)]);
}

/** Whether a block can have this seat. Nothing is taken from under a fan: the seat comes when it is free. */
function standingFor(
  { status, homes }: ScheduleState,
  { whenFree, whenReturned = false, isMoving }: Asked<"changeStock">,
  seat: number,
): "free" | "held" | "sold" | "other-block" {
  if (status[seat] === seatCode.taken && !whenReturned) return "sold";
  if (status[seat] === seatCode.held && !whenFree) return "held";
  return homes.has(seat) && !isMoving ? "other-block" : "free";
}

export function decideReleaseStock(
  state: ScheduleState,
  { blockId, by }: Asked<"releaseStock">,
  now: number,
): Decision {
  if (state.blocks.has(blockId)) return done(stockReleased(state, { blockId, by, now }));
  return state.releasedBlocks.has(blockId) ? done([]) : refuse("not-found");
}

/** The block is over: its seats go to the waitlist, or on sale. */
export function stockReleased(
  state: ScheduleState,
  { blockId, by, now }: Pick<Asked<"releaseStock">, "blockId" | "by"> & { now: number },
): Event[] {
  const seats = seatsOf(state, blockId);
  const version = state.blocks.get(blockId)!.version + 1;
  const released: Event = { type: "stockReleased", blockId, version, seats, by, at: now };
  return [released, ...returnedFromBlock(state, seats)];
}

export function seatsOf({ homes }: ScheduleState, blockId: string): number[] {
  const seats: number[] = [];
  for (const [seat, home] of homes) if (home === blockId) seats.push(seat);
  return seats.sort((a, b) => a - b);
}

/** The blocks whose time is up. */
export function dueBlocks({ blocks }: ScheduleState, clock: number): string[] {
  const due: string[] = [];
  for (const { blockId, releaseAt } of blocks.values())
    if (releaseAt !== null && releaseAt <= clock) due.push(blockId);
  return due;
}
