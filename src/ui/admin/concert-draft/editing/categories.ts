import { useMemo } from "preact/hooks";
import type { Category } from "../../../../contract/catalog/categories.ts";
import type { LocalText } from "../../../../contract/money/money.ts";
import { listCategories } from "../../../api/concerts.ts";
import { loadedNames } from "../../../loaded-names.ts";
import { useResource } from "../../../state/resource.ts";

/** The categories that a concert can have; null while they are not known. */
export function useCategories(): readonly { id: string; name: LocalText }[] | null {
  const { data } = useResource<Category[]>(loadedNames.categories, listCategories);
  return useMemo(() => data?.map(({ slug, name }) => ({ id: slug, name })) ?? null, [data]);
}
