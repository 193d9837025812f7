import { sql } from "drizzle-orm";
import {
  check,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import { type LocalText, written } from "./columns.ts";
import { organizations } from "./organizations.ts";

export const venues = pgTable("venue", {
  id: uuid().primaryKey(),
  organizationId: uuid()
    .notNull()
    .references(() => organizations.id),
  name: jsonb().$type<LocalText>().notNull(),
  city: jsonb().$type<LocalText>().notNull(),
  address: jsonb().$type<LocalText>().notNull(),
  timeZone: text().notNull(),
  transit: jsonb().$type<LocalText>(),
  access: jsonb().$type<LocalText>(),
  createdAt: written(),
});

/** A plan is identified by its content's hash and never changes; two venues may share one. */
export const seatPlans = pgTable(
  "seat_plan",
  {
    hash: text().primaryKey(),
    plan: jsonb().$type<SeatPlan>().notNull(),
    seatCount: integer().notNull(),
    createdAt: written(),
  },
  (table) => [
    check("seat_plan_hash", sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
    check("seat_plan_seats", sql`${table.seatCount} > 0`),
  ],
);

/** The plans of a venue in the order in which they came. */
export const planRevisions = pgTable(
  "plan_revision",
  {
    venueId: uuid()
      .notNull()
      .references(() => venues.id),
    revision: integer().notNull(),
    planHash: text()
      .notNull()
      .references(() => seatPlans.hash),
    createdAt: written(),
  },
  (table) => [
    primaryKey({ columns: [table.venueId, table.revision] }),
    unique("plan_revision_once").on(table.venueId, table.planHash),
  ],
);
