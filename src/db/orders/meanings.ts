import { type SQL, sql } from "drizzle-orm";
import type { Meaning } from "../../contract/admin/orders/search-text.ts";
import type { Scope } from "../../contract/admin/rights.ts";

/** The most people of one name whose orders are looked through: about as many as have the most common full name. */
export const namesMax = 5_000;
const addressesMax = 1_000;
const seatsMax = 1_000;

type Within = {
  people: Scope | null;
  concertId?: string | undefined;
  scheduleId?: string | undefined;
};

const columns = sql`o.id, o.paid_at, o.schedule_id`;
const above = "\u{10ffff}";

/** The texts with this beginning, in the order of the index. */
const beginsWith = (column: SQL, beginning: string): SQL =>
  sql`(${column} >= ${beginning} AND ${column} < ${beginning + above})`;

/**
 * The orders that a meaning of a search finds: id, time, date, and whether they were found by their person. A seat is
 * looked for only within a chosen concert or date.
 */
export function byMeaning(meaning: Meaning, { people, concertId, scheduleId }: Within): SQL[] {
  const isOfPerson = meaning.by === "email" || meaning.by === "phone" || meaning.by === "name";
  if (isOfPerson && !people) return [];
  switch (meaning.by) {
    case "id":
      return [
        sql`SELECT ${columns}, false FROM customer_order o WHERE o.id = ${meaning.id}::uuid`,
        sql`SELECT ${columns}, false FROM payment p JOIN customer_order o ON o.id = p.order_id WHERE p.id = ${meaning.id}::uuid`,
        ...(people
          ? [
              sql`SELECT ${columns}, true FROM customer_order o WHERE o.account_id = ${meaning.id}::uuid`,
            ]
          : []),
      ];
    case "number":
      return [
        sql`SELECT ${columns}, false FROM customer_order o WHERE ${beginsWith(sql`o.number`, meaning.number)}`,
      ];
    case "payment":
      return [
        sql`SELECT ${columns}, false FROM payment p JOIN customer_order o ON o.id = p.order_id
          WHERE p.provider_key = ${meaning.key}`,
      ];
    case "email":
      return [
        sql`SELECT ${columns}, true FROM (SELECT a.id FROM account a
            WHERE ${beginsWith(sql`lower(a.email)`, meaning.email)} LIMIT ${addressesMax}) a
          JOIN customer_order o ON o.account_id = a.id`,
        sql`SELECT ${columns}, true FROM (SELECT f.order_id FROM order_form f
            WHERE f.mail_to IS NOT NULL AND ${beginsWith(sql`lower(f.mail_to)`, meaning.email)} LIMIT ${addressesMax}) f
          JOIN customer_order o ON o.id = f.order_id`,
      ];
    case "phone":
      return [
        sql`SELECT ${columns}, true FROM customer_order o WHERE right(o.buyer_phone, 4) = ${meaning.digits.slice(-4)}
          AND o.buyer_phone IS NOT NULL AND o.buyer_phone LIKE ${`%${meaning.digits}`}`,
      ];
    case "name":
      return [
        sql`SELECT ${columns}, true FROM named n JOIN customer_order o ON o.account_id = n.id`,
        sql`SELECT ${columns}, true FROM customer_order o WHERE o.buyer_name IS NOT NULL
          AND ko_jamo(o.buyer_name) LIKE '%' || ko_jamo(${meaning.name}) || '%'`,
      ];
    case "seat":
      if (scheduleId !== undefined) return seatsOf(meaning.key, sql`s.id = ${scheduleId}::uuid`);
      if (concertId !== undefined)
        return seatsOf(meaning.key, sql`s.concert_id = ${concertId}::uuid`);
      return [];
  }
}

/** The seat itself, and all seats of what it names: of a row or a section. */
function seatsOf(key: string, dates: SQL): SQL[] {
  const seat = sql`lower(b.seat_key)`;
  const wanted = key.toLowerCase();
  return [sql`${seat} = ${wanted}`, beginsWith(seat, `${wanted}/`)].map(
    (condition) => sql`(SELECT ${columns}, false FROM schedule s
      JOIN order_seat b ON b.schedule_id = s.id AND ${condition} JOIN customer_order o ON o.id = b.order_id
      WHERE ${dates} LIMIT ${seatsMax})`,
  );
}
