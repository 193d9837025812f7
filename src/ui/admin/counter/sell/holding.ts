import { batch, computed, signal } from "@preact/signals";
import type { CounterHold } from "../../../../contract/admin/counter.ts";
import type { HoldWanted } from "../../../api/selling/counter.ts";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { clock } from "../../../state/clock.ts";
import { recallHere, rememberHere } from "../../../state/window-storage.ts";

export const seatsMax = 20;

export type HoldApi = {
  hold: (wanted: HoldWanted, key: string) => Promise<CounterHold>;
  release: (holdId: string) => Promise<unknown>;
  extend: (holdId: string, key: string) => Promise<CounterHold>;
};

type Parts = { scheduleId: string; owner: string; api: HoldApi; tell: (error: ApiError) => void };

const isSame = (one: readonly number[], other: readonly number[]) =>
  one.length === other.length && one.every((seat) => other.includes(seat));

/** The seats that are held for the customer. A touch holds at once, so that no fan takes the seat meanwhile. */
export function createHolding({ scheduleId, owner, api, tell }: Parts) {
  const keptName = `counter.hold.${owner}.${scheduleId}`;
  const kept = recallHere<CounterHold>(keptName);
  const isAlive = kept !== null && Date.parse(kept.expiresAt) > clock.serverNow();
  const hold = signal<CounterHold | null>(isAlive ? kept : null);
  const seats = computed(() => hold.value?.seats.map(({ seat }) => seat) ?? []);
  /** The seats that the clerk wants, until the hold has them. */
  const wanted = signal<readonly number[]>(seats.peek());
  const isBusy = signal(false);
  /** Wheelchair spaces and companion seats, which are only held when they are asked for. */
  const reserved = new Set<number>();
  /** The seats of a hold that has run out, for one more try. */
  const lapsed = signal<readonly number[]>([]);

  function take(made: CounterHold | null): void {
    batch(() => {
      hold.value = made;
      if (made) lapsed.value = [];
    });
    rememberHere(keptName, made);
  }

  /** Makes the hold what the clerk wants; touches that come meanwhile go together in the next request. */
  async function settle(): Promise<void> {
    if (isBusy.peek()) return;
    isBusy.value = true;
    while (!isSame(wanted.peek(), seats.peek())) {
      const asked = [...wanted.peek()];
      if (asked.length === 0) letGo();
      else if (!(await ask({ seats: asked, accessible: asked.some((seat) => reserved.has(seat)) })))
        wanted.value = seats.peek();
    }
    isBusy.value = false;
  }

  async function ask(asked: HoldWanted): Promise<boolean> {
    const replaces = hold.peek()?.id;
    const body = replaces === undefined ? asked : { ...asked, replaces };
    try {
      take(await api.hold(body, crypto.randomUUID()));
      return true;
    } catch (thrown) {
      const error = asApiError(thrown);
      const isGone = error.code === "hold-not-found" || error.code === "hold-expired";
      // The hold that was to be replaced has ended meanwhile; the seats may still be free.
      if (replaces !== undefined && isGone) {
        take(null);
        return await ask(asked);
      }
      tell(error);
      return false;
    }
  }

  /** A hold that cannot be given back ends by itself. */
  function letGo(): void {
    const ending = hold.peek();
    take(null);
    if (ending) api.release(ending.id).catch(() => {});
  }

  return {
    hold,
    seats,
    wanted,
    isBusy,
    lapsed,
    /** Adds the seat or leaves it out; false if there are too many. */
    touch(seat: number, isReserved = false): boolean {
      if (isReserved) reserved.add(seat);
      const now = wanted.peek();
      const next = now.includes(seat) ? now.filter((each) => each !== seat) : [...now, seat];
      if (next.length > seatsMax) return false;
      wanted.value = next;
      void settle();
      return true;
    },
    /** Adds places of a standing area, as far as there is room. */
    add(seats: readonly number[]): void {
      wanted.value = [...new Set([...wanted.peek(), ...seats])].slice(0, seatsMax);
      void settle();
    },
    /** Replaces the seats by the best that are free side by side. */
    async best(zoneId: string, count: number): Promise<void> {
      if (isBusy.peek()) return;
      isBusy.value = true;
      await ask({ best: { zoneId, count, together: true, accessible: false } });
      wanted.value = seats.peek();
      isBusy.value = false;
    },
    /** The time is over. */
    expire(): void {
      lapsed.value = seats.peek();
      wanted.value = [];
      take(null);
    },
    /** Tries the seats once more whose time is over. */
    async again(): Promise<void> {
      wanted.value = lapsed.peek();
      await settle();
    },
    async extend(): Promise<void> {
      const held = hold.peek();
      if (!held) return;
      try {
        take(await api.extend(held.id, crypto.randomUUID()));
      } catch (thrown) {
        tell(asApiError(thrown));
      }
    },
    clear(): void {
      wanted.value = [];
      lapsed.value = [];
      letGo();
    },
    /** The seats are sold, so there is nothing to give back. */
    done(): void {
      wanted.value = [];
      take(null);
    },
  };
}

export type Holding = ReturnType<typeof createHolding>;
