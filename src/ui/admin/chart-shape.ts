/** The chart's own measures; the picture grows with its place. */
export const frame = { width: 720, height: 240, left: 56, right: 12, top: 12, bottom: 28 } as const;

const roundSteps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** Four round steps that reach the largest value, so that the grid has whole figures. */
export function roundTop(most: number): number {
  const step = Math.max(1, most / 4);
  const size = 10 ** Math.floor(Math.log10(step));
  const round = roundSteps.find((one) => one * size >= step && Number.isInteger(one * size));
  return 4 * (round ?? 10) * size;
}

export type Scale = { x: (ms: number) => number; y: (value: number) => number };

export function scaleOf(span: { fromMs: number; toMs: number }, top: number): Scale {
  const { width, height, left, right, top: above, bottom } = frame;
  const ms = Math.max(1, span.toMs - span.fromMs);
  return {
    x: (at) => left + ((at - span.fromMs) / ms) * (width - left - right),
    y: (value) => height - bottom - (value / top) * (height - above - bottom),
  };
}

/** One line through all moments; where nothing was written down for a while it is broken. */
export function linePath(
  points: { ms: number; value: number }[],
  { x, y }: Scale,
  gapMs: number,
): string {
  let lastMs: number | null = null;
  return points
    .map(({ ms, value }) => {
      const isNew = lastMs === null || ms - lastMs > gapMs;
      lastMs = ms;
      return `${isNew ? "M" : "L"}${x(ms).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join("");
}
