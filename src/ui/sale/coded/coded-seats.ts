import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { CodedSeats as Found } from "../../../contract/sale/holds.ts";
import { seatCode } from "../../../contract/live/live.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import type { LiveSeats, Seats } from "../../seat-map/live-seats.ts";
import { recall, remember } from "../../state/storage.ts";

type Opened = { code: string; seats: ReadonlySet<number>; total: number };
type Parts = {
  scheduleId: string;
  accountId: string;
  live: LiveSeats;
  find: (scheduleId: string, code: string) => Promise<Found>;
};

/** The live seats as this fan sees them: those that the fan's code opens are free. */
export type ShownSeats = LiveSeats & {
  /** The seats that the fan's code opens; the map of staff has none. */
  coded?: ReadonlySignal<ReadonlySet<number> | null>;
};

/** The fan's code for seats that are not for everybody, kept in this browser for the account and the date. */
export function createCodedSeats({ scheduleId, accountId, live, find }: Parts) {
  const name = `code.${scheduleId}.${accountId}`;
  const opened = signal<Opened | null>(null);
  const coded = computed(() => opened.value?.seats ?? null);
  let drawn: Opened | null = null;
  const seats = computed((): Seats | null => {
    const [now, open] = [live.seats.value, opened.value];
    const isOther = open !== drawn;
    drawn = open;
    if (now === null) return null;
    const statuses = open ? withFree(now.statuses, open.seats) : now.statuses;
    return { statuses, changed: isOther ? null : now.changed };
  });
  const shown: ShownSeats = {
    ...live,
    seats: seats as LiveSeats["seats"],
    statuses: computed(() => seats.value?.statuses ?? null),
    coded,
  };

  /** Opens the seats of a code; a refusal leaves the code before. */
  async function enter(code: string): Promise<{ found: Found } | { refusal: ApiError }> {
    try {
      const found = await find(scheduleId, code);
      remember(name, code);
      opened.value = { code, seats: new Set(found.seats), total: found.total };
      return { found };
    } catch (thrown) {
      return { refusal: asApiError(thrown) };
    }
  }

  /** Asks again what the kept code opens. A code that no longer opens anything is forgotten. */
  async function refresh(): Promise<void> {
    const kept = recall(name);
    if (kept === null) return;
    const asked = await enter(kept);
    if ("refusal" in asked && asked.refusal.code === "code-not-valid") forget();
  }

  function forget(): void {
    remember(name, null);
    opened.value = null;
  }

  /** The code, if one of these seats needs it. */
  function codeFor(wanted: readonly number[]): { code?: string } {
    const open = opened.peek();
    return open && wanted.some((seat) => open.seats.has(seat)) ? { code: open.code } : {};
  }

  return { opened, shown, enter, refresh, forget, codeFor };
}

export type CodedSeats = ReturnType<typeof createCodedSeats>;

function withFree(statuses: Uint8Array, coded: ReadonlySet<number>): Uint8Array {
  const free = statuses.slice();
  for (const seat of coded) if (free[seat] === seatCode.notForSale) free[seat] = seatCode.available;
  return free;
}
