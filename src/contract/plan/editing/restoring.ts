import type { SeatPlan } from "../seat-plan.ts";
import { edit } from "./edit.ts";
import type { PlanOperation } from "./operation-schema.ts";
import { type Patch, patchBetween } from "./patch.ts";

/** The operation that makes `now` the plan `wanted`. It names only the parts that differ, as a small save. */
export function restoringPatch(now: SeatPlan, wanted: SeatPlan): Patch {
  return patchBetween(now, sharing(now, wanted));
}

/** `wanted` with the parts of `now` in place of equal ones, since patches compare parts by their identity. */
function sharing(now: SeatPlan, wanted: SeatPlan): SeatPlan {
  const shared: Record<string, unknown> = { ...wanted };
  for (const [key, value] of Object.entries(now))
    if (isSame(value, shared[key])) shared[key] = value;
  return {
    ...(shared as SeatPlan),
    sections: wanted.sections.map((part) => equalIn(now.sections, part)),
    areas: wanted.areas.map((part) => equalIn(now.areas, part)),
  };
}

function equalIn<T extends { id: string }>(parts: readonly T[], part: T): T {
  const own = parts.find(({ id }) => id === part.id);
  return own && isSame(own, part) ? own : part;
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [mine, theirs] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    mine.length === theirs.size && mine.every(([key, value]) => isSame(value, theirs.get(key)))
  );
}

/** A plan after the operations of its saves, which succeeded once and so succeed again. */
export function replayed(plan: SeatPlan, operations: readonly PlanOperation[]): SeatPlan {
  return operations.reduce((before, operation) => {
    const edited = edit(before, operation);
    if (!edited.isDone)
      throw new Error(`a saved operation cannot be done: ${edited.refusal.reason}`);
    return edited.plan;
  }, plan);
}
