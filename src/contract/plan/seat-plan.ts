import { z } from "@hono/zod-openapi";

/*
 * seatplan/1: rows generate seats, lengths are whole centimeters, and every bookable place has an ordinal that is
 * never written down: it is the place's position in the document, section by section, then the standing areas.
 * Prices and statuses live elsewhere.
 */
const cm = z.int().min(-100_000).max(100_000);
const point = z.tuple([cm, cm]);
const outline = z.array(point).min(3).max(400);
// A place's key is its names with slashes between them.
const name = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[^/]+$/);
const text = z.strictObject({ ko: z.string().max(120), en: z.string().max(120) });
const zoneId = z.string().regex(/^[a-z0-9-]{1,24}$/);

const rowNumbering = z.strictObject({
  scheme: z.enum(["1", "A", "가"]),
  start: z.int().min(1).max(9_999).default(1),
  skip: z.array(z.string().max(4)).max(40).default([]),
});
const seatNumbering = z.strictObject({
  start: z.int().min(0).max(99_999).default(1),
  step: z.int().min(1).max(10).default(1),
  direction: z.enum(["ltr", "rtl", "centerOut", "oddLeftEvenRight"]).default("ltr"),
});

/** Where the rows of a block stand: straight lines, or arcs around a point (angles in hundredths of a degree). */
const geometry = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("line"), from: point, to: point, pitch: point }),
  z.strictObject({
    type: z.literal("arc"),
    center: point,
    radius: z.int().min(1).max(100_000),
    radiusStep: z.int().min(1).max(2_000),
    angles: z.tuple([z.int(), z.int()]),
  }),
]);

const block = z.strictObject({
  rows: z.int().min(1).max(200),
  /** One number for all rows, or runs of [rows, seats per row]. */
  seats: z.union([
    z.int().min(1).max(500),
    z.array(z.tuple([z.int().min(1), z.int().min(1).max(500)])).max(200),
  ]),
  rowNumbers: rowNumbering.default({ scheme: "1", start: 1, skip: [] }),
  seatNumbers: seatNumbering.default({ start: 1, step: 1, direction: "ltr" }),
  geometry,
  /** After how many seats an aisle breaks the row. */
  aisles: z.array(z.int().min(1).max(499)).max(20).default([]),
  /** Runs of rows [first, end) in another zone than the section's. */
  zoneRows: z
    .array(z.tuple([z.int().min(0), z.int().min(1), zoneId]))
    .max(40)
    .default([]),
});

const flag = z.strictObject({
  kind: z.enum(["accessible", "companion", "restricted"]),
  row: z.string().max(8),
  /** Seats [first, end) of the row, counted from 0. */
  seats: z.tuple([z.int().min(0), z.int().min(1)]),
  text: text.optional(),
});

const section = z.strictObject({
  id: name,
  label: text,
  level: name,
  zone: zoneId,
  outline,
  gate: name.optional(),
  blocks: z.array(block).min(1).max(40),
  flags: z.array(flag).max(400).default([]),
});

const area = z.strictObject({
  id: name,
  label: text,
  level: name,
  zone: zoneId,
  outline,
  /** `entryNumber`: the fan chooses a number; `count`: places are alike and we give the next one. */
  mode: z.enum(["entryNumber", "count"]),
  capacity: z.int().min(1).max(50_000),
});

export const SeatPlan = z
  .strictObject({
    format: z.literal("seatplan/1"),
    name: text,
    bounds: z.tuple([cm, cm, cm, cm]),
    /** The point that people look at; best-available measures from it. */
    focus: point,
    levels: z
      .array(z.strictObject({ id: name, name: text }))
      .min(1)
      .max(12),
    zones: z
      .array(z.strictObject({ id: zoneId, name: text, color: z.int().min(1).max(6) }))
      .min(1)
      .max(24),
    stage: z
      .array(z.strictObject({ outline, label: text }))
      .max(8)
      .default([]),
    sections: z.array(section).max(600),
    areas: z.array(area).max(60).default([]),
  })
  .meta({ id: "SeatPlan" });
export type SeatPlan = z.infer<typeof SeatPlan>;
export type Section = SeatPlan["sections"][number];
export type Area = SeatPlan["areas"][number];
export type Block = Section["blocks"][number];

/** No plan may have more places than this; an object's memory is measured at it. */
export const planSeatsMax = 120_000;
