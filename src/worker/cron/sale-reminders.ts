import type { Database } from "../../db/connection/database.ts";
import { dueSaleReminders } from "../../db/messages/sale-reminders.ts";

const batchMax = 2_000;
const batchesMax = 25;

/** Writes the reminders of sales that open: in batches, with the rest in the next minute. */
export async function remindOfSales(db: Database): Promise<void> {
  for (let batch = 0; batch < batchesMax; batch++) {
    const found = await dueSaleReminders(db, { now: Date.now(), limit: batchMax });
    if (found < batchMax) return;
  }
}
