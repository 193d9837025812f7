import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { seatCode, seatCodes } from "../../contract/live/live.ts";
import type { Row } from "../../contract/plan/seat-places.ts";
import { money } from "../i18n/format.ts";
import { labelText, seatText } from "../../contract/plan/seat-names.ts";
import { language, local, words } from "../state/language.ts";
import { allIn } from "../concert/price-list.tsx";
import { type Hall, outlookOf, type Part } from "./hall.ts";
import { isAtAisle } from "./suggestions.ts";
import { SeatShape } from "./drawing/seat-shape.tsx";

export type GridProps = {
  hall: Hall;
  part: Part;
  statuses: ReadonlySignal<Uint8Array | null>;
  chosen: ReadonlySignal<readonly number[]>;
  onTouch: (ordinal: number) => void;
};

/**
 * The seats of one section as a grid of real buttons. One of them is in the tab order; arrow keys move from seat to
 * seat. The focus stays in place when seats change.
 */
export function SeatGrid({ hall, part, statuses, chosen, onTouch }: GridProps) {
  const rows = hall.places.rows.filter(
    ({ firstOrdinal: at }) => at >= part.firstOrdinal && at < part.end,
  );
  const focused = useSignal(part.firstOrdinal);
  const ref = useRef<HTMLDivElement>(null);
  const focus = (ordinal: number) => {
    focused.value = ordinal;
    ref.current?.querySelector<HTMLElement>(`[data-seat="${ordinal}"]`)?.focus();
  };
  useEffect(() => {
    focused.value = part.firstOrdinal;
    // The middle of a wide section is in view first: the best seats are seldom at its edge.
    const box = ref.current;
    if (box) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
  }, [part]);
  return (
    <div
      ref={ref}
      class="seats"
      role="grid"
      aria-label={words().seat.grid(local(part.label))}
      aria-multiselectable="true"
      onFocusIn={({ target }) => {
        const seat = target instanceof HTMLElement ? target.dataset["seat"] : undefined;
        if (seat !== undefined) focused.value = Number(seat);
      }}
      onKeyDown={(event) => {
        const next = seatAfterKey(rows, focused.value, event);
        if (next === null) return;
        event.preventDefault();
        focus(next);
      }}
    >
      <div class="seats__in" role="presentation">
        {rows.map((row) => (
          <SeatRow key={row.firstOrdinal} {...{ hall, row, statuses, chosen, focused, onTouch }} />
        ))}
      </div>
    </div>
  );
}

/** The seat that a key moves to, or null for other keys. */
export function seatAfterKey(
  rows: readonly Row[],
  from: number,
  { key, ctrlKey }: { key: string; ctrlKey: boolean },
): number | null {
  const rowIndex = rows.findIndex((row) => from < row.firstOrdinal + row.numbers.length);
  const row = rows[rowIndex];
  if (!row) return null;
  const column = from - row.firstOrdinal;
  const inRow = (to: Row | undefined, index: number) =>
    to ? to.firstOrdinal + Math.max(0, Math.min(to.numbers.length - 1, index)) : from;
  // Rows of different length are centered, so up and down keep the distance from the center.
  const across = (to: Row | undefined) =>
    inRow(to, to ? column + Math.round((to.numbers.length - row.numbers.length) / 2) : 0);
  switch (key) {
    case "ArrowRight":
      return inRow(row, column + 1);
    case "ArrowLeft":
      return inRow(row, column - 1);
    case "ArrowDown":
      return across(rows[rowIndex + 1]);
    case "ArrowUp":
      return across(rows[rowIndex - 1]);
    case "Home":
      return ctrlKey ? inRow(rows[0], 0) : inRow(row, 0);
    case "End":
      return ctrlKey ? inRow(rows.at(-1), Infinity) : inRow(row, Infinity);
    case "PageDown":
      return across(rows[Math.min(rows.length - 1, rowIndex + 5)]);
    case "PageUp":
      return across(rows[Math.max(0, rowIndex - 5)]);
    default:
      return null;
  }
}

