import type { Locale } from "../people/accounts.ts";

export type SeatName = { section: string; row: string; number: string };

/** Reads a place's key: section/row/seat, or area/number for standing places. */
export function readSeatKey(key: string): SeatName {
  const parts = key.split("/");
  const [section = key, second = "", third] = parts;
  return third === undefined
    ? { section, row: "", number: second }
    : { section, row: second, number: third };
}

const initials = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ");
const vowels = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ");
const finals = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ");
const firstSyllable = "가".codePointAt(0) ?? 0;
const hangul = /[가-힣]/g;

/** A syllable in the Revised Romanization of Korean. */
function romanized(syllable: string): string {
  const at = (syllable.codePointAt(0) ?? 0) - firstSyllable;
  const [initial, vowel, final] = [Math.floor(at / 588), Math.floor(at / 28) % 21, at % 28];
  return `${initials[initial]}${vowels[vowel]}${finals[final]}`;
}

/** The name of a row or a section as shown in the venue, with its sound for readers who do not read Korean. */
export function labelText(label: string, lang: Locale): string {
  if (lang === "ko" || label.search(hangul) < 0) return label;
  const sound = label.replaceAll(hangul, romanized);
  return `${label}\u00a0(${sound.charAt(0).toUpperCase()}${sound.slice(1)})`;
}

/** A seat in words. Standing places have an entry number and no row. */
export function seatText({ section, row, number }: SeatName, lang: Locale): string {
  if (lang === "ko")
    return row === "" ? `${section}구역 입장번호 ${number}` : `${section}구역 ${row}열 ${number}번`;
  // A number may be a run of them: 8–9, or 8, 12.
  const isMany = /[–,]/.test(number);
  const [inSection, inRow] = [labelText(section, lang), labelText(row, lang)];
  return row === ""
    ? `Section ${inSection}, ${isMany ? "entries" : "entry"} ${number}`
    : `Section ${inSection}, row ${inRow}, ${isMany ? "seats" : "seat"} ${number}`;
}

/** Names many seats briefly: neighbors in one row are named as a run, 8–9. */
export function seatsText(seats: readonly SeatName[], lang: Locale): string {
  const rows = new Map<string, SeatName[]>();
  for (const seat of seats) {
    const at = `${seat.section}/${seat.row}`;
    rows.set(at, [...(rows.get(at) ?? []), seat]);
  }
  const told = [...rows.values()].map((row) => {
    const [first] = row;
    return first ? seatText({ ...first, number: runs(row.map(({ number }) => number)) }, lang) : "";
  });
  return told.join(" · ");
}

function runs(numbers: readonly string[]): string {
  const isCounted = numbers.every((number) => /^\d+$/.test(number));
  if (!isCounted) return numbers.join(", ");
  const sorted = numbers.map(Number).sort((a, b) => a - b);
  const found: [number, number][] = [];
  for (const number of sorted) {
    const last = found.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}
