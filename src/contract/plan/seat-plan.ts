import { z } from "@hono/zod-openapi";
import { ZoneId } from "../ids.ts";
import { planLimits as limits } from "./plan-limits.ts";

/*
 * seatplan/1: rows generate seats, lengths are whole centimeters, and every bookable place has an ordinal that is
 * never written down: it is the place's position in the document, section by section, then the standing areas.
 * Prices and statuses live elsewhere.
 */
const cm = z.int().min(-limits.reachCm).max(limits.reachCm);
export const PlanPoint = z.tuple([cm, cm]);
export const PlanOutline = z.array(PlanPoint).min(3).max(limits.outlinePoints);
// A place's key is its names with slashes between them.
export const PlanName = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[^/]+$/);
export const PlanText = z.strictObject({ ko: z.string().max(120), en: z.string().max(120) });

const scheme = z.enum(["1", "A", "가"]);
const direction = z.enum(["ltr", "rtl", "centerOut", "oddLeftEvenRight", "evenLeftOddRight"]);
/** At least so many digits, with zeros before them. */
const pad = z.int().min(2).max(4).optional();
const label = z
  .string()
  .min(1)
  .max(8)
  .regex(/^[^/]+$/);

export const RowNumbering = z.strictObject({
  scheme,
  start: z.int().min(1).max(9_999).default(1),
  skip: z.array(z.string().max(4)).max(40).default([]),
  pad,
  /** The numbering starts at the last row. */
  isFromBack: z.literal(true).optional(),
});
export const SeatNumbering = z.strictObject({
  start: z.int().min(0).max(99_999).default(1),
  step: z.int().min(1).max(10).default(1),
  direction: direction.default("ltr"),
  scheme: scheme.optional(),
  skip: z.array(z.string().max(4)).max(40).optional(),
  pad,
});
/** A row with a name or seat numbers unlike the rest of its block. */
export const RowException = z.strictObject({
  row: z
    .int()
    .min(0)
    .max(limits.rows - 1),
  label: label.optional(),
  start: z.int().min(0).max(99_999).optional(),
  direction: direction.optional(),
  numbers: z.array(label).max(limits.seatsInRow).optional(),
});

const turn = z.int().min(-36_000).max(36_000);

/** The positions of a block's rows. Angles are in hundredths of a degree. */
const geometry = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("line"),
    from: PlanPoint,
    to: PlanPoint,
    pitch: PlanPoint,
    /** How far the middle of a row is behind its ends. */
    curve: z.int().min(-20_000).max(20_000).optional(),
    /** How much farther each row extends than the one before it, at either end. */
    fan: z.int().min(-2_000).max(2_000).optional(),
    /** How far every second row is shifted along itself. */
    stagger: z.int().min(-2_000).max(2_000).optional(),
  }),
  z.strictObject({
    type: z.literal("arc"),
    center: PlanPoint,
    radius: z.int().min(1).max(limits.reachCm),
    /** If negative, the rows get closer to the center. */
    radiusStep: z.int().min(-2_000).max(2_000),
    angles: z.tuple([z.int(), z.int()]),
  }),
  /** Irregular seats: the points of each row. */
  z.strictObject({
    type: z.literal("points"),
    points: z.array(z.array(PlanPoint).min(1).max(limits.seatsInRow)).min(1).max(limits.rows),
  }),
  /** A table with seats around it, which are one row. */
  z.strictObject({
    type: z.literal("table"),
    shape: z.enum(["round", "rectangle"]),
    center: PlanPoint,
    size: z.tuple([z.int().min(20).max(5_000), z.int().min(20).max(5_000)]),
    turn,
  }),
]);

export const SeatFlagKind = z.enum(["accessible", "companion", "restricted"]);
const span = z.tuple([z.int().min(0), z.int().min(1)]);

/** Seats unlike the rest of their block: rows [first, end), and in them seats [first, end), counted from 0. */
const spot = z.strictObject({
  rows: span,
  seats: span,
  zone: ZoneId.optional(),
  kind: SeatFlagKind.optional(),
  text: PlanText.optional(),
});

