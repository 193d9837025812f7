import { z } from "@hono/zod-openapi";
import { planLimits, planSeatsMax } from "../plan-limits.ts";
import type { SeatPlan } from "../seat-plan.ts";
import {
  cleanName,
  type FileFault,
  faultsMax,
  type Imported,
  isZoneId,
  lossesOf,
} from "./exchange.ts";
import type { FlatSeat } from "./flat-seats.ts";
import { cmPerPixel } from "./pretix.ts";
import { rebuiltPlan } from "./rebuilding.ts";

const position = z.object({ x: z.number().min(-1e5).max(1e5), y: z.number().min(-1e5).max(1e5) });
const origin = { x: 0, y: 0 };
const seat = z.object({
  seat_guid: z.string().max(190),
  seat_number: z.string().max(190),
  position,
  category: z.string().max(190),
});
const row = z.object({
  row_number: z.string().max(190),
  position: position.default(origin),
  seats: z.array(seat).max(2_000),
});
const area = z.object({
  position: position.default(origin),
  shape: z.string().max(20).optional(),
  /** A plain text in the first version of the schema. */
  text: z.union([z.string().max(200), z.object({ text: z.string().max(200) })]).optional(),
  polygon: z.object({ points: z.array(position).min(3).max(400) }).optional(),
  rectangle: z.object({ width: z.number(), height: z.number() }).optional(),
  width: z.number().optional(),
  height: z.number().optional(),
});

/** pretix's public schema as far as a plan can carry it; it may have more. */
export const PretixDocument = z.object({
  name: z.string().max(190),
  categories: z.array(z.object({ name: z.string().max(190) })).max(200),
  zones: z
    .array(
      z.object({
        name: z.string().max(190).default(""),
        position,
        rows: z.array(row).max(10_000),
        areas: z.array(area).max(1_000).default([]),
      }),
    )
    .max(2_000),
});
type Document = z.infer<typeof PretixDocument>;

/** Reads a seating plan of pretix. */
export function planFromPretix(given: unknown): Imported {
  const parsed = PretixDocument.safeParse(given);
  if (!parsed.success) return { isDone: false, faults: faultsOf(parsed.error) };
  const document = parsed.data;
  const zones = zonesOf(document);
  const idOf = new Map(
    document.categories.map(({ name }, index) => [name, zones[index]?.id ?? ""]),
  );
  const { seats, faults } = seatsOf(document, idOf);
  if (seats.length > planSeatsMax)
    faults.unshift(fault("zones", "too-many-rows", String(seats.length)));
  if (seats.length === 0) faults.unshift(fault("zones", "empty", ""));
  if (faults.length > 0) return { isDone: false, faults: faults.slice(0, faultsMax) };
  const stage = stageOf(document);
  const text = document.name.slice(0, 120);
  const plan = rebuiltPlan({
    name: { ko: text, en: text },
    zones,
    levels: [{ id: "1", name: { ko: "1층", en: "Level 1" } }],
    seats,
    areas: [],
    stage,
    focus: focusOf(stage),
  });
  const tooMany =
    plan.sections.length > planLimits.sections ||
    plan.sections.some(({ blocks }) => blocks.length > planLimits.blocks) ||
    zones.length > planLimits.zones;
  if (tooMany) return { isDone: false, faults: [fault("zones", "too-many-parts", "")] };
  const shapes = document.zones.reduce((sum, { areas }) => sum + areas.length, 0);
  const guids = document.zones
    .flatMap(({ rows }) => rows)
    .reduce((sum, { seats }) => sum + seats.length, 0);
  return {
    isDone: true,
    plan,
    lost: lossesOf([
      ["outline", shapes - stage.length],
      ["guid", guids],
    ]),
  };
}

const fault = (column: string, code: FileFault["code"], value: string): FileFault => ({
  row: 0,
  column,
  code,
  value: value.slice(0, 60),
});

function faultsOf(error: z.ZodError): FileFault[] {
  return error.issues
    .slice(0, faultsMax)
    .map(({ path, message }) => fault(path.join("."), "no-plan", message));
}

