import { diffPlans, type Expanded } from "../../../../contract/plan/checking/plan-diff.ts";
import { placeFlags, placeKey } from "../../../../contract/plan/seat-places.ts";

export const kinds = ["added", "removed", "renamed", "moved", "rezoned", "remarked"] as const;
export type Kind = (typeof kinds)[number];

/** A place that differs: its ordinal in either plan, its name, and what it becomes. */
export type Difference = {
  kind: Kind;
  before: number | null;
  after: number | null;
  name: string;
  becomes: string | null;
};

/** The differences of two plans, kind by kind, in the order of the plan. */
export function differencesOf(from: Expanded, to: Expanded): Record<Kind, Difference[]> {
  const diff = diffPlans(from, to);
  const named = (seat: number) => placeKey(from.places, seat);
  const pair =
    (kind: Kind, becomes: (seat: number, other: number) => string | null) =>
    ([before, after]: [number, number]): Difference => ({
      kind,
      before,
      after,
      name: named(before),
      becomes: becomes(before, after),
    });
  const zoneOf = ({ plan, places }: Expanded, seat: number) =>
    plan.zones[places.zone[seat] ?? 0]?.id ?? "";
  return {
    added: diff.added.map((after) => ({
      kind: "added",
      before: null,
      after,
      name: placeKey(to.places, after),
      becomes: null,
    })),
    removed: diff.removed.map((before) => ({
      kind: "removed",
      before,
      after: null,
      name: named(before),
      becomes: null,
    })),
    renamed: diff.renamed.map(pair("renamed", (_, after) => placeKey(to.places, after))),
    moved: diff.moved.map(pair("moved", (before, after) => metersText(from, to, before, after))),
    rezoned: diff.rezoned.map(
      pair("rezoned", (before, after) => `${zoneOf(from, before)} → ${zoneOf(to, after)}`),
    ),
    remarked: diff.remarked.map(
      pair("remarked", (_, after) => marksText(to.places.flags[after] ?? 0)),
    ),
  };
}

function metersText(from: Expanded, to: Expanded, before: number, after: number): string {
  const dx = (to.places.x[after] ?? 0) - (from.places.x[before] ?? 0);
  const dy = (to.places.y[after] ?? 0) - (from.places.y[before] ?? 0);
  return `${(Math.hypot(dx, dy) / 100).toFixed(1)} m`;
}

/** The marks as the letters that the fan's map draws. */
function marksText(flags: number): string {
  const marks = Object.entries(placeFlags).flatMap(([mark, bit]) =>
    (flags & bit) === 0 ? [] : [mark],
  );
  return marks.join(", ") || "–";
}

export type Box = { x: number; y: number; width: number; height: number };

/** The part of the drawing around a difference: where it was and where it is. */
export function boxAround(
  { before, after }: Difference,
  { from, to }: { from: Expanded; to: Expanded },
): Box {
  const points = [
    ...(before === null ? [] : [pointOf(from, before)]),
    ...(after === null ? [] : [pointOf(to, after)]),
  ];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const margin = 500;
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  return {
    x: left,
    y: top,
    width: Math.max(...xs) + margin - left,
    height: Math.max(...ys) + margin - top,
  };
}

export const pointOf = ({ places }: Expanded, seat: number): [number, number] => [
  places.x[seat] ?? 0,
  places.y[seat] ?? 0,
];