export const PlanBlock = z.strictObject({
  rows: z.int().min(1).max(limits.rows),
  /** One number for all rows, or runs of [rows, seats per row]. */
  seats: z.union([
    z.int().min(1).max(limits.seatsInRow),
    z.array(z.tuple([z.int().min(1), z.int().min(1).max(limits.seatsInRow)])).max(limits.rows),
  ]),
  rowNumbers: RowNumbering.default({ scheme: "1", start: 1, skip: [] }),
  seatNumbers: SeatNumbering.default({ start: 1, step: 1, direction: "ltr" }),
  exceptions: z.array(RowException).max(limits.rows).optional(),
  geometry,
  /** The number of seats before an aisle in the row. */
  aisles: z.array(z.int().min(1).max(499)).max(20).default([]),
  /** The extra distance between the seats on both sides of an aisle. */
  aisleCm: z.int().min(1).max(2_000).optional(),
  /** Runs of rows [first, end) in another zone than the section's. */
  zoneRows: z
    .array(z.tuple([z.int().min(0), z.int().min(1), ZoneId]))
    .max(40)
    .default([]),
  /** Later ones win over earlier ones, and over `zoneRows`. */
  spots: z.array(spot).max(limits.spots).optional(),
  /** Each row is sold only as a whole, such as a table. */
  isWhole: z.literal(true).optional(),
});

const flag = z.strictObject({
  kind: SeatFlagKind,
  row: z.string().max(8),
  /** Seats [first, end) of the row, counted from 0. */
  seats: span,
  text: PlanText.optional(),
});

export const PlanSection = z.strictObject({
  id: PlanName,
  label: PlanText,
  level: PlanName,
  zone: ZoneId,
  outline: PlanOutline,
  gate: PlanName.optional(),
  blocks: z.array(PlanBlock).min(1).max(limits.blocks),
  flags: z.array(flag).max(limits.flags).default([]),
});

export const PlanArea = z.strictObject({
  id: PlanName,
  label: PlanText,
  level: PlanName,
  zone: ZoneId,
  outline: PlanOutline,
  /** `entryNumber`: the fan chooses a number; `count`: places are alike and the next free one is given. */
  mode: z.enum(["entryNumber", "count"]),
  gate: PlanName.optional(),
  capacity: z.int().min(1).max(limits.areaPlaces),
});

export const PlanBackground = z.strictObject({
  image: z.string().min(1).max(300).meta({ description: "The picture's address" }),
  /** Its top left corner, and its size. */
  at: PlanPoint,
  size: z.tuple([z.int().min(1).max(200_000), z.int().min(1).max(200_000)]),
  opacity: z.int().min(0).max(100),
});

export const SeatPlan = z
  .strictObject({
    format: z.literal("seatplan/1"),
    name: PlanText,
    bounds: z.tuple([cm, cm, cm, cm]),
    /** The focal point; best-available measures distance from it. */
    focus: PlanPoint,
    levels: z
      .array(z.strictObject({ id: PlanName, name: PlanText }))
      .min(1)
      .max(limits.levels),
    zones: z
      .array(z.strictObject({ id: ZoneId, name: PlanText, color: z.int().min(1).max(6) }))
      .min(1)
      .max(limits.zones),
    /** The doors that sections and areas name. */
    gates: z
      .array(z.strictObject({ id: PlanName, name: PlanText }))
      .max(limits.gates)
      .optional(),
    stage: z
      .array(z.strictObject({ outline: PlanOutline, label: PlanText }))
      .max(limits.stages)
      .default([]),
    sections: z.array(PlanSection).max(limits.sections),
    areas: z.array(PlanArea).max(limits.areas).default([]),
    /** A background picture for the editor. Fans never see it. */
    background: PlanBackground.optional(),
  })
  .meta({ id: "SeatPlan" });
export type SeatPlan = z.infer<typeof SeatPlan>;
export type Section = SeatPlan["sections"][number];
export type Area = SeatPlan["areas"][number];
export type Block = Section["blocks"][number];
export type Geometry = Block["geometry"];
export type Spot = NonNullable<Block["spots"]>[number];
export type FlagKind = Section["flags"][number]["kind"];
