import { sql } from "drizzle-orm";
import { boolean, integer, jsonb, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Identity } from "../../contract/admin/organizations.ts";
import { type LocalText, written } from "./columns.ts";

/** Whoever sells tickets here. It owns venues, concerts and coupons, and sees nothing of another's. */
export const organizations = pgTable(
  "organization",
  {
    id: uuid().primaryKey(),
    name: jsonb().$type<LocalText>().notNull(),
    /** Who it is in law, for concert pages; null until somebody has filled it in. */
    identity: jsonb().$type<Identity>(),
    /** The one that operates this deployment: the wallet, the gateway and the comparison of books are its own. */
    isOperator: boolean().notNull().default(false),
    /** Whether somebody else has to approve invitations of guests. */
    approvesInvitations: boolean().notNull().default(true),
    revision: integer().notNull().default(1),
    createdAt: written(),
  },
  (table) => [
    uniqueIndex("organization_operator")
      .on(table.isOperator)
      .where(sql`${table.isOperator}`),
  ],
);
