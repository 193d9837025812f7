import { z } from "@hono/zod-openapi";
import { Day, Id, Time } from "../../ids.ts";
import { Money } from "../../money/money.ts";

const reason = z.string().trim().min(1).max(500);

export const MoveDate = z
  .strictObject({
    startsAt: Time,
    doorsAt: Time.nullable(),
    saleClosesAt: Time,
    reason: z.strictObject({ ko: reason, en: reason }).meta({
      description: "Told to everybody who has tickets, and shown on the concert's page",
    }),
    refundUntil: Day.meta({
      description: "The last day, at the venue, on which tickets come back without any fee",
    }),
    isDryRun: z.boolean(),
  })
  .meta({ id: "MoveDate" });

/** Whom a move concerns, before it and after it. */
export const DateMoved = z
  .strictObject({
    scheduleId: Id,
    startsAt: Time.meta({ description: "The start as it is now" }),
    holders: z.int().meta({ description: "Accounts with tickets, who are told" }),
    orders: z.int(),
    tickets: z.int(),
    refundAtMost: Money.meta({ description: "What goes back if everybody returns their tickets" }),
    awaited: z.int().meta({
      description: "Payments under way, such as deposits; their buyers have no tickets yet",
    }),
    waitlisted: z.int().meta({ description: "Entries on the waitlist, which stay" }),
    isReminded: z.boolean().meta({
      description: "Whether the reminder of the present start has been sent; it comes again",
    }),
    held: z.int().nullable().meta({
      description: "Holds, which stay; null if the sale's object did not answer, as `waiting`",
    }),
    waiting: z.int().nullable().meta({ description: "Fans in line, who stay there" }),
  })
  .meta({ id: "DateMoved" });

export type MoveDate = z.infer<typeof MoveDate>;
export type DateMoved = z.infer<typeof DateMoved>;
