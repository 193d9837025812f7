import { type SQL, sql } from "drizzle-orm";
import type { Meaning } from "../../contract/admin/orders/search-text.ts";
import type { Scope } from "../../contract/admin/rights.ts";

/** The most people of one name whose orders are looked through: about as many as have the most common full name. */
export const namesMax = 5_000;
export const addressesMax = 1_000;
export const seatsMax = 1_000;

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

/** What is looked through for a meaning, up to a limit: one row more says that there is more. */
export type Looked = { rows: SQL; max: number };

/** The orders of a meaning: id, time, date, and whether they were found by their person. */
export type Found = { orders: (looked: SQL) => SQL; looked?: Looked };

const upTo = (rows: SQL, max: number): Looked => ({ rows: sql`${rows} LIMIT ${max + 1}`, max });

const whole = (orders: SQL): Found => ({ orders: () => orders });

/**
 * The ways to find the orders of a meaning. Without the right to see people nobody is even looked for by who they are,
 * and a seat is looked for only within a chosen concert or date.
 */
export function byMeaning(meaning: Meaning, { people, concertId, scheduleId }: Within): Found[] {
  const isOfPerson = meaning.by === "email" || meaning.by === "phone" || meaning.by === "name";
  if (isOfPerson && !people) return [];
  switch (meaning.by) {
    case "id":
      return [
        whole(sql`SELECT ${columns}, false FROM customer_order o WHERE o.id = ${meaning.id}::uuid`),
        whole(
          sql`SELECT ${columns}, false FROM payment p JOIN customer_order o ON o.id = p.order_id WHERE p.id = ${meaning.id}::uuid`,
        ),
        ...(people
          ? [
              whole(
                sql`SELECT ${columns}, true FROM customer_order o WHERE o.account_id = ${meaning.id}::uuid`,
              ),
            ]
          : []),
      ];
    case "number":
      return [
        whole(
          sql`SELECT ${columns}, false FROM customer_order o WHERE ${beginsWith(sql`o.number`, meaning.number)}`,
        ),
      ];
    case "payment":
      return [
        whole(sql`SELECT ${columns}, false FROM payment p JOIN customer_order o ON o.id = p.order_id
          WHERE p.provider_key = ${meaning.key}`),
      ];
    case "email":
      return [
        ofAccounts(
          upTo(
            sql`SELECT a.id FROM account a WHERE ${beginsWith(sql`lower(a.email)`, meaning.email)}`,
            addressesMax,
          ),
        ),
        {
          looked: upTo(
            sql`SELECT f.order_id FROM order_form f
              WHERE f.mail_to IS NOT NULL AND ${beginsWith(sql`lower(f.mail_to)`, meaning.email)}`,
            addressesMax,
          ),
          orders: (looked) =>
            sql`SELECT ${columns}, true FROM ${looked} f JOIN customer_order o ON o.id = f.order_id`,
        },
      ];
    case "phone":
      return [
        whole(sql`SELECT ${columns}, true FROM customer_order o WHERE right(o.buyer_phone, 4) = ${meaning.digits.slice(-4)}
          AND o.buyer_phone IS NOT NULL AND o.buyer_phone LIKE ${`%${meaning.digits}`}`),
      ];
    case "name":
      return [
        ofAccounts(
          upTo(
            sql`SELECT a.id FROM account a WHERE a.name_jamo LIKE '%' || ko_jamo(${meaning.name}) || '%'`,
            namesMax,
          ),
        ),
        whole(sql`SELECT ${columns}, true FROM customer_order o WHERE o.buyer_name IS NOT NULL
          AND ko_jamo(o.buyer_name) LIKE '%' || ko_jamo(${meaning.name}) || '%'`),
      ];
    case "seat":
      if (scheduleId !== undefined) return seatsOf(meaning.key, sql`s.id = ${scheduleId}::uuid`);
      if (concertId !== undefined)
        return seatsOf(meaning.key, sql`s.concert_id = ${concertId}::uuid`);
      return [];
  }
}

const ofAccounts = (looked: Looked): Found => ({
  looked,
  orders: (accounts) =>
    sql`SELECT ${columns}, true FROM ${accounts} n JOIN customer_order o ON o.account_id = n.id`,
});

/** The seat itself, and all seats of what it names: of a row or a section. */
function seatsOf(key: string, dates: SQL): Found[] {
  const seat = sql`lower(b.seat_key)`;
  const wanted = key.toLowerCase();
  return [sql`${seat} = ${wanted}`, beginsWith(seat, `${wanted}/`)].map((condition) => ({
    looked: upTo(
      sql`SELECT ${columns} FROM schedule s
        JOIN order_seat b ON b.schedule_id = s.id AND ${condition} JOIN customer_order o ON o.id = b.order_id
        WHERE ${dates}`,
      seatsMax,
    ),
    orders: (looked) => sql`SELECT ${columns}, false FROM ${looked} o`,
  }));
}
