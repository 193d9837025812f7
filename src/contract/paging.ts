import { z } from "@hono/zod-openapi";

/** A page is asked for by the cursor that the page before gave, never by its number. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20).meta({ type: "integer" }),
});

export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
