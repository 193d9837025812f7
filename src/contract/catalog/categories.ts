import { z } from "@hono/zod-openapi";
import { LocalText } from "../money/money.ts";

/** A category's name in addresses. A concert calls it its genre, as the first version of the API did. */
export const CategorySlug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(40)
  .meta({ description: "The slug of a category, as in `GET /categories`", example: "musical" });

export const Category = z
  .strictObject({
    slug: CategorySlug,
    name: LocalText,
    color: z.int().min(1).max(6).meta({ description: "Palette slot 1 to 6" }),
  })
  .meta({ id: "Category" });

export const Categories = z
  .strictObject({ items: z.array(Category) })
  .meta({ id: "Categories", description: "In their order" });

export type Category = z.infer<typeof Category>;
