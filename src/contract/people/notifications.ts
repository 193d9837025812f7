import { z } from "@hono/zod-openapi";

/** The optional notifications; messages about orders and money are always sent. */
export const Notifications = z
  .strictObject({
    reminders: z
      .boolean()
      .meta({ description: "Reminders of sale openings, and of shows on the evening before" }),
    waitlist: z.boolean().meta({ description: "Offers of returned seats" }),
  })
  .meta({ id: "Notifications" });
export const NotificationsChange = Notifications.partial().meta({ id: "NotificationsChange" });

export type Notifications = z.infer<typeof Notifications>;
export type NotificationsChange = z.infer<typeof NotificationsChange>;
