import { z } from "@hono/zod-openapi";
import { Id, Time } from "./ids.ts";

/** The board: one small public document, the same for everybody. Where I stand is my number minus `nowServing`. */
export const Board = z
  .strictObject({
    scheduleId: Id,
    state: z.enum(["upcoming", "open", "paused", "closed", "cancelled"]),
    nowServing: z.int().openapi({ description: "The highest number called so far" }),
    lastNumber: z.int().openapi({ description: "The highest number given so far" }),
    shoppers: z.int(),
    shoppersMax: z.int(),
    admitPerMinute: z.int(),
    seatsLeft: z.int(),
    serverTime: Time,
    nextPollMs: z.int(),
  })
  .openapi("Board");

const place = z.string().max(1_000).openapi({
  description: "Signed place in the queue: number, schedule, account and time of issue",
});

export const Pass = z.strictObject({
  pass: z.string().openapi({ description: "Send as the header Frontrow-Pass when holding seats" }),
  expiresAt: Time,
});

/** The same answer to taking a place and to asking to enter: still waiting, or in. */
export const Turn = z
  .strictObject({
    state: z.enum(["waiting", "admitted"]),
    number: z.int(),
    ahead: z.int(),
    place,
    admission: Pass.nullable(),
    nextPollMs: z.int(),
  })
  .openapi("Turn");

export const Enter = z.strictObject({ place }).openapi("Enter");

export type Board = z.infer<typeof Board>;
export type Turn = z.infer<typeof Turn>;
