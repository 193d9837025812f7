import { countSeats, seatsPerRow } from "../../../../contract/plan/seat-places.ts";
import { seatText } from "../../../../contract/plan/seat-names.ts";
import { language, words } from "../../../state/language.ts";
import type { Hall } from "../state/hall.ts";
import { isSection, type Part, partsOf, seatNames, type Selection } from "../state/selection.ts";

/** A section or area with its size, as in "B2 · 8 rows · 88 seats". */
export function partText(part: Part): string {
  const w = words().planEditor;
  if (!isSection(part)) return `${part.id} · ${w.places(part.capacity)}`;
  const rows = part.blocks.reduce((sum, block) => sum + block.rows, 0);
  return `${part.id} · ${w.rows(rows)} · ${w.seats(countSeats(part))}`;
}

/** What is selected, for a screen reader and the bar above the plan. */
export function selectionText(selection: Selection, { plan, places }: Hall): string {
  const w = words().planEditor;
  if (selection.kind === "none") return w.nothingSelected;
  if (selection.kind === "stage") return w.stage;
  if (selection.kind === "seats") {
    const { seats } = selection;
    const [first] = seatNames(places, seats, 1);
    return seats.length === 1 && first
      ? seatText(first, language.value)
      : w.seatsSelected(seats.length);
  }
  const parts = partsOf(plan).filter(({ id }) => selection.ids.includes(id));
  const [only] = parts;
  if (only && parts.length === 1) return partText(only);
  return w.partsSelected(parts.length);
}

/** The smallest and the largest row, as in "9–13". */
export function seatsText(part: Part): string {
  if (!isSection(part)) return String(part.capacity);
  const lengths = part.blocks.flatMap(seatsPerRow);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  return least === most ? String(least) : `${least}–${most}`;
}
