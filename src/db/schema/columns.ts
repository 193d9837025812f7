import { sql } from "drizzle-orm";
import { bigint, customType, timestamp, uuid } from "drizzle-orm/pg-core";
import type { LocalText } from "../../contract/money/money.ts";

export type { LocalText };

/** A moment to the millisecond, so that it goes through JavaScript and back unchanged. */
export const moment = () => timestamp({ withTimezone: true, precision: 3 });

/** When the row was written. */
export const written = () => moment().notNull().defaultNow();

/** A key that grows with time, for rows whose id no client chooses. */
export const growingId = () =>
  uuid()
    .primaryKey()
    .default(sql`uuidv7()`);

/** Money in minor units; the largest sum that JavaScript counts exactly is far above all of ours. */
export const minor = () => bigint({ mode: "number" });

/** A hash, in hexadecimal on our side and as bytes in the table. */
export const hash = customType<{ data: string; driverData: string }>({
  dataType: () => "bytea",
  toDriver: (hex) => `\\x${hex}`,
});
