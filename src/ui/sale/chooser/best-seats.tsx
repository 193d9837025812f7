import type { ComponentChildren } from "preact";
import { type Signal, useSignal } from "@preact/signals";
import type { Schedule } from "../../../contract/catalog/concerts.ts";
import { Amount } from "../../components/amount.tsx";
import { Icon } from "../../components/icon.tsx";
import { allIn } from "../../concert/price-list.tsx";
import { ZoneMark } from "../../concert/zone-mark.tsx";
import type { Hall } from "../../seat-map/hall.ts";
import type { LiveSeats } from "../../seat-map/live-seats.ts";
import {
  bestSuggestions,
  type Search,
  type Suggestion,
  type Taste,
  tastes,
} from "../../seat-map/suggestions.ts";
import { local, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import type { Filter } from "./filter.ts";
import type { Selection } from "../selection.ts";

/** Where the chips scroll, a pressed one may be cut at the edge. */
const show = (chip: Element) => chip.scrollIntoView?.({ inline: "center", block: "nearest" });

/** The price zones as filters: seats of other zones are dimmed. */
export function Filters({ schedule, filter, children }: FiltersProps) {
  const { zoneId, isAccessible } = filter;
  return (
    <div class="chips chips--scroll" role="group" aria-label={words().choose.grades}>
      {schedule.zones.map((zone) => (
        <button
          key={zone.id}
          class="chip"
          type="button"
          aria-pressed={zone.id === zoneId.value}
          onClick={({ currentTarget }) => {
            zoneId.value = zoneId.value === zone.id ? null : zone.id;
            show(currentTarget);
          }}
        >
          <ZoneMark color={zone.color} name={zone.name.en} />
          {local(zone.name)}
          <span class="n">
            <Amount of={allIn(zone)} />
          </span>
        </button>
      ))}
      {filter.hasAccessible ? (
        <button
          class="chip"
          type="button"
          aria-pressed={isAccessible.value}
          onClick={({ currentTarget }) => {
            isAccessible.value = !isAccessible.value;
            show(currentTarget);
          }}
        >
          <span aria-hidden="true">♿︎</span>
          {words().map.accessibleOnly}
        </button>
      ) : null}
      {children}
    </div>
  );
}

type FiltersProps = {
  schedule: Schedule;
  filter: Filter;
  /** Further chips. */
  children?: ComponentChildren;
};

type BestProps = {
  hall: Hall;
  live: LiveSeats;
  filter: Filter;
  selection: Selection;
  onShow: (seats: readonly number[]) => void;
};

const suggestionsMax = 3;

type Asked = Pick<BestProps, "hall" | "filter"> & Pick<Search, "statuses" | "count" | "taste">;

/** The best seats, and open wheelchair spaces only if nothing else is left. */
export function findBest({ hall, filter, ...asked }: Asked): Suggestion[] {
  const { places, floor, singleSeats } = hall;
  const accessible = filter.isAccessible.value;
  const search = { ...asked, places, near: floor.focus, accessible };
  const find = (isWanted: Search["isWanted"]) =>
    bestSuggestions({ ...search, avoidsSingles: singleSeats === "rule", isWanted }, suggestionsMax);
  const found = find(filter.isSuggested);
  return found.length > 0 ? found : find(filter.isSuggestedLast);
}

/** The quick way, equal to the map: the best seats side by side that are wanted, and two more to step through. */
export function BestSeats({ hall, live, filter, selection, onShow }: BestProps) {
  const w = words().best;
  // Standing places differ by their numbers only, and the lowest are the best.
  const isStanding = hall.plan.sections.length === 0;
  const suggestions = useSignal<number[][]>([]);
  const at = useSignal(0);
  const taste = useSignal<Taste>("front");
  const chosen = selection.listed.value;
  const isShown =
    chosen.length > 0 && suggestions.value[at.value]?.every((seat) => chosen.includes(seat));
  const choose = (index: number) => {
    const seats = suggestions.value[index];
    if (!seats) return;
    at.value = index;
    selection.chosen.value = seats;
    onShow(seats);
  };
  const find = () => {
    const statuses = live.statuses.value;
    if (!statuses) return;
    const asked = { count: selection.party.value, taste: taste.value };
    const found = findBest({ hall, filter, statuses, ...asked });
    suggestions.value = found.map(({ seats }) => seats);
    if (found.length === 0) showToast({ text: isStanding ? w.noneStanding : w.none });
    // Chooses at random, so that a thousand fans at once do not all get the same pair.
    choose(Math.floor(Math.random() ** 2 * found.length));
  };
  if (isShown && suggestions.value.length > 1)
    return (
      <button
        class="btn btn--secondary best__go best__go--next"
        type="button"
        onClick={() => choose((at.value + 1) % suggestions.value.length)}
      >
        <span class="num">{w.suggestion(at.value + 1, suggestions.value.length)}</span>
        <span class="c-2">{w.next}</span>
        <Icon name="chevron" size={20} />
      </button>
    );
  return (
    <>
      {chosen.length === 0 && !isStanding ? <Tastes taste={taste} /> : null}
      <button
        class="btn btn--secondary best__go"
        type="button"
        disabled={live.isStale.value}
        onClick={find}
      >
        {(isStanding ? w.findStanding : w.find)(selection.party.value)}
      </button>
    </>
  );
}

function Tastes({ taste }: { taste: Signal<Taste> }) {
  const w = words().best;
  return (
    <div class="chips tastes" role="group" aria-label={w.tastes}>
      {tastes.map((each) => (
        <button
          key={each}
          class="chip"
          type="button"
          aria-pressed={taste.value === each}
          onClick={() => {
            taste.value = each;
          }}
        >
          {w.taste[each]}
        </button>
      ))}
    </div>
  );
}
