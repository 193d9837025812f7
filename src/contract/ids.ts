import { z } from "@hono/zod-openapi";

/** Every id that travels is a UUID in lower case, but for plans, which go by the hash of their content. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, "must be a UUID")
  .openapi({ format: "uuid", example: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e" });

export const PlanHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hex")
  .openapi({ description: "SHA-256 of the plan's canonical JSON" });

/** RFC 3339 with offset, as in 2027-01-16T18:00:00+09:00. */
export const Time = z.iso.datetime({ offset: true }).openapi({ format: "date-time" });
