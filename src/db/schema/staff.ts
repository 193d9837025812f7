import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Role } from "../../contract/admin/rights.ts";
import { accounts } from "./accounts.ts";
import { moment, written } from "./columns.ts";
import { concerts } from "./concerts.ts";
import { organizations } from "./organizations.ts";

const isRole = (column: AnyPgColumn) =>
  sql`${column} IN ('owner', 'manager', 'finance', 'marketing', 'box-office', 'scanner', 'auditor')`;

/** What somebody may do for an organization: one role for all of it, or one for each of some concerts. */
export const staff = pgTable(
  "staff",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    role: text().$type<Role>().notNull(),
    /** Null for the whole organization. */
    concertId: uuid().references(() => concerts.id),
    revision: integer().notNull().default(1),
    createdAt: written(),
    suspendedAt: moment(),
  },
  (table) => [
    unique("staff_once")
      .on(table.organizationId, table.accountId, table.concertId)
      .nullsNotDistinct(),
    index("staff_account").on(table.accountId),
    index("staff_concert")
      .on(table.concertId)
      .where(sql`${table.concertId} IS NOT NULL`),
    check("staff_role", isRole(table.role)),
    check("staff_owner", sql`${table.role} <> 'owner' OR ${table.concertId} IS NULL`),
  ],
);

/** An invitation by mail. Its link is signed when it is sent, and kept nowhere. */
export const staffInvitations = pgTable(
  "staff_invitation",
  {
    id: uuid().primaryKey(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    email: text().notNull(),
    role: text().$type<Role>().notNull(),
    concertId: uuid().references(() => concerts.id),
    createdAt: written(),
    expiresAt: moment().notNull(),
    acceptedAt: moment(),
    revokedAt: moment(),
  },
  (table) => [
    index("staff_invitation_organization").on(table.organizationId, table.createdAt),
    check("staff_invitation_role", isRole(table.role)),
    check("staff_invitation_owner", sql`${table.role} <> 'owner' OR ${table.concertId} IS NULL`),
  ],
);
