import { effect, signal } from "@preact/signals";
import type { Hold } from "../../contract/holds.ts";
import { seatCode } from "../../contract/live.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import type { Wish } from "../api/sales.ts";
import { problemText } from "../components/trouble.tsx";
import { seatsText } from "../i18n/seat-names.ts";
import type { Hall } from "../seat-map/hall.ts";
import type { LiveSeats } from "../seat-map/live-seats.ts";
import { touchSeat } from "../seat-map/picking.ts";
import { language, words } from "../state/language.ts";
import { navigate } from "../state/router.ts";
import { showToast } from "../state/toast.ts";
import type { Sale } from "./sale.ts";

type Parts = { hall: Hall; live: LiveSeats; sale: Sale; seatsMax: number };

/** The seats that I have in mind, kept true to the live map, and the act of holding them. */
export function createSelection({ hall, live, sale, seatsMax }: Parts) {
  const chosen = signal<readonly number[]>([]);
  const party = signal(Math.min(2, seatsMax));
  const isHolding = signal(false);
  let unsettled: { wish: Wish; key: string } | null = null;

  function touch(ordinal: number): void {
    const statuses = live.statuses.peek();
    if (!statuses || live.isStale.peek()) return;
    const status = statuses[ordinal];
    if (status !== seatCode.available && !chosen.peek().includes(ordinal)) {
      showToast({
        text: status === seatCode.held ? words().choose.isHeld : words().choose.isTaken,
      });
      return;
    }
    const { places } = hall;
    const picked = touchSeat(
      { places, statuses, chosen: chosen.peek(), party: party.peek() },
      ordinal,
    );
    chosen.value = picked.chosen;
    if (picked.isShort) showToast({ text: words().choose.short(picked.chosen.length) });
  }

  /** Lets go of what others were faster to take; the other seats stay chosen. */
  function dropTaken(statuses: Uint8Array): void {
    const gone = chosen.peek().filter((seat) => statuses[seat] !== seatCode.available);
    if (gone.length === 0 || isHolding.peek()) return;
    chosen.value = chosen.peek().filter((seat) => !gone.includes(seat));
    const seats = seatsText(gone.map(hall.nameOf), language.peek());
    showToast({ text: words().choose.gone(seats) });
  }

  function watch(): () => void {
    return effect(() => {
      const statuses = live.statuses.value;
      if (statuses) dropTaken(statuses);
    });
  }

  /** Holds what was wished for and goes on to pay. An answer that was lost is asked for again, with the same key. */
  async function hold(wish: Wish): Promise<void> {
    if (isHolding.value) return;
    const isSame = unsettled !== null && JSON.stringify(unsettled.wish) === JSON.stringify(wish);
    const act = isSame && unsettled ? unsettled : { wish, key: crypto.randomUUID() };
    unsettled = act;
    isHolding.value = true;
    let held: Hold | null = null;
    try {
      held = await sale.hold(act.wish, act.key);
      unsettled = null;
    } catch (thrown) {
      await refused(asApiError(thrown), wish);
    }
    isHolding.value = false;
    if (held) navigate(`/checkout/${held.scheduleId}/${held.id}`);
  }

  async function refused(error: ApiError, wish: Wish): Promise<void> {
    const w = words().choose;
    if (error.code === "outcome-unknown") {
      showToast({ text: w.unknown, action: { label: w.askAgain, run: () => void hold(wish) } });
      return;
    }
    unsettled = null;
    isHolding.value = false;
    switch (error.code) {
      case "not-together":
        showToast({ text: problemText(error), action: apart(wish) });
        return;
      case "hold-open":
        await sale.lookAtHolds().catch(() => {});
        return;
      case "pass-expired":
      case "not-admitted":
        showToast({ text: problemText(error) });
        await sale.joinAgain();
        return;
      default:
        // The map tells which seats are gone, so that only those leave the selection.
        showToast({ text: problemText(error) });
        await live.refresh().catch(() => {});
    }
  }

  function apart(wish: Wish): { label: string; run: () => void } {
    const run = () => {
      if ("best" in wish) void hold({ best: { ...wish.best, together: false } });
    };
    return { label: words().choose.apart, run };
  }

  return { chosen, party, isHolding, touch, hold, watch };
}

export type Selection = ReturnType<typeof createSelection>;
