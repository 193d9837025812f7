import { boxOf } from "../editing/arranging.ts";
import { expandPlan, placeKey } from "../seat-places.ts";
import type { SeatPlan } from "../seat-plan.ts";
import { type Loss, lossesOf } from "./exchange.ts";
import { flatSeats } from "./flat-seats.ts";

type Position = { x: number; y: number };
type PretixSeat = {
  seat_guid: string;
  seat_number: string;
  position: Position;
  category: string;
};
type PretixRow = {
  row_number: string;
  row_number_position: "both";
  position: Position;
  seats: PretixSeat[];
};
type PretixArea = {
  shape: "polygon";
  color: string;
  border_color: string;
  rotation: number;
  position: Position;
  polygon: { points: Position[] };
  text: { text: string; color: string; position: Position };
};
/** A seating plan by pretix's public schema. */
export type PretixPlan = {
  name: string;
  categories: { name: string; color: string }[];
  zones: {
    name: string;
    zone_id: string;
    position: Position;
    rows: PretixRow[];
    areas: PretixArea[];
  }[];
  size: { width: number; height: number };
};

/** pretix draws in pixels, and its seats are 20 of them wide. */
export const cmPerPixel = 2.5;
export const zoneColors = ["#5b5bd6", "#0f9f8f", "#d9730d", "#2563eb", "#b4318f", "#6b7280"];
/** Parts that pretix has only as drawings. */
const surroundings = "Surroundings";

/** A plan for pretix. Its zones are our sections, and its categories are our zones. */
export function planToPretix(plan: SeatPlan): { document: PretixPlan; lost: Loss[] } {
  const places = expandPlan(plan);
  const [left, top, right, bottom] = plan.bounds;
  const pixels = (x: number, y: number): Position => ({
    x: (x - left) / cmPerPixel,
    y: (y - top) / cmPerPixel,
  });
  const origin = { x: 0, y: 0 };
  const area = (outline: readonly [number, number][], text: string): PretixArea => {
    const [x0, y0, x1, y1] = boxOf(outline);
    return {
      shape: "polygon",
      color: "#e5e7eb",
      border_color: "#9ca3af",
      rotation: 0,
      position: origin,
      polygon: { points: outline.map(([x, y]) => pixels(x, y)) },
      text: { text, color: "#374151", position: pixels((x0 + x1) / 2, (y0 + y1) / 2) },
    };
  };
  const rowsBySection = new Map<string, PretixRow[]>(plan.sections.map(({ id }) => [id, []]));
  const seats = flatSeats(plan, places);
  for (const [seat, { section, row, number, zone, x, y }] of seats.entries()) {
    const rows = rowsBySection.get(section) ?? [];
    let last = rows.at(-1);
    if (last?.row_number !== row) {
      last = { row_number: row, row_number_position: "both", position: origin, seats: [] };
      rows.push(last);
    }
    const position = pixels(x, y);
    last.seats.push({
      seat_guid: placeKey(places, seat),
      seat_number: number,
      position,
      category: zone,
    });
  }
  const drawn = [
    ...plan.stage.map(({ outline, label }) => area(outline, label.en || label.ko)),
    ...plan.areas.map(({ outline, id }) => area(outline, id)),
  ];
  const document: PretixPlan = {
    name: plan.name.en || plan.name.ko,
    categories: plan.zones.map(({ id, color }) => ({
      name: id,
      color: zoneColors[color - 1] ?? "#6b7280",
    })),
    zones: [
      ...[...rowsBySection].map(([id, rows]) => ({
        name: id,
        zone_id: id,
        position: origin,
        rows,
        areas: [],
      })),
      ...(drawn.length > 0
        ? [
            {
              name: surroundings,
              zone_id: "surroundings",
              position: origin,
              rows: [],
              areas: drawn,
            },
          ]
        : []),
    ],
    size: {
      width: Math.ceil((right - left) / cmPerPixel),
      height: Math.ceil((bottom - top) / cmPerPixel),
    },
  };
  const marked = (is: (seat: (typeof seats)[number]) => boolean) => seats.filter(is).length;
  const lost = lossesOf([
    ["standing", plan.areas.length],
    ["accessible", marked(({ isAccessible }) => isAccessible)],
    ["companion", marked(({ isCompanion }) => isCompanion)],
    ["restricted", marked(({ restricted }) => restricted !== null)],
    ["aisles", marked(({ hasAisle }) => hasAisle)],
    ["whole", marked(({ isWhole }) => isWhole)],
    ["levels", plan.levels.length > 1 ? plan.levels.length : 0],
    ["gates", plan.gates?.length ?? 0],
    ["outline", plan.sections.length],
    ["focus", 1],
    ["picture", plan.background ? 1 : 0],
  ]);
  return { document, lost };
}
