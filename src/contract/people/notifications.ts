import { z } from "@hono/zod-openapi";

/** What a fan may do without; of orders and money everybody is told. */
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
