import { z } from "@hono/zod-openapi";
import { Id, Time, ZoneId } from "../../ids.ts";
import { Ordinal } from "../../plan/seats.ts";

export const StockKind = z.enum(["house", "killed", "allotment", "channel"]).meta({
  id: "StockKind",
  description:
    "`house`: held for the house. `killed`: never sold. `allotment`: another agency sells them. `channel`: only the counter " +
    "or the holders of a code can buy them.",
});
export const StockReason = z
  .enum(["guest", "promoter", "technique", "camera", "fire", "other"])
  .meta({ id: "StockReason" });

export const StockChannel = z.enum(["none", "staff", "counter", "code", "agency"]).meta({
  id: "StockChannel",
  description:
    "Who can take the seats. `none`: nobody. `staff`: whoever may change the stock, who can also take those of every other " +
    "channel. `counter`: the box office. `code`: fans with the block's code. `agency`: the agency.",
});

const words = (max: number) => z.string().trim().max(max);
const seats = z.array(Ordinal).max(20_000);

const facts = {
  kind: StockKind,
  reason: StockReason.default("other"),
  owner: words(100).default("").meta({ description: "Who answers for the seats" }),
  note: words(500).default(""),
  channel: StockChannel.optional().meta({
    description:
      "Left out, it is the usual one of the kind: `staff` for `house`, `none` for `killed`, `agency` for `allotment`, " +
      "`counter` for `channel`",
  }),
  agency: words(100).default("").meta({ description: "The agency's name, for `agency`" }),
  releaseAt: Time.nullable()
    .default(null)
    .meta({ description: "When the seats go to the waitlist, or on sale, by themselves" }),
};

const taking = {
  whenFree: z.boolean().default(false).meta({
    description:
      "Seats that fans hold come to the block when they are free. Otherwise they are refused.",
  }),
  isMoving: z
    .boolean()
    .default(false)
    .meta({ description: "Seats of other blocks leave those. Otherwise they are refused." }),
  isPartial: z.boolean().default(false).meta({
    description: "Leaves out the seats that the block cannot have, instead of refusing all",
  }),
};

export const CreateStock = z
  .strictObject({
    ...facts,
    code: words(64)
      .min(4)
      .optional()
      .meta({ description: "The code that opens the seats, for `code`; it is not kept" }),
    seats: seats.min(1).meta({ description: "Ordinals of the seats" }),
    ...taking,
  })
  .meta({ id: "CreateStock" });

export const ChangeStock = z
  .strictObject({
    seen: z.int().min(1).meta({ description: "The `version` of the block that you have seen" }),
    reason: StockReason.optional(),
    owner: words(100).optional(),
    note: words(500).optional(),
    releaseAt: Time.nullable().optional(),
    add: seats.default([]),
    remove: seats.default([]),
    ...taking,
  })
  .meta({ id: "ChangeStock" });

const count = z.int();

export const StockCounts = z
  .strictObject({
    free: count.meta({ description: "In the block and not given out" }),
    held: count.meta({ description: "Held by a fan or by staff, or offered to the waitlist" }),
    sold: count.meta({ description: "Sold; after a refund they come back to the block" }),
  })
  .meta({ id: "StockCounts" });

export const StockBlock = z
  .strictObject({
    id: Id,
    version: z.int(),
    kind: StockKind,
    reason: StockReason,
    owner: z.string(),
    note: z.string(),
    channel: StockChannel,
    agency: z.string(),
    releaseAt: Time.nullable(),
    counts: StockCounts,
    zones: z.array(z.strictObject({ zoneId: ZoneId, ...StockCounts.shape })),
  })
  .meta({ id: "StockBlock" });

export const StockBlockSeats = z
  .strictObject({ ...StockBlock.shape, seats: z.array(Ordinal) })
  .meta({ id: "StockBlockSeats" });

export const ScheduleStock = z
  .strictObject({
    items: z.array(StockBlock),
    zones: z
      .array(
        z.strictObject({
          zoneId: ZoneId,
          forSale: count.meta({ description: "Free for everybody" }),
          held: count,
          sold: count,
          blocked: count.meta({ description: "Free, and in a block" }),
        }),
      )
      .meta({ description: "All seats of the schedule" }),
    serverTime: Time,
  })
  .meta({ id: "ScheduleStock" });

const touched = {
  free: count.meta({ description: "Nobody has them, and they are on sale" }),
  held: count.meta({ description: "A fan is choosing" }),
  paying: count.meta({ description: "They are being paid for now" }),
  kept: count.meta({ description: "Kept for the waitlist" }),
  sold: count,
  blocked: count.meta({ description: "In a block" }),
};

export const PreviewStock = z
  .strictObject({ seats: seats.min(1) })
  .meta({ id: "PreviewStock", description: "The seats that a change is about" });

export const StockPreview = z
  .strictObject({
    total: count,
    ...touched,
    zones: z.array(z.strictObject({ zoneId: ZoneId, ...touched })),
    blocks: z.array(z.strictObject({ id: Id, seats: count })).meta({
      description: "The blocks that have some of the seats, whatever their state",
    }),
    examples: z
      .strictObject({ held: z.array(Ordinal), paying: z.array(Ordinal), sold: z.array(Ordinal) })
      .meta({ description: "The first twenty of each" }),
  })
  .meta({ id: "StockPreview" });

/** What a block is for, as the organizer says it. */
export type StockAbout = Pick<
  StockBlock,
  "kind" | "reason" | "owner" | "note" | "channel" | "agency"
>;
export type StockKind = z.infer<typeof StockKind>;
export type StockReason = z.infer<typeof StockReason>;
export type StockChannel = z.infer<typeof StockChannel>;
export type CreateStock = z.infer<typeof CreateStock>;
export type ChangeStock = z.infer<typeof ChangeStock>;
export type StockCounts = z.infer<typeof StockCounts>;
export type StockBlock = z.infer<typeof StockBlock>;
export type StockBlockSeats = z.infer<typeof StockBlockSeats>;
export type ScheduleStock = z.infer<typeof ScheduleStock>;
export type StockPreview = z.infer<typeof StockPreview>;
