import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Position, VenueGate } from "../../contract/catalog/venues.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import { accounts } from "./accounts.ts";
import { type LocalText, moment, written } from "./columns.ts";
import { organizations } from "./organizations.ts";

export const venues = pgTable(
  "venue",
  {
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
    position: jsonb().$type<Position>(),
    gates: jsonb().$type<VenueGate[]>().notNull().default([]),
    /** How many people it may admit by law. */
    capacity: integer(),
    contact: text(),
    revision: integer().notNull().default(1),
    /** Nothing new can be planned there from then on. */
    archivedAt: moment(),
    createdAt: written(),
  },
  (table) => [
    index("venue_organization").on(table.organizationId, table.createdAt, table.id),
    check("venue_capacity", sql`${table.capacity} > 0`),
  ],
);

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
    createdBy: uuid().references(() => accounts.id),
  },
  (table) => [
    primaryKey({ columns: [table.venueId, table.revision] }),
    unique("plan_revision_once").on(table.venueId, table.planHash),
  ],
);
