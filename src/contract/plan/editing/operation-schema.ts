import { z } from "@hono/zod-openapi";
import { ZoneId } from "../../ids.ts";
import {
  PlanArea,
  PlanBackground,
  PlanBlock,
  PlanName,
  PlanOutline,
  PlanPoint,
  PlanSection,
  PlanText,
  RowException,
  RowNumbering,
  SeatFlagKind,
  SeatNumbering,
  SeatPlan,
} from "../seat-plan.ts";

/* All operations on a plan. An operation names sections and areas by their ids, and seats by their position in the
   block, so that it means the same to the editor, the server and the command line. */
const names = z.array(PlanName).min(1).max(660);
const at = z.int().min(0).max(700);
const gap = z.int().min(1).max(2_000);
const angle = z.int().min(-36_000).max(36_000).meta({ description: "Hundredths of a degree" });

const move = z.strictObject({ kind: z.literal("move"), by: PlanPoint });
const turn = z.strictObject({ kind: z.literal("turn"), around: PlanPoint, angle });
const mirror = z.strictObject({
  kind: z.literal("mirror"),
  /** `x` swaps left and right of the line at that x, `y` above and below. */
  axis: z.enum(["x", "y"]),
  at: z.int().min(-200_000).max(200_000),
});
const motion = z.discriminatedUnion("kind", [move, turn, mirror]);

/** A seat run: section, block, row of the block, and seats [first, end). */
const span = z.tuple([
  PlanName,
  at,
  z.int().min(0).max(199),
  z.int().min(0).max(499),
  z.int().min(1).max(500),
]);

const { levels, zones, gates, stage, bounds } = SeatPlan.shape;

const patch = z.strictObject({
  kind: z.literal("patch"),
  /** New values of the plan itself; null removes a value. */
  top: z
    .strictObject({
      name: PlanText,
      bounds,
      focus: PlanPoint,
      levels,
      zones,
      gates: gates.unwrap().nullable(),
      stage: stage.unwrap(),
      background: PlanBackground.nullable(),
    })
    .partial()
    .optional(),
  sections: z
    .strictObject({ put: z.array(PlanSection).max(600), order: z.array(PlanName).max(600) })
    .partial({ order: true })
    .optional(),
  areas: z
    .strictObject({ put: z.array(PlanArea).max(60), order: z.array(PlanName).max(60) })
    .partial({ order: true })
    .optional(),
});

export const PlanOperation = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("add"),
      sections: z.array(PlanSection).max(600).default([]),
      areas: z.array(PlanArea).max(60).default([]),
      /** Added if the plan lacks that id: parts from another plan bring their own. */
      levels: levels.optional(),
      zones: zones.optional(),
      gates,
    }),
    z.strictObject({ kind: z.literal("remove"), ids: names }),
    z.strictObject({ kind: z.literal("rename"), id: PlanName, as: PlanName }),
    z.strictObject({ kind: z.literal("order"), id: PlanName, at }),
    z.strictObject({
      kind: z.literal("set"),
      ids: names,
      label: PlanText.optional(),
      level: PlanName.optional(),
      zone: ZoneId.optional(),
      gate: PlanName.nullable().optional(),
    }),
    z.strictObject({
      kind: z.literal("outline"),
      id: PlanName,
      /** Null draws it around the seats. */
      outline: PlanOutline.nullable(),
    }),
    z.strictObject({
      kind: z.literal("standing"),
      id: PlanName,
      mode: PlanArea.shape.mode.optional(),
      capacity: PlanArea.shape.capacity.optional(),
    }),
    z.strictObject({
      kind: z.literal("block"),
      id: PlanName,
      at,
      /** Null removes it; an index past the last one adds it. */
      block: PlanBlock.nullable(),
    }),
    z.strictObject({
      kind: z.literal("rows"),
      id: PlanName,
      at,
      rows: PlanBlock.shape.rows.optional(),
      seats: PlanBlock.shape.seats.optional(),
      /** From one seat to the next, and from one row to the next. */
      seatCm: gap.optional(),
      rowCm: gap.optional(),
      curve: z.int().min(-20_000).max(20_000).optional(),
      fan: z.int().min(-2_000).max(2_000).optional(),
      stagger: z.int().min(-2_000).max(2_000).optional(),
      aisles: PlanBlock.shape.aisles.unwrap().optional(),
      aisleCm: z.int().min(0).max(2_000).optional(),
      isWhole: z.boolean().optional(),
    }),
    z.strictObject({
      kind: z.literal("number"),
      id: PlanName,
      /** Without it all blocks of the section, with rows numbered continuously across blocks. */
      at: at.optional(),
      rowNumbers: RowNumbering.optional(),
      seatNumbers: SeatNumbering.optional(),
      exceptions: z.array(RowException).max(200).optional(),
    }),
    z.strictObject({
      kind: z.literal("paint"),
      spans: z.array(span).min(1).max(120_000),
      zone: ZoneId.optional(),
      flag: SeatFlagKind.optional(),
      /** Removes the flag. */
      isOff: z.literal(true).optional(),
      text: PlanText.optional(),
    }),
    z.strictObject({ kind: z.literal("motion"), ids: names, motion }),
    z.strictObject({
      kind: z.literal("copy"),
      copies: z
        .array(z.strictObject({ of: PlanName, as: PlanName, motion: motion.optional() }))
        .min(1)
        .max(660),
    }),
    z.strictObject({ kind: z.literal("arc"), ids: names, center: PlanPoint }),
    z.strictObject({
      kind: z.literal("align"),
      ids: names,
      edge: z.enum(["left", "middle", "right", "top", "center", "bottom"]),
    }),
    z.strictObject({ kind: z.literal("distribute"), ids: names, axis: z.enum(["x", "y"]) }),
    z.strictObject({
      kind: z.literal("plan"),
      name: PlanText.optional(),
      focus: PlanPoint.optional(),
      levels: levels.optional(),
      zones: zones.optional(),
      gates,
      stage: stage.unwrap().optional(),
      background: PlanBackground.nullable().optional(),
    }),
    z.strictObject({
      kind: z.literal("scale"),
      /** Two points of the picture in its current position, and their distance in the venue. */
      points: z.tuple([PlanPoint, PlanPoint]),
      cm: z.int().min(1).max(200_000),
    }),
    z.strictObject({ kind: z.literal("frame") }),
    patch,
  ])
  .meta({ id: "PlanOperation" });

export type PlanOperation = z.infer<typeof PlanOperation>;
export type Operation<K extends PlanOperation["kind"]> = Extract<PlanOperation, { kind: K }>;
export type Motion = z.infer<typeof motion>;
export type Span = z.infer<typeof span>;
