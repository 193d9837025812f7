import { z } from "@hono/zod-openapi";
import { Id, PlanHash, Time, ZoneIdOrNull } from "../../ids.ts";
import { BookingFee, TicketPrice } from "../../money/money.ts";
import { Ordinal } from "../../plan/seats.ts";
import { StockChannel, StockKind, StockReason } from "../stock/stock.ts";
import { seatStates } from "./seat-codes.ts";

/** A block, as far as the map tells it. */
export const StaffBlock = z
  .strictObject({
    id: Id,
    kind: StockKind,
    reason: StockReason,
    owner: z.string(),
    channel: StockChannel,
    agency: z.string(),
    releaseAt: Time.nullable(),
  })
  .meta({ id: "StaffBlock" });

export const StaffSeats = z
  .strictObject({
    planHash: PlanHash.meta({ description: "The plan whose seats these are" }),
    seatCount: z.int(),
    states: z.string().meta({
      description:
        "A 16-bit little-endian number for each seat, compressed (deflate-raw), in Base64: 0 free, 1 held, 2 being paid for, " +
        "3 sold, 4 not for sale, 5 kept for the waitlist, 6 offered to the waitlist, 7 checked in, 16 + n free in " +
        "the block `blocks[n]`",
    }),
    blocks: z.array(StaffBlock),
    watch: z
      .strictObject({ token: z.string(), expiresAt: Time })
      .meta({ description: "Opens `watchSeats` in place of a pass" }),
    at: Time,
  })
  .meta({ id: "StaffSeats" });

/** Everything about one seat, for staff. What a role may not see is null. */
export const StaffSeat = z
  .strictObject({
    seat: Ordinal,
    key: z.string(),
    state: z.enum([...seatStates, "blocked"]),
    zoneId: ZoneIdOrNull,
    price: TicketPrice.nullable().meta({ description: TicketPrice.description }),
    fee: BookingFee.nullable().meta({ description: BookingFee.description }),
    hold: z
      .strictObject({
        id: Id,
        phase: z.enum(["choosing", "paying", "offered"]),
        expiresAt: Time,
        account: z.strictObject({ id: Id, name: z.string() }).nullable().meta({
          description: "Null without `people.read`, and for the counter's own hold",
        }),
      })
      .nullable(),
    block: StaffBlock.nullable().meta({
      description: "The block that the seat is in, or comes back to once nobody holds or owns it",
    }),
    order: z
      .strictObject({
        id: Id,
        number: z.string(),
        channel: z.string(),
        paidAt: Time,
        buyer: z.string().nullable().meta({ description: "Null without `people.read`" }),
        price: TicketPrice,
        checkedInAt: Time.nullable(),
      })
      .nullable()
      .meta({ description: "Null without `orders.read`, and until the books have the order" }),
  })
  .meta({ id: "StaffSeat" });

export type StaffBlock = z.infer<typeof StaffBlock>;
export type StaffSeats = z.infer<typeof StaffSeats>;
export type StaffSeat = z.infer<typeof StaffSeat>;
