import type { Places } from "../../../../contract/plan/seat-places.ts";
import type { Clause, Span } from "./seat-query.ts";

export type Found = { seats: number[] } | { unknown: string };

/** The seats that a question is about, or the first section that the plan does not have. */
export function seatsAsked(places: Places, clauses: readonly Clause[]): Found {
  const found = new Set<number>();
  for (const clause of clauses) {
    const stranger = clause.sections.find(
      (span) => !places.groups.some(({ id }) => isWithin(span, id)),
    );
    if (stranger) return { unknown: stranger.from ?? stranger.to ?? "" };
    for (const [index, row] of places.rows.entries()) {
      const group = places.groups[row.section];
      if (!group || !isAmong(clause.sections, group.id) || !isAmong(clause.rows, row.label))
        continue;
      const end = places.rows[index + 1]?.firstOrdinal ?? places.count;
      for (let seat = row.firstOrdinal; seat < end; seat++) {
        const at = seat - row.firstOrdinal;
        const number = row.numbers[at] ?? String(at + 1);
        if (isAmong(clause.seats, number) && isOf(clause.parity, number)) found.add(seat);
      }
    }
  }
  return { seats: [...found].sort((a, b) => a - b) };
}

const isAmong = (spans: readonly Span[], name: string): boolean =>
  spans.length === 0 || spans.some((span) => isWithin(span, name));

function isOf(parity: Clause["parity"], number: string): boolean {
  if (parity === null) return true;
  const value = Number(number);
  return Number.isInteger(value) && value % 2 === (parity === "odd" ? 1 : 0);
}

/** A range has the names of its own kind only: F1–F6 has F3, but neither F31 nor G3. */
function isWithin({ from, to }: Span, name: string): boolean {
  const here = partsOf(name);
  const [low, high] = [from === null ? null : partsOf(from), to === null ? null : partsOf(to)];
  return (low === null || isUpTo(low, here)) && (high === null || isUpTo(here, high));
}

type Parts = { word: string; number: number | null };

function partsOf(name: string): Parts {
  const [, word = "", digits] = /^(.*?)(\d+)?$/.exec(name.toUpperCase()) ?? [];
  return { word, number: digits === undefined ? null : Number(digits) };
}

function isUpTo(low: Parts, high: Parts): boolean {
  if ((low.number === null) !== (high.number === null)) return false;
  if (low.number !== null && high.number !== null)
    return low.word === high.word && low.number <= high.number;
  return low.word.length === high.word.length && low.word <= high.word;
}
