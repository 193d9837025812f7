import { integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { PlanOperation } from "../../contract/plan/editing/operation-schema.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import { accounts } from "./accounts.ts";
import { moment, written } from "./columns.ts";
import { seatPlans, venues } from "./venues.ts";

/** A plan that is being edited, as it is after its last save. */
export const planDrafts = pgTable("plan_draft", {
  id: uuid().primaryKey(),
  venueId: uuid()
    .notNull()
    .references(() => venues.id),
  /** The revision that it is to replace. */
  baseHash: text().references(() => seatPlans.hash),
  plan: jsonb().$type<SeatPlan>().notNull(),
  seatCount: integer().notNull(),
  version: integer().notNull().default(0),
  /** Who edits it, and until when nobody else does. */
  editorId: uuid().references(() => accounts.id),
  editorUntil: moment(),
  createdAt: written(),
  /** When it was deleted. Its saves stay, and nobody finds it any more. */
  deletedAt: moment(),
});

/** Each save of a draft: what was done, by whom. Never changed. */
export const planDraftSaves = pgTable(
  "plan_draft_save",
  {
    draftId: uuid()
      .notNull()
      .references(() => planDrafts.id),
    version: integer().notNull(),
    operations: jsonb().$type<PlanOperation[]>().notNull(),
    seatCount: integer().notNull(),
    savedBy: uuid().references(() => accounts.id),
    savedAt: written(),
  },
  (table) => [primaryKey({ columns: [table.draftId, table.version] })],
);

/** The whole plan of some versions of a draft, from which the saves after it lead to any other. Never changed. */
export const planDraftSnapshots = pgTable(
  "plan_draft_snapshot",
  {
    draftId: uuid()
      .notNull()
      .references(() => planDrafts.id),
    version: integer().notNull(),
    plan: jsonb().$type<SeatPlan>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.draftId, table.version] })],
);
