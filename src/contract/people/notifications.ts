import { z } from "@hono/zod-openapi";

/** The optional notifications; messages about orders and money are always sent. */
export const Notifications = z
  .strictObject({
    reminders: z.boolean().meta({ description: "Sales that open, and the evening before a show" }),
    waitlist: z.boolean().meta({ description: "Seats that came back" }),
  })
  .meta({ id: "Notifications" });
export const NotificationsChange = Notifications.partial().meta({ id: "NotificationsChange" });

export type Notifications = z.infer<typeof Notifications>;
export type NotificationsChange = z.infer<typeof NotificationsChange>;
