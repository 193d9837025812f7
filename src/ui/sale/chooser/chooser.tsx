import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Schedule } from "../../../contract/catalog/concerts.ts";
import { type Places, openedSpaces } from "../../../contract/plan/seat-places.ts";
import { spacesOpenAt } from "../../../contract/sale/seating.ts";
import type { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import { findCodedSeats } from "../coded/find-coded-seats.ts";
import { Dialog } from "../../components/dialog.tsx";
import { useTitle } from "../../components/title.tsx";
import { seatsText } from "../../../contract/plan/seat-names.ts";
import { createHall, type Hall } from "../../seat-map/hall.ts";
import { Legend } from "../../seat-map/legend.tsx";
import { createLiveSeats, planNumber } from "../../seat-map/live-seats.ts";
import { liveSource } from "../../seat-map/live-source.ts";
import { loadPlaces } from "../../seat-map/load-places.ts";
import type { Sight } from "../../seat-map/seat-map.ts";
import type { Box } from "../../seat-map/drawing/view.ts";
import { clock } from "../../state/clock.ts";
import { language, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { BestSeats, Filters } from "./best-seats.tsx";
import { ChooserSkeleton } from "./chooser-skeleton.tsx";
import { createFilter } from "./filter.ts";
import { CodeChips } from "../coded/code-chips.tsx";
import { createCodedSeats } from "../coded/coded-seats.ts";
import { Held } from "../held.tsx";
import { ListPanel } from "./list-panel.tsx";
import { PartySize } from "./party-size.tsx";
import { PresaleNote } from "./presale-note.tsx";
import { SaleMap } from "./sale-map.tsx";
import { PauseNote } from "../pause-note.tsx";
import type { FeltOfPage } from "../felt.ts";
import type { Sale } from "../sale.ts";
import { createSelection, type Selection } from "../selection.ts";
import { Tray } from "../tray.tsx";

type ChooserProps = {
  sale: Sale;
  felt: FeltOfPage;
  schedule: Schedule;
  plan: SeatPlan;
  waitPath: string | null;
  timeZone: string | undefined;
  /** Prefetches the checkout; the same function in each render. */
  onChosen: () => void;
  /** The date has moved to another plan, which has to be loaded. */
  onMoved: () => void;
};

/** An answer from a cache may still name the earlier plan. */
const movedAgainMs = 2_000;

/** Inside: choose seats on the map, from the list, or let the best be found, and hold them. */
export function Chooser({ plan, ...props }: ChooserProps) {
  const { sale, schedule } = props;
  useTitle(words().choose.title);
  const [places, setPlaces] = useState<Places | null>(null);
  useEffect(() => {
    let isGone = false;
    void Promise.resolve(loadPlaces(plan)).then((loaded) => {
      if (!isGone) setPlaces(loaded);
    });
    return () => {
      isGone = true;
    };
  }, [plan]);
  const hall = useMemo(
    () => (places ? createHall(plan, schedule, openedFor(schedule, places)) : null),
    [plan, schedule, places],
  );
  const held = sale.holds.value[0];
  if (held) return <Held sale={sale} hold={held} />;
  if (!hall) return <ChooserSkeleton />;
  return <Choosing {...props} hall={hall} />;
}

/** From the time on that the organizer set, wheelchair spaces are seats like all others. */
function openedFor({ seating, startsAt }: Schedule, places: Places): Places {
  const at = seating ? spacesOpenAt(seating, Date.parse(startsAt)) : null;
  return at === null || clock.serverNow() < at
    ? places
    : { ...places, flags: openedSpaces(places.flags) };
}

type ChoosingProps = Omit<ChooserProps, "plan"> & { hall: Hall };

function Choosing({
  sale,
  felt,
  schedule,
  hall,
  waitPath,
  timeZone,
  onChosen,
  onMoved,
}: ChoosingProps) {
  const w = words();
  const source = useMemo(
    () => createLiveSeats(liveSource(schedule.id, sale.passToken), planNumber(schedule.planHash)),
    [schedule.id, schedule.planHash, sale],
  );
  const coded = useMemo(
    () =>
      createCodedSeats({
        scheduleId: schedule.id,
        accountId: sale.accountId,
        live: source,
        find: findCodedSeats,
      }),
    [source, sale],
  );
  const live = coded.shown;
  const isMoved = live.isMoved.value;
  useEffect(() => {
    if (!isMoved) return undefined;
    showToast({ text: w.choose.planMoved });
    onMoved();
    const again = setInterval(onMoved, movedAgainMs);
    return () => clearInterval(again);
  }, [isMoved]);
  const selection = useMemo(
    () =>
      createSelection({ hall, live, sale, coded, seatsMax: schedule.seatsPerAccount, onChosen }),
    [hall, coded],
  );
  const filter = useMemo(() => createFilter(hall, live.coded), [hall, live]);
  const shown = useSignal<Sight | null>(null);
  const isListed = useSignal(false);
  /** The selection at the moment the list opened. */
  const before = useRef<readonly number[]>([]);
  useEffect(() => live.start(), [live]);
  useEffect(() => void coded.refresh(), [coded]);
  useEffect(() => felt.watchMap(live), [felt, live]);
  useEffect(() => selection.watch(), [selection]);
  useEffect(() => sale.pause.watch(), [sale]);
  const show = (seats: readonly number[]) => {
    const group = hall.floor.groups[hall.places.group[seats[0] ?? 0] ?? -1];
    // Standing places have no positions, so the whole area is shown.
    const isArea = group?.kind === "area";
    shown.value = { box: isArea ? group.box : boxAround(hall, seats), isNear: !isArea };
  };
  return (
    <main id="main" class="chooser">
      <h1 class="sr">{w.choose.title}</h1>
      <section class="chooser__ways" aria-label={w.choose.how}>
        <button
          class="btn btn--secondary btn--sm chooser__list"
          type="button"
          onClick={() => {
            before.current = selection.chosen.peek();
            isListed.value = true;
          }}
        >
          <svg class="i i-20" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01" />
          </svg>
          {w.seatList.open}
        </button>
        <PartySize party={selection.party} max={schedule.seatsPerAccount} />
        <Filters schedule={schedule} filter={filter}>
          <CodeChips coded={coded} filter={filter} hasCodes={sale.pause.hasCodes.value} />
        </Filters>
      </section>
      <section
        class={`chooser__map ${live.isStale.value ? "is-stale" : ""}`}
        aria-label={w.choose.map}
      >
        <div class="chooser__pause">
          <PauseNote pause={sale.pause.now} />
          <PresaleNote pause={sale.pause} timeZone={timeZone} />
        </div>
        <SaleMap {...{ hall, live, filter, selection, shown }} />
        {hall.plan.sections.length === 0 ? null : <Legend hall={hall} />}
      </section>
      <Tray {...{ sale, hall, schedule, selection, live, waitPath }}>
        <BestSeats {...{ hall, live, filter, selection }} onShow={show} />
      </Tray>
      {isListed.value ? (
        <ListPanel
          {...{ hall, live, filter, selection }}
          onClose={() => {
            isListed.value = false;
            const chosen = selection.chosen.peek();
            if (chosen.length > 0 && chosen !== before.current) show(chosen);
          }}
        />
      ) : null}
      <RestrictedQuestion hall={hall} selection={selection} />
    </main>
  );
}

/** The seats with some of their neighbors. */
function boxAround({ places, floor }: Hall, seats: readonly number[]): Box {
  const xs = seats.map((seat) => places.x[seat] ?? 0);
  const ys = seats.map((seat) => places.y[seat] ?? 0);
  const margin = floor.pitchCm * 14;
  return [
    Math.min(...xs) - margin,
    Math.min(...ys) - margin,
    Math.max(...xs) + margin,
    Math.max(...ys) + margin,
  ];
}

function RestrictedQuestion({ hall, selection }: { hall: Hall; selection: Selection }) {
  const w = words().pick;
  const wanted = selection.doubtful.value;
  if (!wanted || !("seats" in wanted)) return null;
  const doubtful = wanted.seats.filter((seat) => hall.flagsOf(seat).isRestricted);
  const close = () => {
    selection.doubtful.value = null;
  };
  return (
    <Dialog title={w.restrictedTitle} onClose={close}>
      <p>{w.restrictedText(seatsText(doubtful.map(hall.nameOf), language.value))}</p>
      <button
        class="btn btn--primary btn--block"
        type="button"
        onClick={() => void selection.holdNow(wanted)}
      >
        {w.restrictedYes}
      </button>
      <button class="btn btn--quiet btn--block" type="button" onClick={close}>
        {w.restrictedNo}
      </button>
    </Dialog>
  );
}
