import type { Event } from "../../core/messages.ts";
import type { ScheduleRows } from "../rows/schedule-rows.ts";
import type { Sale } from "../sale.ts";

/** What goes along with a sale and hears of each change right after the rows have it. */
export interface Companion {
  /** The sale may have changed. */
  changed(): void;
  loaded(rows: ScheduleRows, now: number): void;
  wrote(events: readonly Event[], now: number): void;
  sampled(rows: ScheduleRows, sale: Sale, now: number): void;
}
