import type { PlanOperation, Span } from "../../../../contract/plan/editing/operation-schema.ts";
import { pointsOf } from "../../../../contract/plan/editing/outlines.ts";
import { seatsPerRow } from "../../../../contract/plan/seat-places.ts";
import type { Block, SeatPlan, Spot } from "../../../../contract/plan/seat-plan.ts";

/** The operations that take some seats away. Blocks are removed from the last, so that the others keep their index. */
export function removalOf(plan: SeatPlan, spans: readonly Span[]): PlanOperation[] {
  const bySection = Map.groupBy(spans, ([id]) => id);
  return [...bySection].flatMap(([id, own]): PlanOperation[] => {
    const section = plan.sections.find((one) => one.id === id);
    if (!section) return [];
    const byBlock = Map.groupBy(own, ([, at]) => at);
    const left = section.blocks.map((block, at) => {
      const gone = byBlock.get(at);
      return gone ? withoutSeats(block, gone) : block;
    });
    if (left.every((block) => block === null)) return [{ kind: "remove", ids: [id] }];
    return [...byBlock.keys()]
      .sort((a, b) => b - a)
      .map((at) => ({ kind: "block", id, at, block: left[at] ?? null }));
  });
}

/** A block without some of its seats. What stays keeps its place, so rows with a gap become free points. */
export function withoutSeats(block: Block, spans: readonly Span[]): Block | null {
  const lengths = seatsPerRow(block);
  const gone = lengths.map(() => new Set<number>());
  for (const [, , row, first, end] of spans)
    for (let seat = first; seat < end; seat++) gone[row]?.add(seat);
  const kept = lengths.map((seats, row) =>
    Array.from({ length: seats }, (_, seat) => seat).filter((seat) => !gone[row]?.has(seat)),
  );
  const rows = kept.flatMap((seats, row) => (seats.length > 0 ? [row] : []));
  if (rows.length === 0) return null;
  const isFront = rows.every((row, at) => row === at && kept[row]?.length === lengths[row]);
  const counts = rows.map((row) => kept[row]?.length ?? 0);
  const seats = counts.every((count) => count === counts[0])
    ? (counts[0] ?? 1)
    : counts.map((count): [number, number] => [1, count]);
  const { spots: _, exceptions, ...rest } = block;
  const spots = rows.flatMap((row, at) => spotsOfRow(block, row, kept[row] ?? [], at));
  const names = (exceptions ?? []).flatMap((one) => {
    const at = rows.indexOf(one.row);
    const { numbers, ...others } = one;
    if (at < 0) return [];
    const own = numbers && kept[one.row]?.map((seat) => numbers[seat] ?? "");
    return [{ ...others, row: at, ...(own && { numbers: own }) }];
  });
  const more = {
    ...(spots.length > 0 && { spots }),
    ...(names.length > 0 && { exceptions: names }),
  };
  const zoneRows = block.zoneRows.flatMap(([first, end, zone]): Block["zoneRows"] => {
    const within = rows.flatMap((row, at) => (row >= first && row < end ? [at] : []));
    const [from, to] = [within[0], within.at(-1)];
    return from === undefined || to === undefined ? [] : [[from, to + 1, zone]];
  });
  const shared = { ...rest, rows: rows.length, seats, zoneRows, ...more };
  if (block.geometry.type === "table" || isFront) return shared;
  const points = pointsOf(block);
  const left = rows.map((row) => (kept[row] ?? []).map((seat) => points[row]?.[seat] ?? [0, 0]));
  return { ...shared, geometry: { type: "points", points: left as [number, number][][] } };
}

/** The marks of a row on the seats that stay, as runs. */
function spotsOfRow(
  { spots = [] }: Block,
  row: number,
  kept: readonly number[],
  at: number,
): Spot[] {
  return spots
    .filter(({ rows }) => row >= rows[0] && row < rows[1])
    .flatMap((spot): Spot[] => {
      const on = kept.flatMap((seat, index) =>
        seat >= spot.seats[0] && seat < spot.seats[1] ? [index] : [],
      );
      const [first, last] = [on[0], on.at(-1)];
      if (first === undefined || last === undefined) return [];
      return [{ ...spot, rows: [at, at + 1], seats: [first, last + 1] }];
    });
}
