import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { LocalText } from "../money/money.ts";
import { ShowCancellation } from "../money/refunds.ts";

/** A show cancellation's preview, or its progress with reason and time once it has started. */
export const CancellationStory = z
  .strictObject({
    ...ShowCancellation.shape,
    reason: z.string().nullable(),
    compensationPercent: z.int(),
    startedAt: Time.nullable(),
    doneAt: Time.nullable(),
  })
  .meta({ id: "CancellationStory" });

export const CancelledShows = z
  .strictObject({
    items: z.array(
      z.strictObject({
        scheduleId: Id,
        title: LocalText,
        timeZone: z.string(),
        startsAt: Time,
        reason: z.string(),
        startedAt: Time,
        doneAt: Time.nullable(),
        ordersLeft: z.int(),
      }),
    ),
  })
  .meta({ id: "CancelledShows" });

export type CancellationStory = z.infer<typeof CancellationStory>;
export type CancelledShows = z.infer<typeof CancelledShows>;
