import { rowLabels } from "../seat-numbers.ts";
import { seatsPerRow } from "../seat-places.ts";
import type { Block, FlagKind, Section, Spot } from "../seat-plan.ts";
import type { Operation, Span } from "./operation-schema.ts";

type Paint = Pick<Operation<"paint">, "zone" | "flag" | "isOff" | "text">;
type Text = Spot["text"];

/** A seat's own properties beyond its block: its zone, and its flags with their texts. */
type Look = { zone?: string | undefined; flags?: Map<FlagKind, Text> };

const kinds: readonly FlagKind[] = ["accessible", "companion", "restricted"];

/** Paints some seats of a section. Properties given by row labels are given by position from then on. */
export function paintedSection(section: Section, spans: readonly Span[], paint: Paint): Section {
  const settled = withoutFlags(section);
  const byBlock = Map.groupBy(spans, ([, at]) => at);
  const blocks = settled.blocks.map((block, at) => {
    const mine = byBlock.get(at);
    return mine ? paintedBlock(block, section.zone, mine, paint) : block;
  });
  return { ...settled, blocks };
}

/** Moves the flags of a section into its blocks, so that they stay with their seats when rows are renamed. */
export function withoutFlags(section: Section): Section {
  if (section.flags.length === 0) return section;
  const blocks = section.blocks.map((block) => {
    const labels = rowLabels(block);
    const added = section.flags.flatMap(({ kind, row: label, seats, text }): Spot[] => {
      const rows = label === "*" ? [...labels.keys()] : indexesOf(labels, label);
      return rows.map((row) => ({ rows: [row, row + 1], seats, kind, ...(text && { text }) }));
    });
    if (added.length === 0) return block;
    const looks = looksOf({ ...block, spots: [...(block.spots ?? []), ...added] });
    return withLooks(block, looks);
  });
  return { ...section, blocks, flags: [] };
}

function indexesOf(labels: readonly string[], label: string): number[] {
  return labels.flatMap((other, row) => (other === label ? [row] : []));
}

function paintedBlock(block: Block, base: string, spans: readonly Span[], paint: Paint): Block {
  const looks = looksOf(block);
  const { zone, flag, isOff, text } = paint;
  for (const [, , row, first, end] of spans) {
    const ordinary = block.zoneRows.find(([from, to]) => row >= from && row < to)?.[2] ?? base;
    for (const look of looks[row]?.slice(first, end) ?? []) {
      if (zone !== undefined) look.zone = zone === ordinary ? undefined : zone;
      if (flag && isOff) look.flags?.delete(flag);
      else if (flag) (look.flags ??= new Map()).set(flag, text);
    }
  }
  return withLooks(block, looks);
}

/** The properties that the spots give each seat. */
export function looksOf(block: Block): Look[][] {
  const looks = seatsPerRow(block).map((seats) => Array.from({ length: seats }, (): Look => ({})));
  for (const { rows, seats, zone, kind, text } of block.spots ?? []) {
    for (const row of looks.slice(rows[0], rows[1])) {
      for (const look of row.slice(seats[0], seats[1])) {
        if (zone !== undefined) look.zone = zone;
        if (kind === undefined) continue;
        look.flags ??= new Map();
        look.flags.set(kind, text ?? look.flags.get(kind));
      }
    }
  }
  return looks;
}

function withLooks(block: Block, looks: Look[][]): Block {
  const { spots: _, ...rest } = block;
  const used = kinds.filter((kind) =>
    looks.some((row) => row.some(({ flags }) => flags?.has(kind))),
  );
  const spots = [
    ...spotsOf(looks, ({ zone }) => (zone === undefined ? null : { zone })),
    ...used.flatMap((kind) =>
      spotsOf(looks, ({ flags }) => {
        if (!flags?.has(kind)) return null;
        const text = flags.get(kind);
        return text ? { kind, text } : { kind };
      }),
    ),
  ];
  return spots.length === 0 ? rest : { ...rest, spots };
}

const keyOf = ({ zone, kind, text }: Mark) =>
  text ? JSON.stringify([zone, kind, text]) : `${zone ?? ""} ${kind ?? ""}`;

type Mark = Pick<Spot, "zone" | "kind" | "text">;

/** Merges equal neighboring marks into one spot, and equal spots of successive rows into one. */
function spotsOf(looks: Look[][], markOf: (look: Look) => Mark | null): Spot[] {
  const spots: Spot[] = [];
  let open = new Map<string, Spot>();
  for (const [row, seats] of looks.entries()) {
    const next = new Map<string, Spot>();
    for (const { first, end, mark, key } of runsOf(seats.map(markOf))) {
      const spot = open.get(key);
      if (spot) spot.rows[1] = row + 1;
      else spots.push({ rows: [row, row + 1], seats: [first, end], ...mark });
      const current = spot ?? spots.at(-1);
      if (current) next.set(key, current);
    }
    open = next;
  }
  return spots;
}

function runsOf(marks: readonly (Mark | null)[]) {
  const runs: { first: number; end: number; mark: Mark; key: string }[] = [];
  let [first, key] = [0, ""];
  for (let at = 0; at <= marks.length; at++) {
    const mark = marks[at];
    const now = mark ? keyOf(mark) : "";
    if (now === key) continue;
    const ended = marks[first];
    if (key !== "" && ended)
      runs.push({ first, end: at, mark: ended, key: `${first} ${at} ${key}` });
    [first, key] = [at, now];
  }
  return runs;
}
