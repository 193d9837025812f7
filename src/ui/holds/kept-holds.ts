import { signal } from "@preact/signals";
import type { Hold } from "../../contract/sale/holds.ts";
import { recall, remember, rememberedNames } from "../state/storage.ts";

const nameOf = (accountId: string, scheduleId: string) => `held.${accountId}.${scheduleId}`;

/** The start of every name under which this browser remembers a hold. */
export const keptName = "held.";

/** The last known holds of an account in a schedule, on this page. */
export const lastSeen = signal<{
  accountId: string;
  scheduleId: string;
  holds: readonly Hold[];
} | null>(null);

/**
 * Remembers what a schedule holds for an account, for the browser's other tabs. Only the schedule knows a hold, and
 * asking all schedules is impossible.
 */
export function rememberHolds(
  accountId: string,
  scheduleId: string,
  [hold]: readonly Pick<Hold, "id">[],
): void {
  const name = nameOf(accountId, scheduleId);
  const id = hold?.id ?? null;
  // The other tabs get only changes.
  if (recall(name) !== id) remember(name, id);
}

/** Remembers them, and tells this page. */
export function keepHolds(
  accountId: string | undefined,
  scheduleId: string,
  holds: readonly Hold[],
): void {
  if (accountId === undefined) return;
  rememberHolds(accountId, scheduleId, holds);
  lastSeen.value = { accountId, scheduleId, holds };
}

/** The holds that this browser remembers for an account, by schedule. */
export function keptHolds(accountId: string): Map<string, string> {
  const start = nameOf(accountId, "");
  const kept = new Map<string, string>();
  for (const name of rememberedNames(start)) {
    const id = recall(name);
    if (id !== null) kept.set(name.slice(start.length), id);
  }
  return kept;
}
