import type { Places } from "../seat-places.ts";
import { rowsOfGroup } from "../seat-places.ts";
import type { SeatPlan, Spot } from "../seat-plan.ts";

export type RestrictedText = NonNullable<Spot["text"]>;

/** The text for each seat with a restricted view, by ordinal; null if there is none. */
export function restrictedTexts(
  plan: SeatPlan,
  places: Places,
): Map<number, RestrictedText | null> {
  const texts = new Map<number, RestrictedText | null>();
  for (const [index, section] of plan.sections.entries()) {
    const marks = [section.flags, ...section.blocks.map(({ spots }) => spots ?? [])];
    if (!marks.flat().some(({ kind }) => kind === "restricted")) continue;
    const rows = rowsOfGroup(places, index);
    const mark = (
      row: (typeof rows)[number] | undefined,
      seats: readonly [number, number],
      text: RestrictedText | undefined,
    ) => {
      if (!row) return;
      const end = Math.min(seats[1], row.numbers.length);
      for (let seat = row.firstOrdinal + seats[0]; seat < row.firstOrdinal + end; seat++)
        texts.set(seat, isSaid(text) ? text : (texts.get(seat) ?? null));
    };
    for (const { kind, row: label, seats, text } of section.flags)
      if (kind === "restricted")
        for (const row of rows) if (label === "*" || row.label === label) mark(row, seats, text);
    let first = 0;
    for (const block of section.blocks) {
      for (const { kind, rows: span, seats, text } of block.spots ?? [])
        if (kind === "restricted")
          for (let row = span[0]; row < Math.min(span[1], block.rows); row++)
            mark(rows[first + row], seats, text);
      first += block.rows;
    }
  }
  return texts;
}

const isSaid = (text: RestrictedText | undefined): text is RestrictedText =>
  text !== undefined && (text.ko.trim() !== "" || text.en.trim() !== "");
