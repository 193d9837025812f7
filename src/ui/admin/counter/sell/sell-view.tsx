import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Part } from "../../../seat-map/hall.ts";
import { count } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { showToast } from "../../../state/toast.ts";
import type { StaffHall } from "../../staff-map/staff-hall.ts";
import { SeatSymbol } from "../../staff-map/seat-symbol.tsx";
import { StaffList } from "../../staff-map/staff-list.tsx";
import { StaffMap } from "../../staff-map/staff-map.tsx";
import { CounterIcon } from "../screen/counter-icon.tsx";
import type { Counter } from "../screen/counter.ts";
import { seatsMax } from "./holding.ts";

/** The live map of the date beside what concerns this customer. A touch takes a seat or gives it back. */
export function SellView({ counter, staff, children }: SellViewProps) {
  const w = words().counter.sell;
  const { holding } = counter;
  const picked = useComputed(() => new Set(holding.seats.value));
  const pending = useComputed(() =>
    holding.wanted.value.filter((seat) => !holding.seats.value.includes(seat)),
  );
  return (
    <main id="main" class="ctr__work" tabIndex={-1}>
      <section class="ctr__map" aria-label={w.map} aria-busy={holding.isBusy.value}>
        {counter.isListed.value ? (
          <div class="ctr__list">
            <StaffList
              staff={staff}
              picked={picked}
              onSeat={(seat) => touch(counter, staff, seat)}
              onSeats={(seats) => {
                if (counter.canAct.peek()) holding.add(seats);
              }}
            />
          </div>
        ) : (
          <>
            <StaffMap
              staff={staff}
              picked={picked}
              pending={pending}
              onSeat={(seat) => touch(counter, staff, seat)}
              onArea={(part) => touchArea(counter, staff, part)}
            />
            <Legend />
          </>
        )}
        <LivePill counter={counter} staff={staff} />
      </section>
      {children}
    </main>
  );
}

type SellViewProps = { counter: Counter; staff: StaffHall; children: ComponentChildren };

/** How many seats are free, and how old that is. */
function LivePill({ counter, staff: { live, seats } }: { counter: Counter; staff: StaffHall }) {
  const w = words().counter.sell;
  const { isListed } = counter;
  const free = useComputed(() => (seats.codes.value ? (seats.tally().get("free") ?? 0) : null));
  const seconds = useComputed(() => Math.round(live.ageMs.value / 1_000));
  const isKnown = useComputed(() => live.statuses.value !== null);
  const isStale = live.isStale.value || seats.hasFailed.value;
  return (
    <div class="ctr__live">
      <span class={isStale ? "is-stale" : ""}>
        <i />
        {free.value === null || !isKnown.value
          ? words().common.loading
          : `${w.left(count(free.value, language.value))} · ${words().common.secondsAgo(seconds.value)}`}
      </span>
      <button type="button" onClick={() => (isListed.value = !isListed.value)}>
        <CounterIcon name={isListed.value ? "map" : "list"} size={20} />
        {isListed.value ? w.asMap : w.asList}
      </button>
    </div>
  );
}

const legend = ["free", "picked", "held", "sold"] as const;

function Legend() {
  const w = words();
  return (
    <ul class="legend ctr__legend" aria-label={w.staffMap.legend}>
      {legend.map((kind) => (
        <li key={kind}>
          <SeatSymbol kind={kind} />
          {kind === "picked" ? w.counter.sell.customer : w.staffMap.kinds[kind]}
        </li>
      ))}
    </ul>
  );
}

export function touch({ holding, canAct }: Counter, staff: StaffHall, seat: number): void {
  const w = words().counter;
  if (!canAct.peek()) return showToast({ text: w.offline });
  const kind = staff.seats.kindAt(seat);
  // Of the seats in a block, the server knows which the counter may sell.
  const isOpen = kind === "free" || staff.seats.blockAt(seat) !== null;
  if (!isOpen && !holding.wanted.peek().includes(seat))
    return showToast({ text: w.sell.notFree(words().staffMap.kinds[kind]) });
  const { isAccessible, isCompanion } = staff.hall.flagsOf(seat);
  if (!holding.touch(seat, isAccessible || isCompanion))
    showToast({ text: w.sell.tooMany(seatsMax) });
}

/** Of a standing area, one more place: the lowest number that is free. */
function touchArea(counter: Counter, staff: StaffHall, { firstOrdinal, end }: Part): void {
  const wanted = counter.holding.wanted.peek();
  for (let seat = firstOrdinal; seat < end; seat++)
    if (staff.seats.kindAt(seat) === "free" && !wanted.includes(seat))
      return touch(counter, staff, seat);
  showToast({ text: words().counter.sell.noneLeft });
}
