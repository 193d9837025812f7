import { rowLabels } from "../seat-numbers.ts";
import { seatsPerRow } from "../seat-places.ts";
import type { Block, Section } from "../seat-plan.ts";
import type { Operation } from "./operation-schema.ts";
import { withoutFlags } from "./painting.ts";

/** Renumbers the rows and seats of a section. */
export function numberedSection(section: Section, wanted: Operation<"number">): Section {
  const settled = withoutFlags(section);
  let start = wanted.rowNumbers?.start ?? 1;
  const blocks = settled.blocks.map((block, at) => {
    if (wanted.at !== undefined && wanted.at !== at) return block;
    const numbered = numberedBlock(block, { ...wanted, start });
    start = nextStart(numbered);
    return numbered;
  });
  return { ...settled, blocks };
}

function numberedBlock(block: Block, wanted: Operation<"number"> & { start: number }): Block {
  const { rowNumbers, seatNumbers = block.seatNumbers, start } = wanted;
  const { exceptions: kept, ...rest } = block;
  const lengths = seatsPerRow(block);
  const exceptions = (wanted.exceptions ?? kept ?? []).filter(
    ({ row, numbers }) => row < block.rows && (!numbers || numbers.length === lengths[row]),
  );
  return {
    ...rest,
    rowNumbers: rowNumbers ? { ...rowNumbers, start } : block.rowNumbers,
    seatNumbers,
    ...(exceptions.length > 0 && { exceptions }),
  };
}

/** The number after a block's last row, even if names were skipped. */
export function nextStart(block: Block): number {
  const { exceptions: _, ...plain } = block;
  const { start, isFromBack: __, ...rest } = block.rowNumbers;
  const last = rowLabels({ ...plain, rowNumbers: { start, ...rest } }).at(-1);
  let next = start + block.rows;
  const first = (at: number) =>
    rowLabels({ ...plain, rows: 1, rowNumbers: { ...rest, skip: [], start: at } })[0];
  while (first(next - 1) !== last) next++;
  return next;
}
