import { z } from "@hono/zod-openapi";

export const cursor = () =>
  z.string().max(200).optional().meta({
    description: "`nextCursor` of the page before; leave it out for the first page",
  });

/** A whole number in a query: digits alone, so that nothing is a number by accident. */
export function wholeNumber(
  { min, max, usual }: { min: number; max: number; usual: number },
  description: string,
) {
  const number = z
    .string()
    .regex(/^\d{1,6}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .default(usual);
  return number.meta({ type: "integer", minimum: min, maximum: max, usual, description });
}

/** A page is requested by the cursor of the previous page, never by its number. */
export const PageQuery = z.strictObject({
  cursor: cursor(),
  limit: wholeNumber({ min: 1, max: 100, usual: 20 }, "The most items that the page may have"),
});

export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({
      description: "Send it as `cursor` for the next page; null on the last page",
    }),
  });
