import { z } from "@hono/zod-openapi";
import { Id, Time, ZoneId } from "../ids.ts";
import { BookingFee, TicketPrice } from "../money/money.ts";
import { cursor, wholeNumber } from "../paging.ts";

export const SeatStatus = z.enum(["available", "held", "taken", "notForSale"]);

/** A seat is identified by its ordinal in the plan: dense, from 0, frozen for each plan. */
export const Ordinal = z.int().min(0).max(1_000_000);

export const Seat = z
  .strictObject({
    seat: Ordinal,
    key: z.string().meta({ example: "B2/5/8" }),
    section: z.string(),
    row: z.string(),
    number: z.string(),
    zoneId: ZoneId,
    status: SeatStatus,
  })
  .meta({ id: "Seat" });

export const SeatsQuery = z.strictObject({
  cursor: cursor(),
  limit: wholeNumber({ min: 1, max: 1_000, usual: 200 }, "The most seats that the page may have"),
  section: z
    .string()
    .max(40)
    .optional()
    .meta({ description: "Only the seats of this section or standing area" }),
  status: SeatStatus.optional().meta({ description: "Only the seats with this status" }),
});

export const Seats = z
  .strictObject({
    planHash: z.string(),
    seq: z.int().meta({ description: "Grows with every change of any seat" }),
    items: z.array(Seat),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "Seats" });

export const ZoneRemaining = z
  .strictObject({
    zoneId: ZoneId,
    price: TicketPrice,
    fee: BookingFee,
    total: z.int().meta({ description: "All seats of the zone that are for sale" }),
    available: z.int(),
    held: z.int(),
    taken: z.int(),
    isAwaited: z
      .boolean()
      .meta({ description: "True if returned seats here go to the waitlist first" }),
  })
  .meta({ id: "ZoneRemaining" });

export const Remaining = z
  .strictObject({ scheduleId: Id, at: Time, zones: z.array(ZoneRemaining) })
  .meta({ id: "Remaining" });

export type SeatStatus = z.infer<typeof SeatStatus>;
export type Seat = z.infer<typeof Seat>;
export type Seats = z.infer<typeof Seats>;
export type Remaining = z.infer<typeof Remaining>;
