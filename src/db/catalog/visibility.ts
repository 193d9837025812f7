import { type SQL, sql } from "drizzle-orm";
import { universalTime } from "./universal-time.ts";

/** A condition that lists, searches and reminders show a concert `c` at a moment. */
export const isListed = (now: number): SQL =>
  sql`is_listed(c.state, c.publish_at, ${universalTime(now)}::timestamptz)`;

/** A condition that a concert `c` is found by its address at a moment. */
export const isReachable = (now: number): SQL =>
  sql`is_reachable(c.state, c.publish_at, ${universalTime(now)}::timestamptz)`;
