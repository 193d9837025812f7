import { numbersByRow, rowLabels } from "./seat-numbers.ts";
import type { Area, Block, SeatPlan, Section } from "./seat-plan.ts";
import { placeRow } from "./seat-points.ts";

/** A run of seats side by side, divided by aisles: neighbors in a run sit together. */
export type Row = {
  section: number;
  label: string;
  firstOrdinal: number;
  numbers: string[];
  /** The row's breaks: the indexes that begin a new run. */
  breaks: number[];
  /** True if the row is sold only as a whole. */
  isWhole?: true;
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
  /** Sections, then areas: the start of each and its number of places. */
  groups: { id: string; firstOrdinal: number; count: number; kind: "section" | "area" }[];
};

export const placeFlags = { accessible: 1, companion: 2, restricted: 4 } as const;

export const isSpace = (flags: number): boolean => (flags & placeFlags.accessible) !== 0;

/** Set on wheelchair spaces and companion seats that have opened to everybody. No plan has it. */
export const openToAll = 8;

/** True for a wheelchair space or companion seat, which is only sold when asked for, until it opens to everybody. */
export const isReserved = (flags: number): boolean =>
  (flags & (placeFlags.accessible | placeFlags.companion)) !== 0 && (flags & openToAll) === 0;

/** The flags from the time on at which wheelchair spaces and companion seats open to everybody. */
export const openedSpaces = (flags: Uint8Array): Uint8Array =>
  flags.map((bits) => (isReserved(bits) ? bits | openToAll : bits));

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

/** The ordinal after a row's last. */
export function rowEnd({ rows, count }: Places, row: number): number {
  return rows[row + 1]?.firstOrdinal ?? count;
}

/** The rows of a section or area. */
export function rowsOfGroup({ rows, rowOf, groups }: Places, group: number): Row[] {
  const { firstOrdinal, count } = groups[group] ?? { firstOrdinal: 0, count: 0 };
  if (count === 0) return [];
  return rows.slice(rowOf[firstOrdinal], (rowOf[firstOrdinal + count - 1] ?? 0) + 1);
}

/** Counts the places of a plan without building them. */
export function countPlaces(plan: SeatPlan): number {
  let count = 0;
  for (const section of plan.sections) count += countSeats(section);
  for (const area of plan.areas) count += area.capacity;
  return count;
}

export function countSeats({ blocks }: Section): number {
  return blocks.reduce((sum, { rows, seats }) => {
    if (typeof seats === "number") return sum + rows * seats;
    return seats.reduce((all, [run, count]) => all + run * count, sum);
  }, 0);
}

/** The places of one section or area: ordinals and the rows' `section` count from 0. */
export type Part = Pick<Places, "count" | "zone" | "x" | "y" | "flags"> & {
  id: string;
  kind: "section" | "area";
  rows: Row[];
};

type ZoneIndex = ReadonlyMap<string, number>;

export const zoneIndexOf = ({ zones }: SeatPlan): ZoneIndex =>
  new Map(zones.map(({ id }, index) => [id, index]));

/** Expands each section and area with `expand`, which may cache parts that it has expanded before. */
export function expandPlan(plan: SeatPlan, expand = expandPart): Places {
  const zoneIndex = zoneIndexOf(plan);
  const parts = [...plan.sections, ...plan.areas].map((part) => expand(part, zoneIndex));
  const count = parts.reduce((sum, part) => sum + part.count, 0);
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
  let first = 0;
  for (const part of parts) first = addPart(places, part, first);
  return places;
}

function addPart(places: Places, part: Part, first: number): number {
  const section = places.groups.length;
  const end = first + part.count;
  places.group.fill(section, first, end);
  places.zone.set(part.zone, first);
  places.x.set(part.x, first);
  places.y.set(part.y, first);
  places.flags.set(part.flags, first);
  part.rows.forEach((row, index) => {
    const firstOrdinal = first + row.firstOrdinal;
    const next = first + (part.rows[index + 1]?.firstOrdinal ?? part.count);
    places.rowOf.fill(places.rows.length, firstOrdinal, next);
    places.rows.push({ ...row, section, firstOrdinal });
  });
  places.groups.push({ id: part.id, firstOrdinal: first, count: part.count, kind: part.kind });
  return end;
}