function zonesOf({ categories }: Document): SeatPlan["zones"] {
  const ids = new Set<string>();
  return categories.map(({ name }, index) => {
    const isFree = isZoneId(name) && !ids.has(name);
    const id = isFree ? name : `zone-${index + 1}`;
    ids.add(id);
    const text = name.slice(0, 120);
    return { id, name: { ko: text, en: text }, color: (index % 6) + 1 };
  });
}

function seatsOf({ zones }: Document, idOf: Map<string, string>) {
  const seats: FlatSeat[] = [];
  const faults: FileFault[] = [];
  const keys = new Set<string>();
  for (const [at, zone] of zones.entries()) {
    const section = cleanName(zone.name) || `Z${at + 1}`;
    for (const [rowAt, row] of zone.rows.entries()) {
      for (const [seatAt, { seat_number: number, position, category }] of row.seats.entries()) {
        const where = `zones.${at}.rows.${rowAt}.seats.${seatAt}`;
        const made = {
          section,
          row: cleanName(row.row_number, 8) || String(rowAt + 1),
          number: cleanName(number, 8) || String(seatAt + 1),
          x: Math.round((zone.position.x + row.position.x + position.x) * cmPerPixel) + 0,
          y: Math.round((zone.position.y + row.position.y + position.y) * cmPerPixel) + 0,
        };
        const key = `${made.section}/${made.row}/${made.number}`;
        if (keys.has(key)) faults.push(fault(where, "name-twice", key));
        keys.add(key);
        const zoneId = idOf.get(category);
        if (zoneId === undefined) faults.push(fault(`${where}.category`, "no-name", category));
        const isNear =
          Math.abs(made.x) <= planLimits.reachCm && Math.abs(made.y) <= planLimits.reachCm;
        if (!isNear) faults.push(fault(`${where}.position`, "no-number", `${made.x},${made.y}`));
        if (faults.length >= faultsMax) return { seats, faults };
        seats.push({ ...made, ...ordinary, zone: zoneId ?? "" });
      }
    }
  }
  return { seats, faults };
}

const ordinary = {
  level: "1",
  isAccessible: false,
  isCompanion: false,
  restricted: null,
  hasAisle: false,
  isWhole: false,
};

/** Shapes that say that they are the stage. */
function stageOf({ zones }: Document): SeatPlan["stage"] {
  const found = zones.flatMap(({ position, areas }) =>
    areas.flatMap((area): SeatPlan["stage"] => {
      const text = typeof area.text === "string" ? area.text : (area.text?.text ?? "");
      if (!/stage|무대|bühne|podium|scène|escenario/i.test(text)) return [];
      const outline = cornersOf(area).map(({ x, y }): [number, number] => [
        Math.round((position.x + area.position.x + x) * cmPerPixel) + 0,
        Math.round((position.y + area.position.y + y) * cmPerPixel) + 0,
      ]);
      const label = text.slice(0, 120);
      return outline.length < 3 ? [] : [{ outline, label: { ko: label, en: label } }];
    }),
  );
  return found.slice(0, planLimits.stages);
}

function cornersOf({ polygon, rectangle, width = 0, height = 0 }: z.infer<typeof area>) {
  if (polygon) return polygon.points;
  const size = rectangle ?? { width, height };
  if (size.width <= 0 || size.height <= 0) return [];
  return [
    { x: 0, y: 0 },
    { x: size.width, y: 0 },
    { x: size.width, y: size.height },
    { x: 0, y: size.height },
  ];
}

/** The middle of the lowest side of the stage, where it meets the audience. */
function focusOf(stage: SeatPlan["stage"]): [number, number] {
  const points = stage.flatMap(({ outline }) => outline);
  if (points.length === 0) return [0, 0];
  const xs = points.map(([x]) => x);
  return [
    Math.round((Math.min(...xs) + Math.max(...xs)) / 2),
    Math.max(...points.map(([, y]) => y)),
  ];
}
