import { sql } from "drizzle-orm";

/** When the sale of a schedule `s` is over: nobody buys a ticket for a show that has begun. */
export const saleEnd = sql`least(s.sale_closes_at, s.starts_at)`;
