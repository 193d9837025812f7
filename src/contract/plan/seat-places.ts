import type { Area, Block, SeatPlan, Section } from "./seat-plan.ts";

/** A run of seats side by side, cut where an aisle cuts: neighbors in a run sit together. */
export type Row = {
  section: number;
  label: string;
  firstOrdinal: number;
  numbers: string[];
  /** Where the row breaks: indexes that begin a new run. */
  breaks: number[];
};

/** Every place of a plan, as columns by ordinal. The server, the editor and the screen all expand with this. */
export type Places = {
  count: number;
  /** Index into `groups`. */
  group: Uint16Array;
  /** Index into the plan's zones. */
  zone: Uint8Array;
  x: Int32Array;
  y: Int32Array;
  /** Bits of `placeFlags`. */
  flags: Uint8Array;
  /** Index into `rows`; standing places have a row of their own per area. */
  rowOf: Uint32Array;
  rows: Row[];
  /** Sections, then areas: where each begins and how many places it owns. */
  groups: { id: string; firstOrdinal: number; count: number; kind: "section" | "area" }[];
};

export const placeFlags = { accessible: 1, companion: 2, restricted: 4 } as const;

export const isSpace = (flags: number): boolean => (flags & placeFlags.accessible) !== 0;

/** True for a wheelchair space or companion seat, which is only sold when asked for. */
export const isReserved = (flags: number): boolean =>
  (flags & (placeFlags.accessible | placeFlags.companion)) !== 0;

/** The name of a place in orders and on tickets: section/row/seat, or area/number. */
export function placeKey(places: Places, ordinal: number): string {
  const { section, row, number } = placeName(places, ordinal);
  return row === "" ? `${section}/${number}` : `${section}/${row}/${number}`;
}

export function placeName(places: Places, ordinal: number) {
  const row = places.rows[places.rowOf[ordinal] ?? -1];
  const group = places.groups[places.group[ordinal] ?? -1];
  if (!row || !group) throw new RangeError(`no place ${ordinal}`);
  const number = row.numbers[ordinal - row.firstOrdinal] ?? String(ordinal - row.firstOrdinal + 1);
  return { section: group.id, row: row.label, number };
}

/** Counts the places of a plan without building them. */
export function countPlaces(plan: SeatPlan): number {
  let count = 0;
  for (const section of plan.sections)
    for (const block of section.blocks) for (const seats of seatsPerRow(block)) count += seats;
  for (const area of plan.areas) count += area.capacity;
  return count;
}

export function expandPlan(plan: SeatPlan): Places {
  const count = countPlaces(plan);
  const places: Places = {
    count,
    group: new Uint16Array(count),
    zone: new Uint8Array(count),
    x: new Int32Array(count),
    y: new Int32Array(count),
    flags: new Uint8Array(count),
    rowOf: new Uint32Array(count),
    rows: [],
    groups: [],
  };
  const zoneIndex = new Map(plan.zones.map((zone, index) => [zone.id, index]));
  let next = 0;
  for (const section of plan.sections) next = expandSection(places, section, zoneIndex, next);
  for (const area of plan.areas) next = expandArea(places, area, zoneIndex, next);
  return places;
}

function expandSection(
  places: Places,
  section: Section,
  zoneIndex: Map<string, number>,
  first: number,
): number {
  const group = places.groups.length;
  let next = first;
  for (const block of section.blocks) {
    const labels = rowLabels(block);
    seatsPerRow(block).forEach((seats, rowIndex) => {
      const zoneId = block.zoneRows.find(([from, end]) => rowIndex >= from && rowIndex < end)?.[2];
      const zone = zoneIndex.get(zoneId ?? section.zone) ?? 0;
      places.group.fill(group, next, next + seats);
      places.zone.fill(zone, next, next + seats);
      places.rowOf.fill(places.rows.length, next, next + seats);
      placeRow(places, block, rowIndex, seats, next);
      places.rows.push({
        section: group,
        label: labels[rowIndex] ?? String(rowIndex + 1),
        firstOrdinal: next,
        numbers: seatNumbers(block, seats),
        breaks: block.aisles.filter((after) => after < seats),
      });
      next += seats;
    });
  }
  places.groups.push({ id: section.id, firstOrdinal: first, count: next - first, kind: "section" });
  setFlags(places, section, group);
  return next;
}

