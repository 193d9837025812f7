import { z } from "@hono/zod-openapi";

/** Every public id is a lowercase UUID, except for plans, which are identified by their content's hash. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, "must be a UUID")
  .meta({ format: "uuid", example: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e" });

export const PlanHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hex")
  .meta({ description: "SHA-256 of the plan's canonical JSON" });

const zonePattern = /^[a-z0-9-]{1,24}$/;

/** A zone has the id of its plan in every answer and request. */
export const ZoneId = z.string().regex(zonePattern).meta({
  description: "The id of the zone, as in the plan and in `zones` of a schedule",
  example: "r",
});
/** A zone or none; a string has the pattern here too. */
export const ZoneIdOrNull = ZoneId.nullable().meta({ pattern: zonePattern.source });

const earliestMs = Date.UTC(1900, 0);
const latestMs = Date.UTC(10_000, 0) - 1;
const isWritable = (time: string): boolean => {
  const ms = Date.parse(time);
  return ms >= earliestMs && ms <= latestMs;
};

/** RFC 3339 with offset, as in 2027-01-16T18:00:00+09:00, as long as books and calendars can write it. */
export const Time = z.iso
  .datetime({ offset: true })
  .refine(isWritable, "must be of the years 1900 to 9999")
  .refine((time) => !/[+-](1[5-9]|2\d):\d\d$/.test(time), "has an offset that no place has")
  .meta({ format: "date-time" });

/** A calendar day, as in 2027-01-16. */
export const Day = z.iso.date().refine(isWritable, "must be of the years 1900 to 9999");

/** A place's clock, by a name that books and calendars know. */
export const TimeZone = z
  .string()
  .regex(/^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/)
  .max(60)
  .refine(isTimeZone, "must be a time zone as in Asia/Seoul");

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
