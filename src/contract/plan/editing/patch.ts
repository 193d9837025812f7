import type { Area, Section, SeatPlan } from "../seat-plan.ts";
import type { Operation } from "./operation-schema.ts";

export type Patch = Operation<"patch">;
type Top = NonNullable<Patch["top"]>;
type Listing<T> = { put: T[]; order?: string[] | undefined };

const required = ["name", "bounds", "focus", "levels", "zones", "stage"] as const;
const optional = ["gates", "background"] as const;

/**
 * The difference from `from` to `to`. Only parts with another identity are compared, so a small change of a stadium
 * is found at once.
 */
export function patchBetween(from: SeatPlan, to: SeatPlan): Patch {
  const top: Record<string, unknown> = {};
  for (const key of required) if (from[key] !== to[key]) top[key] = to[key];
  for (const key of optional) if (from[key] !== to[key]) top[key] = to[key] ?? null;
  const sections = listingBetween<Section>(from.sections, to.sections);
  const areas = listingBetween<Area>(from.areas, to.areas);
  return {
    kind: "patch",
    ...(Object.keys(top).length > 0 && { top: top as Top }),
    ...(sections && { sections }),
    ...(areas && { areas }),
  };
}

function listingBetween<T extends { id: string }>(
  from: readonly T[],
  to: readonly T[],
): Listing<T> | null {
  if (from === to) return null;
  const known = new Set(from);
  const put = to.filter((part) => !known.has(part));
  const isOrdered =
    from.length === to.length && from.every(({ id }, index) => id === to[index]?.id);
  if (isOrdered && put.length === 0) return null;
  return isOrdered ? { put } : { put, order: to.map(({ id }) => id) };
}

export function patchedPlan(plan: SeatPlan, { top = {}, sections, areas }: Patch): SeatPlan {
  const { gates, background, ...given } = top;
  const patched: SeatPlan = {
    ...plan,
    ...present(given),
    ...(gates && { gates }),
    ...(background && { background }),
    ...(sections && { sections: listed<Section>(plan.sections, sections) }),
    ...(areas && { areas: listed<Area>(plan.areas, areas) }),
  };
  if (gates === null) delete patched.gates;
  if (background === null) delete patched.background;
  return patched;
}

/** The ids that a listing's order names although neither the plan nor the listing has them. */
export function unknownIn(parts: readonly { id: string }[], listing: Listing<{ id: string }>) {
  const known = new Set([...parts, ...listing.put].map(({ id }) => id));
  return (listing.order ?? []).filter((id) => !known.has(id));
}

function listed<T extends { id: string }>(parts: readonly T[], { put, order }: Listing<T>): T[] {
  const fresh = new Map(put.map((part) => [part.id, part]));
  if (!order) return parts.map((part) => fresh.get(part.id) ?? part);
  const known = new Map(parts.map((part) => [part.id, part]));
  return order.flatMap((id) => fresh.get(id) ?? known.get(id) ?? []);
}

function present<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const found = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(found) as { [K in keyof T]: Exclude<T[K], undefined> };
}
