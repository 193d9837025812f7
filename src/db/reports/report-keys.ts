import { type SQL, sql } from "drizzle-orm";
import type { Dimension } from "../../contract/admin/reports/report-kinds.ts";

/** A column of the first, narrow sums: a day of the period itself, a word or an id. */
export function rawKey(dimension: Dimension, day: SQL): SQL[] {
  switch (dimension) {
    case "day":
      return [sql`(${day}) AS day`];
    case "week":
    case "month":
    case "year":
      return [sql`date_trunc(${sql.raw(`'${dimension}'`)}, ${day})::date AS ${sql.raw(dimension)}`];
    case "channel":
      return [sql`f.channel AS channel`];
    case "concert":
    case "date":
      return [];
    default:
      return [sql`f.key AS key`];
  }
}

/** A key as it is grouped by at last. Zones and price types of different shows are one if they have one name. */
export function keyOf(dimension: Dimension, isOfShows: boolean): SQL {
  switch (dimension) {
    case "day":
    case "week":
    case "month":
    case "year":
    case "channel":
      return sql`n.${sql.raw(dimension)}`;
    case "concert":
      return sql`s.concert_id`;
    case "date":
      return sql`n.group_id`;
    case "zone":
      return isOfShows ? sql`coalesce(z.name::text, n.key)` : sql`n.key`;
    case "price-type":
      return isOfShows
        ? sql`coalesce(jsonb_path_query_first(s.discounts, '$.priceTypes[*] ? (@.id == $id).name',
            jsonb_build_object('id', n.key))::text, n.key)`
        : sql`n.key`;
    default:
      return sql`n.key`;
  }
}

/** What the keys need besides the narrow sums `n`. */
export function joinsOf(by: readonly Dimension[], isOfShows: boolean): SQL {
  if (!isOfShows) return sql``;
  const schedule =
    by.includes("concert") || by.includes("price-type")
      ? sql`JOIN schedule s ON s.id = n.group_id`
      : sql``;
  const zone = by.includes("zone")
    ? sql`LEFT JOIN price_zone z ON z.schedule_id = n.group_id AND z.zone_id = n.key`
    : sql``;
  return sql`${schedule} ${zone}`;
}

/** Whether the narrow sums have to keep the shows apart. */
export const needsShows = (by: readonly Dimension[]) =>
  by.some((each) => ["concert", "date", "zone", "price-type"].includes(each));

/** A key in the form of the answer, with its id and any name and time that it has. */
export function shownKey(dimension: Dimension, key: SQL): SQL {
  const shown = (id: SQL, name: SQL, at: SQL) =>
    sql`json_build_object('id', ${id}, 'name', ${name}, 'at', ${at})`;
  const none = sql`NULL::jsonb`;
  switch (dimension) {
    case "concert":
      return shown(key, sql`(SELECT c.title FROM concert c WHERE c.id = ${key})`, none);
    case "date":
      return sql`(SELECT ${shown(key, sql`c.title`, sql`utc_text(s.starts_at)`)} FROM schedule s
        JOIN concert c ON c.id = s.concert_id WHERE s.id = ${key})`;
    case "zone":
    case "price-type": {
      // A name is an object; what has lost its name is known by its id.
      const isNamed = sql`left(${key}, 1) = '{'`;
      const id = sql`CASE WHEN ${isNamed} THEN ${key}::jsonb->>'ko' ELSE ${key} END`;
      return shown(id, sql`CASE WHEN ${isNamed} THEN ${key}::jsonb END`, none);
    }
    case "coupon":
      return shown(key, sql`(SELECT k.name FROM coupon k WHERE k.id::text = ${key})`, none);
    default:
      return shown(sql`${key}::text`, none, none);
  }
}
