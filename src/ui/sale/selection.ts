import { computed, effect, signal } from "@preact/signals";
import type { Hold } from "../../contract/sale/holds.ts";
import { seatCode } from "../../contract/live/live.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import type { HoldRequest } from "../api/sales.ts";
import { problemText } from "../components/feedback/trouble.tsx";
import type { Hall } from "../seat-map/hall.ts";
import type { LiveSeats } from "../seat-map/live-seats.ts";
import type { SeatMark } from "../seat-map/drawing/looks.ts";
import { type Picked, touchSeat, withoutStranded } from "../seat-map/picking.ts";
import { afterFrame } from "./after-frame.ts";
import { words } from "../state/language.ts";
import { navigate } from "../state/router.ts";
import { showToast } from "../state/toast.ts";
import { nearestInstead } from "./chooser/instead.ts";
import type { CodedSeats } from "./coded/coded-seats.ts";
import type { Sale } from "./sale.ts";

/** How long an alternative stays on the map. */
const lostMs = 12_000;

export type Lost = {
  seats: readonly number[];
  /** The nearest like them, if there are any. */
  instead: readonly number[] | null;
  take: () => void;
};

type Parts = {
  hall: Hall;
  live: LiveSeats;
  sale: Sale;
  seatsMax: number;
  /** The fan's code, which is sent with the seats that it opens. */
  coded?: Pick<CodedSeats, "codeFor" | "refresh">;
  /** Prefetches the checkout. */
  onChosen?: () => void;
};

