import { z } from "@hono/zod-openapi";
import { Category } from "../catalog/categories.ts";
import { LocalText } from "../money/money.ts";

const line = z.string().trim().min(1).max(60);

/** A category as it is to be; its place in the list is its order. */
const CategoryChange = Category.extend({
  name: LocalText.extend({ ko: line, en: line }),
  isArchived: z
    .boolean()
    .meta({ description: "No new concert can have it, and lists leave it out" }),
});

export const CategoriesChange = z
  .strictObject({
    items: z
      .array(CategoryChange)
      .min(1)
      .max(60)
      .refine(
        (all) => new Set(all.map(({ slug }) => slug)).size === all.length,
        "has a slug twice",
      ),
  })
  .meta({
    id: "CategoriesChange",
    description: "All categories in their order; one that there is already cannot be left out",
  });

export const AdminCategory = Category.extend({
  isArchived: z.boolean(),
  concerts: z.int().meta({ description: "How many concerts have it" }),
});
export const AdminCategories = z
  .strictObject({
    revision: z.int().meta({ description: "To be sent as `If-Match` with a change" }),
    items: z.array(AdminCategory),
  })
  .meta({ id: "AdminCategories" });

export type AdminCategory = z.infer<typeof AdminCategory>;
export type AdminCategories = z.infer<typeof AdminCategories>;
export type CategoriesChange = z.infer<typeof CategoriesChange>;
