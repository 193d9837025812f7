import type { AdminCategory, CategoriesChange } from "../../../contract/admin/categories.ts";

/** A category as it is typed; one that is not there yet is new. */
export type CategoryDraft = AdminCategory & { isNew: boolean };

export type CategoryFault = "badSlug" | "slugTwice" | "needed";

export const emptyCategory: CategoryDraft = {
  slug: "",
  name: { ko: "", en: "" },
  color: 1,
  isArchived: false,
  concerts: 0,
  isNew: true,
};

export const draftsOf = (items: readonly AdminCategory[]): CategoryDraft[] =>
  items.map((item) => ({ ...item, isNew: false }));

/** The request that saves the drafts in their order. */
export const changeOf = (drafts: readonly CategoryDraft[]): CategoriesChange => ({
  items: drafts.map(({ slug, name, color, isArchived }) => ({
    slug: slug.trim(),
    name: { ko: name.ko.trim(), en: name.en.trim() },
    color,
    isArchived,
  })),
});

/** What is wrong, by the place of the category and the name of the field. */
export function faultsOf(drafts: readonly CategoryDraft[]): Map<string, CategoryFault> {
  const faults = new Map<string, CategoryFault>();
  const { items } = changeOf(drafts);
  for (const [at, { slug, name }] of items.entries()) {
    const isTwice = items.findIndex((each) => each.slug === slug) < at;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 40)
      faults.set(`${at}/slug`, "badSlug");
    else if (isTwice) faults.set(`${at}/slug`, "slugTwice");
    if (name.ko === "" || name.en === "") faults.set(`${at}/name`, "needed");
  }
  return faults;
}

/** The list with one of them a step further up (-1) or down (1). */
export function moved<T>(items: readonly T[], at: number, step: -1 | 1): T[] {
  const after = [...items];
  const [item] = after.splice(at, 1);
  if (item !== undefined) after.splice(at + step, 0, item);
  return after;
}