/** The seats that I have in mind, kept true to the live map, and the act of holding them. */
export function createSelection({ hall, live, sale, seatsMax, coded, onChosen }: Parts) {
  const chosen = signal<readonly number[]>([]);
  /** The selection for everything beside the map, one frame later: the touched seat answers first. */
  const listed = signal<readonly number[]>([]);
  const party = signal(Math.min(2, seatsMax));
  const isHolding = signal(false);
  /** Seats with a restricted view that are to be held, until that has been agreed to. */
  const doubtful = signal<HoldRequest | null>(null);
  /** Seats that others just took, for the note on the map. */
  const lost = signal<Lost | null>(null);
  let forgetting: ReturnType<typeof setTimeout> | undefined;
  const marks = computed(() => {
    const mark: SeatMark = isHolding.value ? "pending" : "mine";
    return new Map(chosen.value.map((seat) => [seat, mark]));
  });
  let unsettled: { wanted: HoldRequest; key: string } | null = null;

  function touch(ordinal: number): void {
    const statuses = live.statuses.peek();
    if (!statuses || isHolding.peek()) return;
    if (live.isStale.peek()) {
      showToast({ text: words().choose.stale(Math.round(live.ageMs.peek() / 1_000)) });
      return;
    }
    tellLost(null);
    const status = statuses[ordinal];
    const before = chosen.peek();
    if (status !== seatCode.available && !before.includes(ordinal)) {
      showToast({
        text: status === seatCode.held ? words().choose.isHeld : words().choose.isTaken,
      });
      return;
    }
    const { places } = hall;
    const asked = { places, statuses, chosen: before, party: party.peek(), seatsMax };
    const picked = touchSeat(asked, ordinal);
    chosen.value = picked.chosen;
    if (picked.table) tellTable(picked.table);
    else if (picked.lacksSpace) showToast({ text: words().choose.lacksSpace });
    else if (picked.isShort) showToast({ text: words().choose.short(picked.chosen.length) });
    else if (before.length > 0 && before.every((seat) => !picked.chosen.includes(seat)))
      showUndo(before);
  }

  function tellTable({ size, refused }: NonNullable<Picked["table"]>): void {
    const w = words().choose;
    if (refused === "taken") showToast({ text: w.tableTaken });
    else if (refused === "too-large") showToast({ text: w.tableTooLarge(size, seatsMax) });
    else if (size !== party.peek()) showToast({ text: w.tableWhole(size) });
  }

  /** At the limit a touch moves the choice: most people do not know that they would have to let go first. */
  function showUndo(before: readonly number[]): void {
    if (before.length < party.peek()) return;
    const w = words().pick;
    const run = () => {
      chosen.value = before;
    };
    showToast({ text: w.moved, action: { label: w.undo, run } });
  }

  /** Drops seats that others took and suggests the nearest instead; the other seats stay chosen. */
  function dropTaken(statuses: Uint8Array | null): void {
    if (!statuses || isHolding.peek()) return;
    const open = chosen.peek().filter((seat) => statuses[seat] === seatCode.available);
    if (open.length === chosen.peek().length) return;
    const kept = withoutStranded(hall.places, open);
    const gone = chosen.peek().filter((seat) => !kept.includes(seat));
    chosen.value = kept;
    const instead = nearestInstead({ hall, statuses, gone, kept });
    const take = () => {
      tellLost(null);
      chosen.value = [...chosen.peek(), ...(instead ?? [])].slice(-seatsMax);
    };
    tellLost({ seats: gone, instead, take });
  }

  function tellLost(told: Lost | null): void {
    clearTimeout(forgetting);
    lost.value = told;
    if (told) forgetting = setTimeout(() => tellLost(null), lostMs);
  }

  function watch(): () => void {
    const stops = [
      effect(() => {
        dropTaken(live.statuses.value);
      }),
      effect(() => {
        if (chosen.value === listed.peek()) return;
        afterFrame(() => {
          listed.value = chosen.peek();
        });
      }),
      effect(() => {
        if (listed.value.length > 0 || isHolding.value) onChosen?.();
      }),
    ];
    return () => {
      clearTimeout(forgetting);
      for (const stop of stops) stop();
    };
  }

  /** Asks first if a view is restricted. */
  async function hold(wanted: HoldRequest): Promise<void> {
    const isDoubtful =
      "seats" in wanted && wanted.seats.some((seat) => hall.flagsOf(seat).isRestricted);
    if (isDoubtful) doubtful.value = wanted;
    else await holdNow(wanted);
  }

  /** Holds the selection and continues to the payment. A lost answer is requested again with the same key. */
  async function holdNow(wanted: HoldRequest): Promise<void> {
    doubtful.value = null;
    if (isHolding.value) return;
    const asked = "seats" in wanted ? { ...wanted, ...coded?.codeFor(wanted.seats) } : wanted;
    const isSame = unsettled !== null && JSON.stringify(unsettled.wanted) === JSON.stringify(asked);
    const act = isSame && unsettled ? unsettled : { wanted: asked, key: crypto.randomUUID() };
    unsettled = act;
    isHolding.value = true;
    let held: Hold | null = null;
    try {
      held = await sale.hold(act.wanted, act.key);
      unsettled = null;
    } catch (thrown) {
      await refused(asApiError(thrown), wanted);
    }
    isHolding.value = false;
    if (held) navigate(`/checkout/${held.scheduleId}/${held.id}`);
  }

  async function refused(error: ApiError, wanted: HoldRequest): Promise<void> {
    const w = words().choose;
    if (error.code === "outcome-unknown") {
      showToast({
        text: w.unknown,
        action: { label: w.askAgain, run: () => void holdNow(wanted) },
      });
      return;
    }
    unsettled = null;
    isHolding.value = false;
    switch (error.code) {
      case "seat-taken":
        // The map shows which seats are gone, so only those leave the selection.
        await Promise.all([live.refresh().catch(() => {}), coded?.refresh()]);
        dropTaken(live.statuses.peek());
        if (!lost.peek()) showToast({ text: problemText(error) });
        return;
      case "sale-paused":
        await sale.pause.tell();
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
        showToast({ text: problemText(error) });
        await live.refresh().catch(() => {});
    }
  }

  return {
    chosen,
    listed,
    party,
    seatsMax,
    marks,
    isHolding,
    doubtful,
    lost,
    tellLost,
    touch,
    hold,
    holdNow,
    watch,
  };
}

export type Selection = ReturnType<typeof createSelection>;
