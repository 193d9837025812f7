import { useMemo } from "preact/hooks";
import type { LocalText } from "../../../../contract/money/money.ts";
import { genres } from "../../../concerts/filters.tsx";
import { words } from "../../../state/language.ts";

/** The categories that a concert can have; null while they are not known. */
export function useCategories(): readonly { id: string; name: LocalText }[] | null {
  const { genre } = words();
  return useMemo(
    () => genres.map((id) => ({ id, name: { ko: genre[id], en: genre[id] } })),
    [genre],
  );
}
