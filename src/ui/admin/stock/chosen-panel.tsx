import { useComputed } from "@preact/signals";
import type { StockBlock } from "../../../contract/admin/stock/stock.ts";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import type { Selection } from "../staff-map/marking/selection.ts";
import { SeatSymbol } from "../staff-map/seat-symbol.tsx";
import { type SeatKind, seatKinds } from "../staff-map/seat-kinds.ts";
import type { StaffHall } from "../staff-map/staff-hall.ts";
import { nameOf } from "../staff-map/block-name.ts";

type ChosenPanelProps = {
  staff: StaffHall;
  selection: Selection;
  /** The block that is chosen in the list. */
  block: StockBlock | null;
  mayEdit: boolean;
  onCreate: () => void;
  onMove: (block: StockBlock, way: "add" | "remove") => void;
};

/** The chosen seats: what they are, and what can be done with them. */
export function ChosenPanel({ staff, selection, block, mayEdit, ...on }: ChosenPanelProps) {
  const [w, lang] = [words().adminStock, language.value];
  const { kinds } = words().staffMap;
  const tally = useComputed(() => {
    const found = new Map<SeatKind, number>();
    for (const seat of selection.picked.value) {
      const kind = staff.seats.kindAt(seat);
      found.set(kind, (found.get(kind) ?? 0) + 1);
    }
    return found;
  });
  const seats = selection.count.value;
  return (
    <section
      class={`adm__card stock__chosen ${seats > 0 ? "is-some" : ""}`}
      aria-labelledby="stock-chosen"
    >
      <div class="between">
        <h2 id="stock-chosen">
          <span role="status">{seats === 0 ? w.choose : w.chosen(count(seats, lang), seats)}</span>
        </h2>
        {seats > 0 ? (
          <button class="btn btn--secondary btn--sm" type="button" onClick={selection.clear}>
            {w.clear}
          </button>
        ) : null}
      </div>
      {seats === 0 ? (
        <p class="c-2 t-14">{w.chooseText}</p>
      ) : (
        <ul class="stock__tally">
          {seatKinds
            .filter((kind) => tally.value.has(kind))
            .map((kind) => (
              <li key={kind}>
                <SeatSymbol kind={kind} />
                {kinds[kind]} <b class="num">{count(tally.value.get(kind) ?? 0, lang)}</b>
              </li>
            ))}
        </ul>
      )}
      {seats > 0 && mayEdit ? (
        <div class="stock__acts">
          <button class="btn btn--primary" type="button" onClick={on.onCreate}>
            {w.createTitle}
          </button>
          {block ? (
            <>
              <button
                class="btn btn--secondary"
                type="button"
                onClick={() => on.onMove(block, "add")}
              >
                {w.addTo(nameOf(block, words()))}
              </button>
              <button
                class="btn btn--secondary"
                type="button"
                onClick={() => on.onMove(block, "remove")}
              >
                {w.takeOut(nameOf(block, words()))}
              </button>
            </>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
