import { z } from "@hono/zod-openapi";

/** The optional notifications; messages about orders and money are always sent. */
export const Notifications = z
  .strictObject({
    reminders: z
      .boolean()
      .openapi({ description: "Sales that open, and the evening before a show" }),
    waitlist: z.boolean().openapi({ description: "Seats that came back" }),
  })
  .openapi("Notifications");
export const NotificationsChange = Notifications.partial().openapi("NotificationsChange");

export type Notifications = z.infer<typeof Notifications>;
export type NotificationsChange = z.infer<typeof NotificationsChange>;
