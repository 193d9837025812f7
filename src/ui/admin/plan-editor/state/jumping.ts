import type { Finding } from "../../../../contract/plan/checking/plan-faults.ts";
import type { Studio } from "../studio.ts";
import { boxAround } from "../tools/copies.ts";
import { findingText } from "../panels/finding-text.ts";
import { isSection, partsSelected, seatsSelected } from "./selection.ts";

/** Selects what a finding is about and brings it into view. */
export function jumpTo(studio: Studio, finding: Finding): void {
  const { editor, map } = studio;
  const hall = editor.hall.peek();
  const { part: id, seats = [] } = finding;
  const known = seats.filter((seat) => seat < hall.places.count);
  if (known.length > 0) {
    editor.unit.value = "seat";
    editor.select(seatsSelected(hall, Uint32Array.from(new Set(known)).sort()));
    const { x, y } = hall.places;
    const xs = known.map((seat) => x[seat] ?? 0);
    const ys = known.map((seat) => y[seat] ?? 0);
    map?.fit([
      Math.min(...xs) - roomCm,
      Math.min(...ys) - roomCm,
      Math.max(...xs) + roomCm,
      Math.max(...ys) + roomCm,
    ]);
  } else if (id !== undefined && editor.part(id)) {
    editor.unit.value = "part";
    editor.select(partsSelected([id]));
    showPart(studio, id);
  }
  studio.panel.value = "properties";
  editor.say(findingText(finding));
}

const roomCm = 300;

export function showPart({ editor, map }: Studio, id: string): void {
  const part = editor.part(id);
  if (!part || !map) return;
  const [x0, y0, x1, y1] = boxAround([part]);
  const room = isSection(part) ? roomCm : roomCm / 2;
  map.fit([x0 - room, y0 - room, x1 + room, y1 + room]);
}