export function expandPart(shape: Section | Area, zoneIndex: ZoneIndex): Part {
  return "blocks" in shape ? expandSection(shape, zoneIndex) : expandArea(shape, zoneIndex);
}

function emptyPart(id: string, kind: Part["kind"], count: number): Part {
  return {
    id,
    kind,
    count,
    zone: new Uint8Array(count),
    x: new Int32Array(count),
    y: new Int32Array(count),
    flags: new Uint8Array(count),
    rows: [],
  };
}

function expandSection(section: Section, zoneIndex: ZoneIndex): Part {
  const part = emptyPart(section.id, "section", countSeats(section));
  let next = 0;
  for (const block of section.blocks) {
    const labels = rowLabels(block);
    const numbers = numbersByRow(block);
    const firstRow = part.rows.length;
    seatsPerRow(block).forEach((seats, row) => {
      const zoneId = block.zoneRows.find(([from, end]) => row >= from && row < end)?.[2];
      part.zone.fill(zoneIndex.get(zoneId ?? section.zone) ?? 0, next, next + seats);
      placeRow(part, block, { row, seats, first: next });
      part.rows.push({
        section: 0,
        label: labels[row] ?? String(row + 1),
        firstOrdinal: next,
        numbers: numbers(row, seats),
        breaks: block.aisles.filter((after) => after < seats),
        ...(block.isWhole && { isWhole: true }),
      });
      next += seats;
    });
    setSpots(part, block, firstRow, zoneIndex);
  }
  setFlags(part, section);
  return part;
}

function expandArea(area: Area, zoneIndex: ZoneIndex): Part {
  const part = emptyPart(area.id, "area", area.capacity);
  const [x, y] = middle(area.outline);
  part.zone.fill(zoneIndex.get(area.zone) ?? 0);
  part.x.fill(x);
  part.y.fill(y);
  // Entry numbers are computed from the ordinal on demand, since an area may have fifty thousand.
  part.rows.push({ section: 0, label: "", firstOrdinal: 0, numbers: [], breaks: [] });
  return part;
}

function setSpots(part: Part, block: Block, firstRow: number, zoneIndex: ZoneIndex): void {
  for (const { rows, seats, zone, kind } of block.spots ?? []) {
    for (let index = rows[0]; index < Math.min(rows[1], block.rows); index++) {
      const row = part.rows[firstRow + index];
      if (!row) continue;
      const end = row.firstOrdinal + Math.min(seats[1], row.numbers.length);
      for (let seat = row.firstOrdinal + seats[0]; seat < end; seat++) {
        if (zone !== undefined) part.zone[seat] = zoneIndex.get(zone) ?? 0;
        if (kind !== undefined) part.flags[seat] = (part.flags[seat] ?? 0) | placeFlags[kind];
      }
    }
  }
}

function setFlags(part: Part, section: Section): void {
  for (const { kind, row: label, seats } of section.flags) {
    for (const row of part.rows) {
      if (label !== "*" && row.label !== label) continue;
      const end = row.firstOrdinal + Math.min(seats[1], row.numbers.length);
      for (let seat = row.firstOrdinal + seats[0]; seat < end; seat++)
        part.flags[seat] = (part.flags[seat] ?? 0) | placeFlags[kind];
    }
  }
}

export function seatsPerRow(block: Pick<Block, "rows" | "seats">): number[] {
  if (typeof block.seats === "number") return Array<number>(block.rows).fill(block.seats);
  return block.seats.flatMap(([rows, seats]) => Array<number>(rows).fill(seats));
}

function middle(outline: readonly (readonly [number, number])[]): [number, number] {
  const sum = outline.reduce(([x, y], [px, py]) => [x + px, y + py], [0, 0] as [number, number]);
  return [Math.round(sum[0] / outline.length), Math.round(sum[1] / outline.length)];
}
