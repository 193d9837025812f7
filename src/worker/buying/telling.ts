import type { Outcome } from "../../contract/problems.ts";

/**
 * Reports the sale to the schedule. If the call fails, the schedule's alarm finds the sale in the books, so the fan
 * need not know.
 */
export async function quietly(telling: PromiseLike<Outcome<unknown>>): Promise<void> {
  try {
    const told = await telling;
    if (!told.ok) console.warn("the schedule did not take it", told.code, told.detail);
  } catch (error) {
    console.warn("the schedule was not told", error);
  }
}
