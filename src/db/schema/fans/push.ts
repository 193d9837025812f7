import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "../accounts.ts";
import { written } from "../columns.ts";

/** A browser subscribed to push. Its id derives from its push address, so each device has one row. */
export const pushSubscriptions = pgTable(
  "push_subscription",
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    endpoint: text().notNull(),
    /** The browser's public key and secret, in base64url. */
    p256dh: text().notNull(),
    auth: text().notNull(),
    userAgent: text(),
    createdAt: written(),
  },
  (table) => [index("push_subscription_account").on(table.accountId)],
);