type RowProps = Omit<GridProps, "part"> & { row: Row; focused: ReadonlySignal<number> };

/** Draws again only when something in this row has changed. */
function SeatRow({ hall, row, statuses, chosen, focused, onTouch }: RowProps) {
  const end = row.firstOrdinal + row.numbers.length;
  const codes = useComputed(() => statuses.value?.subarray(row.firstOrdinal, end).join("") ?? "");
  const mine = useComputed(() =>
    chosen.value.filter((seat) => seat >= row.firstOrdinal && seat < end).join(),
  );
  const focusedHere = useComputed(() =>
    focused.value >= row.firstOrdinal && focused.value < end ? focused.value : null,
  );
  const label = labelText(row.label, language.value);
  // A name with its sound is longer; both sides keep the same room, so that all rows stay in line.
  const labelClass = label === row.label ? "seats__label" : "seats__label is-long";
  const mineHere = new Set(mine.value.split(",").map((seat) => (seat === "" ? -1 : Number(seat))));
  return (
    <div class="seats__row" role="row">
      <span class={labelClass} role="rowheader">
        {label}
      </span>
      {row.numbers.map((_, index) => {
        const ordinal = row.firstOrdinal + index;
        return (
          <Seat
            key={ordinal}
            hall={hall}
            ordinal={ordinal}
            code={Number(codes.value[index] ?? seatCode.taken)}
            isMine={mineHere.has(ordinal)}
            isTabStop={focusedHere.value === ordinal}
            row={row}
            isAfterAisle={row.breaks.includes(index)}
            onTouch={onTouch}
          />
        );
      })}
      <span class={labelClass} aria-hidden="true">
        {label}
      </span>
    </div>
  );
}

function Seat({ hall, row, ordinal, code, isMine, isTabStop, isAfterAisle, onTouch }: SeatProps) {
  const zone = hall.zoneOf(ordinal);
  const status = seatCodes[code] ?? "taken";
  const flags = hall.flagsOf(ordinal);
  const look = isMine ? "mine" : status === "notForSale" ? "taken" : status;
  return (
    <button
      type="button"
      role="gridcell"
      class={`seat ${isAfterAisle ? "seat--aisle" : ""}`}
      data-seat={ordinal}
      data-look={look}
      tabIndex={isTabStop ? 0 : -1}
      aria-selected={isMine}
      aria-disabled={look !== "mine" && look !== "available"}
      aria-label={seatLabel(hall, row, ordinal, look)}
      onClick={() => onTouch(ordinal)}
    >
      <SeatShape look={look} color={zone?.color ?? 6} {...flags} />
    </button>
  );
}

/** A seat's spoken description: place, price, state, special features, and location. */
function seatLabel(hall: Hall, row: Row, ordinal: number, look: Look) {
  const w = words().seat;
  const lang = language.value;
  const zone = hall.zoneOf(ordinal);
  const { isAccessible, isCompanion, isRestricted } = hall.flagsOf(ordinal);
  return [
    seatText(hall.nameOf(ordinal), lang),
    zone ? `${local(zone.name)} ${money(allIn(zone), lang)}` : "",
    w[look],
    isAccessible ? w.accessible : "",
    isCompanion ? w.companion : "",
    isRestricted ? w.restricted : "",
    row.isWhole ? w.whole(row.numbers.length) : "",
    isAtAisle(row, [ordinal]) ? words().seatList.aisle : "",
    w.fromStage(outlookOf(hall, ordinal).meters),
  ]
    .filter((part) => part !== "")
    .join(", ");
}

type Look = "available" | "mine" | "held" | "taken";

type SeatProps = {
  hall: Hall;
  row: Row;
  ordinal: number;
  code: number;
  isMine: boolean;
  isTabStop: boolean;
  isAfterAisle: boolean;
  onTouch: (ordinal: number) => void;
};