function expandArea(
  places: Places,
  area: Area,
  zoneIndex: Map<string, number>,
  first: number,
): number {
  const group = places.groups.length;
  const end = first + area.capacity;
  const [x, y] = middle(area.outline);
  places.group.fill(group, first, end);
  places.zone.fill(zoneIndex.get(area.zone) ?? 0, first, end);
  places.x.fill(x, first, end);
  places.y.fill(y, first, end);
  places.rowOf.fill(places.rows.length, first, end);
  // Entry numbers are computed from the ordinal when asked for: an area may have fifty thousand.
  places.rows.push({ section: group, label: "", firstOrdinal: first, numbers: [], breaks: [] });
  places.groups.push({ id: area.id, firstOrdinal: first, count: area.capacity, kind: "area" });
  return end;
}

function placeRow(places: Places, block: Block, row: number, seats: number, first: number): void {
  const { geometry } = block;
  for (let index = 0; index < seats; index++) {
    const along = seats === 1 ? 0.5 : index / (seats - 1);
    if (geometry.type === "line") {
      const [x0, y0] = geometry.from;
      const [x1, y1] = geometry.to;
      const [dx, dy] = geometry.pitch;
      places.x[first + index] = Math.round(x0 + (x1 - x0) * along + dx * row);
      places.y[first + index] = Math.round(y0 + (y1 - y0) * along + dy * row);
    } else {
      const [a0, a1] = geometry.angles;
      const angle = ((a0 + (a1 - a0) * along) / 100) * (Math.PI / 180);
      const radius = geometry.radius + geometry.radiusStep * row;
      places.x[first + index] = Math.round(geometry.center[0] + radius * Math.cos(angle));
      places.y[first + index] = Math.round(geometry.center[1] + radius * Math.sin(angle));
    }
  }
}

function setFlags(places: Places, section: Section, group: number): void {
  for (const { kind, row: label, seats } of section.flags) {
    for (const row of places.rows) {
      if (row.section !== group || (label !== "*" && row.label !== label)) continue;
      const end = Math.min(seats[1], row.numbers.length);
      for (let index = seats[0]; index < end; index++) {
        const ordinal = row.firstOrdinal + index;
        places.flags[ordinal] = (places.flags[ordinal] ?? 0) | placeFlags[kind];
      }
    }
  }
}

function seatsPerRow(block: Block): number[] {
  if (typeof block.seats === "number") return Array<number>(block.rows).fill(block.seats);
  return block.seats.flatMap(([rows, seats]) => Array<number>(rows).fill(seats));
}

const hangul = ["가", "나", "다", "라", "마", "바", "사", "아", "자", "차", "카", "타", "파", "하"];

function rowLabels(block: Block): string[] {
  const { scheme, start, skip } = block.rowNumbers;
  const labels: string[] = [];
  for (let n = start; labels.length < block.rows; n++) {
    const label = scheme === "A" ? letters(n) : scheme === "가" ? syllables(n) : String(n);
    if (!skip.includes(label)) labels.push(label);
  }
  return labels;
}

/** 1 is A, 26 is Z, 27 is AA. */
function letters(n: number): string {
  let label = "";
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / 26))
    label = String.fromCharCode(65 + ((rest - 1) % 26)) + label;
  return label;
}

function syllables(n: number): string {
  const round = Math.floor((n - 1) / hangul.length);
  return (hangul[(n - 1) % hangul.length] ?? "") + (round === 0 ? "" : String(round + 1));
}

function seatNumbers({ seatNumbers }: Block, seats: number): string[] {
  const { start, step, direction } = seatNumbers;
  const nth = (index: number) => String(start + step * index);
  const half = Math.ceil(seats / 2);
  return Array.from({ length: seats }, (_, index) => {
    switch (direction) {
      case "ltr":
        return nth(index);
      case "rtl":
        return nth(seats - 1 - index);
      case "centerOut":
        return nth(index < half ? (half - 1 - index) * 2 : (index - half) * 2 + 1);
      case "oddLeftEvenRight":
        return String(
          index < half ? start + 2 * (half - 1 - index) : start + 1 + 2 * (index - half),
        );
    }
  });
}

function middle(outline: readonly (readonly [number, number])[]): [number, number] {
  const sum = outline.reduce(([x, y], [px, py]) => [x + px, y + py], [0, 0] as [number, number]);
  return [Math.round(sum[0] / outline.length), Math.round(sum[1] / outline.length)];
}
