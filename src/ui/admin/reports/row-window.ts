/** Which rows of a long table are drawn: those in view, and some before and after them. */
export function rowWindow(
  { scrollTop, height }: { scrollTop: number; height: number },
  { rows, rowHeight, spare = 12 }: { rows: number; rowHeight: number; spare?: number },
): { from: number; to: number; above: number; below: number } {
  const from = Math.max(0, Math.min(rows, Math.floor(scrollTop / rowHeight)) - spare);
  const to = Math.min(rows, Math.ceil((scrollTop + height) / rowHeight) + spare);
  return { from, to, above: from * rowHeight, below: (rows - to) * rowHeight };
}
