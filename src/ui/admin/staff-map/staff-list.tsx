import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { labelText, seatText } from "../../../contract/plan/seat-names.ts";
import type { Row } from "../../../contract/plan/seat-places.ts";
import { count } from "../../i18n/format.ts";
import type { Part } from "../../seat-map/hall.ts";
import { seatAfterKey } from "../../seat-map/seat-grid.tsx";
import { language, local, words } from "../../state/language.ts";
import { SeatSymbol } from "./seat-symbol.tsx";
import { StandingChoice } from "./standing-choice.tsx";
import type { StaffHall } from "./staff-hall.ts";

type StaffListProps = {
  staff: StaffHall;
  picked: ReadonlySignal<ReadonlySet<number>>;
  onSeat: (seat: number) => void;
  /** Takes places of a standing area, which have no seats to touch. */
  onSeats?: (seats: readonly number[]) => void;
};

/** The map as text: a section, and its seats as buttons. It does all that a touch on the map does, by keyboard. */
export function StaffList(props: StaffListProps) {
  const { staff, onSeats } = props;
  const [w, lang] = [words().staffMap, language.value];
  const { hall, seats } = staff;
  const index = useSignal(0);
  const part = hall.parts[index.value];
  return (
    <section class="smap__list" aria-label={w.list}>
      <div class="field">
        <label for="staff-section">{w.section}</label>
        <select
          class="input"
          id="staff-section"
          value={index.value}
          onChange={(event) => (index.value = Number(event.currentTarget.value))}
        >
          {hall.parts.map((each, at) => {
            const { firstOrdinal, end } = each;
            const free = seats.freeOf(firstOrdinal, end);
            return (
              <option key={each.id} value={at}>
                {local(each.label)}
                {free === null
                  ? null
                  : ` · ${w.freeOf(count(free, lang), count(end - firstOrdinal, lang))}`}
              </option>
            );
          })}
        </select>
      </div>
      {part?.kind === "section" ? <Grid {...props} part={part} /> : null}
      {part?.kind === "area" && onSeats ? (
        <StandingChoice staff={staff} part={part} onSeats={onSeats} />
      ) : null}
    </section>
  );
}

type GridProps = Omit<StaffListProps, "onSeats"> & { part: Part };

/** One seat is in the tab order; arrow keys move from seat to seat. */
function Grid({ part, ...props }: GridProps) {
  const { places } = props.staff.hall;
  const rows = places.rows.filter(
    ({ firstOrdinal: at }) => at >= part.firstOrdinal && at < part.end,
  );
  const focused = useSignal(part.firstOrdinal);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    focused.value = part.firstOrdinal;
  }, [part]);
  return (
    <div
      ref={ref}
      class="seats"
      role="grid"
      aria-label={words().staffMap.grid(local(part.label))}
      aria-multiselectable="true"
      onFocusIn={({ target }) => {
        const seat = target instanceof HTMLElement ? target.dataset["seat"] : undefined;
        if (seat !== undefined) focused.value = Number(seat);
      }}
      onKeyDown={(event) => {
        const next = seatAfterKey(rows, focused.value, event);
        if (next === null) return;
        event.preventDefault();
        focused.value = next;
        ref.current?.querySelector<HTMLElement>(`[data-seat="${next}"]`)?.focus();
      }}
    >
      <div class="seats__in" role="presentation">
        {rows.map((row) => (
          <SeatRow key={row.firstOrdinal} {...props} row={row} focused={focused} />
        ))}
      </div>
    </div>
  );
}

type RowProps = Omit<GridProps, "part"> & { row: Row; focused: ReadonlySignal<number> };

/** Draws again only when something in this row has changed. */
function SeatRow({ staff, picked, onSeat, row, focused }: RowProps) {
  const [w, lang] = [words().staffMap, language.value];
  const { hall, seats } = staff;
  const { firstOrdinal: first, numbers } = row;
  const end = first + numbers.length;
  const state = useComputed(() =>
    numbers
      .map((_, at) => `${seats.kindAt(first + at)}${picked.value.has(first + at) ? "+" : ""}`)
      .join(),
  );
  const stop = useComputed(() =>
    focused.value >= first && focused.value < end ? focused.value : null,
  );
  const states = state.value.split(",");
  return (
    <div class="seats__row" role="row">
      <span class="seats__label" role="rowheader">
        {labelText(row.label, lang)}
      </span>
      {numbers.map((_, at) => {
        const seat = first + at;
        const isPicked = states[at]?.endsWith("+") ?? false;
        const kind = seats.kindAt(seat);
        const zone = hall.zoneOf(seat);
        const label = [seatText(hall.nameOf(seat), lang), w.kinds[kind], zone && local(zone.name)];
        return (
          <button
            key={seat}
            type="button"
            role="gridcell"
            class={`seat ${row.breaks.includes(at) ? "seat--aisle" : ""}`}
            data-seat={seat}
            data-kind={kind}
            tabIndex={stop.value === seat ? 0 : -1}
            aria-selected={isPicked}
            aria-label={label.filter(Boolean).join(", ")}
            onClick={() => onSeat(seat)}
          >
            <SeatSymbol kind={isPicked ? "picked" : kind} color={zone?.color ?? 6} />
          </button>
        );
      })}
    </div>
  );
}
