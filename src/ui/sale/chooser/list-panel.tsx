import { useSignal } from "@preact/signals";
import { Fragment } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { PriceZone } from "../../../contract/catalog/concerts.ts";
import type { Row } from "../../../contract/plan/seat-places.ts";
import { Icon } from "../../components/icon.tsx";
import { useModal } from "../../components/modal.ts";
import { Toaster } from "../../components/feedback/toaster.tsx";
import { ZoneMark } from "../../concert/zone-mark.tsx";
import { allIn } from "../../concert/price-list.tsx";
import { count, money } from "../../i18n/format.ts";
import { labelText, seatsText } from "../../../contract/plan/seat-names.ts";
import { type Hall, outlookOf, type Part } from "../../seat-map/hall.ts";
import type { LiveSeats } from "../../seat-map/live-seats.ts";
import { isAtAisle, separateWindows } from "../../seat-map/suggestions.ts";
import { SeatGrid } from "../../seat-map/seat-grid.tsx";
import { language, local, words } from "../../state/language.ts";
import type { Filter } from "./filter.ts";
import { LostNote } from "./map-notes.tsx";
import type { Selection } from "../selection.ts";

export type ListProps = {
  hall: Hall;
  live: LiveSeats;
  filter: Filter;
  selection: Selection;
  onClose: () => void;
};

/** The map as text: section, row, seats. It lists only free seats for the whole party. */
export function ListPanel(props: ListProps) {
  const { hall, live, selection, onClose } = props;
  const w = words().seatList;
  const ref = useModal();
  const part = useSignal<Part | null>(null);
  const row = useSignal<Row | null>(null);
  const isGrid = useSignal(false);
  const party = selection.party.value;
  const rows = part.value ? rowsOf(hall, part.value) : [];
  const take = (seats: number[]) => {
    selection.chosen.value = seats;
    ref.current?.close();
  };
  return (
    <dialog ref={ref} class="sheet list" aria-labelledby="list-title" onClose={onClose}>
      <div class="between">
        <h2 id="list-title" class="t-20">
          {w.open}
        </h2>
        <button
          class="icon-btn"
          type="button"
          aria-label={words().common.close}
          onClick={() => ref.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <p class="c-2 t-14">{hall.plan.sections.length === 0 ? w.textStanding : w.text(party)}</p>
      <Sections
        {...props}
        part={part.value}
        onPick={(picked) => {
          part.value = picked;
          row.value = null;
        }}
      />
      {part.value?.kind === "section" ? (
        <button
          class="btn btn--secondary btn--sm"
          type="button"
          aria-pressed={isGrid.value}
          onClick={() => {
            isGrid.value = !isGrid.value;
          }}
        >
          {isGrid.value ? w.steps : w.grid}
        </button>
      ) : null}
      {part.value?.kind === "section" && isGrid.value ? (
        <SeatGrid
          hall={hall}
          part={part.value}
          statuses={live.statuses}
          chosen={selection.chosen}
          onTouch={selection.touch}
        />
      ) : part.value ? (
        <Rows
          {...props}
          rows={rows}
          row={row.value}
          onPick={(picked) => {
            row.value = picked;
          }}
          onTake={take}
        />
      ) : null}
      <News {...props} />
      <Toaster />
    </dialog>
  );
}

/** The note about lost seats is on the map, where the list hides it from everyone, so it shows here too. */
function News({ hall, selection: { lost, tellLost } }: ListProps) {
  return (
    <div class="toaster" role="status">
      {lost.value ? (
        <div class="toast">
          <LostNote hall={hall} lost={lost.value} tell={tellLost} />
        </div>
      ) : null}
    </div>
  );
}

function Sections({
  hall,
  part,
  onPick,
  ...props
}: ListProps & { part: Part | null; onPick: (part: Part) => void }) {
  const w = words().seatList;
  const found = hall.parts
    .filter(props.filter.wantsPart)
    .map((each) => ({
      part: each,
      groups: rowsOf(hall, each).reduce((sum, row) => sum + waysIn(hall, row, props).length, 0),
    }))
    .filter(({ groups }) => groups > 0);
  if (found.length === 0) return <p class="note">{w.empty}</p>;
  return (
    <div class="list__step" role="group" aria-labelledby="list-section">
      <h3 id="list-section">{w.section}</h3>
      {levelsOf(hall, found).map(({ name, sections }) => (
        <Fragment key={name}>
          {name === null ? null : <h4 class="t-14 c-2">{name}</h4>}
          <div class="opts">
            {sections.map(({ part: each, groups }) => (
              <button
                key={each.id}
                class="opt"
                type="button"
                aria-pressed={part?.id === each.id}
                onClick={() => onPick(each)}
              >
                {each.zones[0] ? (
                  <ZoneMark color={each.zones[0].color} name={each.zones[0].name.en} />
                ) : null}
                <span>{local(each.label)}</span>
                <small>
                  <span>{pricesOf(each.zones)}</span>{" "}
                  <span>
                    {each.kind === "area"
                      ? w.standing
                      : w.groups(count(groups, language.value), props.selection.party.value)}
                  </span>
                </small>
              </button>
            ))}
          </div>
        </Fragment>
      ))}
    </div>
  );
}

/** Sections by level, if there are several. */
function levelsOf<Found extends { part: Part }>({ plan }: Hall, found: Found[]) {
  const levels = plan.levels.map(({ id, name }) => ({
    name: local(name),
    sections: found.filter(({ part }) => part.level === id),
  }));
  const shown = levels.filter(({ sections }) => sections.length > 0);
  return shown.length < 2 ? [{ name: null, sections: found }] : shown;
}

type RowsProps = ListProps & {
  rows: Row[];
  row: Row | null;
  onPick: (row: Row) => void;
  onTake: (seats: number[]) => void;
};

function Rows({ rows, row, onPick, onTake, ...props }: RowsProps) {
  const w = words().seatList;
  const { hall } = props;
  const open = rows
    .map((each) => ({ row: each, ways: waysIn(hall, each, props) }))
    .filter(({ ways }) => ways.length > 0);
  const [only] = open;
  const rowStep = useInSight(rows[0]);
  const seatStep = useInSight(row);
  const shown = only?.row.label === "" ? only : open.find((each) => each.row === row);
  return (
    <>
      {only && only.row.label !== "" ? (
        <div ref={rowStep} class="list__step" role="group" aria-labelledby="list-row">
          <h3 id="list-row">{w.row}</h3>
          <div class="chips">
            {open.map(({ row: each }) => (
              <button
                key={each.firstOrdinal}
                class="chip num"
                type="button"
                aria-pressed={each === row}
                onClick={() => onPick(each)}
              >
                {w.rowName(labelText(each.label, language.value))}
              </button>
            ))}
          </div>
        </div>
      ) : null}
      {shown ? (
        <div ref={seatStep} class="list__step" role="group" aria-labelledby="list-seats">
          <h3 id="list-seats">{w.seats}</h3>
          {shown.ways.map((seats) => (
            <button key={seats[0]} class="opt" type="button" onClick={() => onTake(seats)}>
              {seatsText(seats.map(hall.nameOf), language.value)}
              <small>{about(hall, shown.row, seats)}</small>
            </button>
          ))}
        </div>
      ) : null}
    </>
  );
}

/** Brings the step that a choice has opened into sight. */
function useInSight(chosen: Row | null | undefined) {
  const step = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) step.current?.scrollIntoView?.({ block: "start" });
  }, [chosen]);
  return step;
}

