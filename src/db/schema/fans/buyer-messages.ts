import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { type LocalText, written } from "../columns.ts";

/** What staff have written to the buyers of a concert, a date, a zone of a date, or one order. */
export const buyerMessages = pgTable(
  "buyer_message",
  {
    /** The sender's browser draws it, so that a message sent again is the same message. */
    id: uuid().primaryKey(),
    concertId: uuid().notNull(),
    scheduleId: uuid(),
    zoneId: text(),
    orderId: uuid(),
    subject: jsonb().$type<LocalText>().notNull(),
    body: jsonb().$type<LocalText>().notNull(),
    buyers: integer().notNull(),
    sentBy: uuid(),
    sentAt: written(),
  },
  (table) => [index("buyer_message_concert").on(table.concertId, table.sentAt)],
);

/** One buyer's copy, with the outbox row that carries it; a row that has been swept has been delivered. */
export const buyerMessageCopies = pgTable(
  "buyer_message_copy",
  {
    messageId: uuid().notNull(),
    outboxId: uuid().notNull(),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.outboxId] })],
);
