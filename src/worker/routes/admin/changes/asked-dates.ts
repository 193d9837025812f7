import type { AdminConcert } from "../../../../contract/admin/changes/concert-changes.ts";

type BookedDate = Pick<AdminConcert["dates"][number], "id" | "startsAt">;

/** The page of a concert waits for the objects of so many dates. */
export const askedMax = 50;

/** The dates whose objects tell holds and lines: the next ones, or a named one. */
export function askedDates(
  dates: readonly BookedDate[],
  { only, nowMs }: { only?: string | undefined; nowMs: number },
): string[] {
  if (only !== undefined) return dates.flatMap(({ id }) => (id === only ? [id] : []));
  return dates
    .filter(({ startsAt }) => Date.parse(startsAt) > nowMs)
    .toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
    .slice(0, askedMax)
    .map(({ id }) => id);
}