/** The full price of a ticket, or from the lowest to the highest. */
function pricesOf(zones: readonly PriceZone[]): string {
  const prices = zones.map(allIn).sort((a, b) => a.amount - b.amount);
  const ends = [prices[0], prices.at(-1)].filter((price) => price !== undefined);
  return [...new Set(ends.map((price) => money(price, language.value)))].join("–");
}

/** More about seats: the price, the aisle, the stage, and special features. */
function about(hall: Hall, row: Row, seats: number[]): string {
  const [w, s] = [words(), words().seat];
  const { meters, side } = outlookOf(hall, seats[0] ?? 0);
  const flags = seats.map(hall.flagsOf);
  const zones = new Set(seats.map(hall.zoneOf).filter((zone) => zone !== undefined));
  const parts = [
    pricesOf([...zones]),
    row.isWhole ? s.whole(seats.length) : "",
    isAtAisle(row, seats) ? w.seatList.aisle : "",
    flags.some(({ isAccessible }) => isAccessible) ? s.accessible : "",
    flags.some(({ isCompanion }) => isCompanion) ? s.companion : "",
    flags.some(({ isRestricted }) => isRestricted) ? s.restricted : "",
    // The position of a fan within a standing area is unknown.
    row.label === "" ? "" : w.pick.away(w.pick.side[side], meters),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

const rowsOf = (hall: Hall, part: Part) =>
  hall.places.rows.filter(({ firstOrdinal: at }) => at >= part.firstOrdinal && at < part.end);

type Asked = Pick<ListProps, "live" | "filter" | "selection">;

function waysIn(hall: Hall, row: Row, { live, filter, selection }: Asked): number[][] {
  const statuses = live.statuses.value;
  if (!statuses) return [];
  const accessible = filter.isAccessible.value;
  const asked = { count: selection.party.value, accessible, isWanted: filter.isListed };
  const ways = separateWindows({ places: hall.places, statuses, ...asked }, row);
  return ways.filter(({ length }) => length <= selection.seatsMax);
}
