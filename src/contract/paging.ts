import { z } from "@hono/zod-openapi";

export const cursor = () =>
  z.string().max(200).optional().meta({
    description: "`nextCursor` of the page before; leave it out for the first page",
  });

/** A page is requested by the cursor of the previous page, never by its number. */
export const PageQuery = z.strictObject({
  cursor: cursor(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .meta({ type: "integer", description: "The most items that the page may have" }),
});

export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({
      description: "Send it as `cursor` for the next page; null on the last page",
    }),
  });
