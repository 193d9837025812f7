import { computed, effect, signal } from "@preact/signals";
import {
  blockCodeFrom,
  fanCodeOf,
  staffCode,
  staffCodeOf,
} from "../../../contract/admin/seats/seat-codes.ts";
import type { ReadSeats } from "../../api/selling/staff-map.ts";
import type { LiveSeats } from "../../seat-map/live-seats.ts";
import { blockOf, kindOf, type SeatKind, type StaffBlock } from "./seat-kinds.ts";

const pollMs = 2_500;
/** After a change that the live map tells, staff's states are asked for this soon, and no oftener than this. */
const afterChangeMs = 300;
const leastMs = 1_000;

export type SeatsSource = (tag: string | null) => Promise<ReadSeats | "unchanged">;

/**
 * What every seat is, as staff see it: their own states, with what the live map has told since. The live map is a
 * second faster, but knows neither blocks nor payments.
 */
export function createStaffSeats(
  read: SeatsSource,
  live: Pick<LiveSeats, "statuses">,
  onToken: (token: string) => void,
) {
  const answer = signal<ReadSeats | null>(null);
  const hasFailed = signal(false);
  const blocks = computed((): readonly StaffBlock[] => (answer.value?.blocks ?? []).map(blockOf));
  const codes = computed(() => {
    const known = answer.value?.codes;
    return known ? merged(known, live.statuses.value) : null;
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Infinity;
  let readAt = 0;
  let isReading = false;
  let isStarted = false;

  async function refresh(): Promise<void> {
    if (isReading) return;
    isReading = true;
    readAt = Date.now();
    dueAt = Infinity;
    try {
      const now = await read(answer.peek()?.tag ?? null);
      if (now !== "unchanged") {
        onToken(now.watch.token);
        answer.value = now;
      }
      hasFailed.value = false;
    } catch {
      hasFailed.value = true;
    } finally {
      isReading = false;
      plan(pollMs);
    }
  }

  function plan(inMs: number): void {
    if (!isStarted || document.hidden) return;
    const at = Math.max(Date.now() + inMs, readAt + leastMs);
    if (at >= dueAt) return;
    dueAt = at;
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), at - Date.now());
  }

  function start(): () => void {
    isStarted = true;
    const seen = () => plan(0);
    document.addEventListener("visibilitychange", seen);
    const unwatch = effect(() => {
      if (live.statuses.value) plan(afterChangeMs);
    });
    void refresh();
    return () => {
      isStarted = false;
      clearTimeout(timer);
      unwatch();
      document.removeEventListener("visibilitychange", seen);
    };
  }

  const kindAt = (seat: number): SeatKind =>
    kindOf(codes.value?.[seat] ?? staffCode.notForSale, blocks.value);
  /** The block that a seat is in and free for. */
  const blockAt = (seat: number): StaffBlock | null =>
    blocks.value[(codes.value?.[seat] ?? 0) - blockCodeFrom] ?? null;
  /** How many seats are of each kind, of all or of some. */
  const tally = (first = 0, end = codes.value?.length ?? 0): Map<SeatKind, number> => {
    const byCode: number[] = [];
    for (const code of codes.value?.subarray(first, end) ?? [])
      byCode[code] = (byCode[code] ?? 0) + 1;
    const found = new Map<SeatKind, number>();
    byCode.forEach((count, code) => {
      const kind = kindOf(code, blocks.value);
      found.set(kind, (found.get(kind) ?? 0) + count);
    });
    return found;
  };
  /** How many of these seats are on sale and free; null before it is known. */
  const freeOf = (first: number, end: number): number | null =>
    codes.value ? (tally(first, end).get("free") ?? 0) : null;
  return { codes, blocks, hasFailed, kindAt, blockAt, tally, freeOf, refresh, start };
}

export type StaffSeats = ReturnType<typeof createStaffSeats>;

/** Where the live map tells something else than staff's states, it is newer. */
export function merged(known: Uint16Array, statuses: Uint8Array | null): Uint16Array {
  if (!statuses || statuses.length !== known.length) return known;
  const codes = known.slice();
  for (let seat = 0; seat < codes.length; seat++) {
    const told = statuses[seat]!;
    if (told !== fanCodeOf(codes[seat]!)) codes[seat] = staffCodeOf(told);
  }
  return codes;
}
