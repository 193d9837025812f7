import { type RestrictedText, restrictedTexts } from "../checking/seat-texts.ts";
import { placeFlags, type Places, rowEnd } from "../seat-places.ts";
import type { Area, SeatPlan } from "../seat-plan.ts";

/** A single seat, as other programs represent it. */
export type FlatSeat = {
  section: string;
  row: string;
  number: string;
  zone: string;
  level: string;
  x: number;
  y: number;
  isAccessible: boolean;
  isCompanion: boolean;
  /** Null if the view is not restricted; texts may be empty. */
  restricted: RestrictedText | null;
  /** True if an aisle follows it in its row. */
  hasAisle: boolean;
  isWhole: boolean;
};
export type FlatArea = Pick<Area, "id" | "zone" | "level" | "mode" | "capacity"> & {
  at: [number, number];
};

const silent: RestrictedText = { ko: "", en: "" };

/** The seats of a plan one by one, in its order. */
export function flatSeats(plan: SeatPlan, places: Places): FlatSeat[] {
  const texts = restrictedTexts(plan, places);
  const seats: FlatSeat[] = [];
  for (const [index, row] of places.rows.entries()) {
    const section = plan.sections[row.section];
    if (!section) break;
    const end = rowEnd(places, index);
    const cuts = new Set(row.breaks.map((at) => row.firstOrdinal + at - 1));
    const next = places.rows[index + 1];
    // Two rows of one name would become one: at least an aisle stays between them.
    const isContinued = next?.section === row.section && next.label === row.label;
    if (isContinued) cuts.add(end - 1);
    for (let seat = row.firstOrdinal; seat < end; seat++) {
      const bits = places.flags[seat] ?? 0;
      seats.push({
        section: section.id,
        row: row.label,
        number: row.numbers[seat - row.firstOrdinal] ?? "",
        zone: plan.zones[places.zone[seat] ?? 0]?.id ?? "",
        level: section.level,
        x: places.x[seat] ?? 0,
        y: places.y[seat] ?? 0,
        isAccessible: (bits & placeFlags.accessible) !== 0,
        isCompanion: (bits & placeFlags.companion) !== 0,
        restricted: (bits & placeFlags.restricted) === 0 ? null : (texts.get(seat) ?? silent),
        hasAisle: cuts.has(seat),
        isWhole: row.isWhole === true,
      });
    }
  }
  return seats;
}

export function flatAreas(plan: SeatPlan, places: Places): FlatArea[] {
  return plan.areas.map(({ id, zone, level, mode, capacity }, index) => {
    const first = places.groups[plan.sections.length + index]?.firstOrdinal ?? 0;
    return { id, zone, level, mode, capacity, at: [places.x[first] ?? 0, places.y[first] ?? 0] };
  });
}
