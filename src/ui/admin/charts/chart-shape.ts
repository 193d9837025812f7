/** The chart's own measures; the picture grows with its place. On a phone it is drawn smaller, so that its words are not. */
export const frames = {
  wide: { width: 720, height: 240, left: 56, right: 12, top: 28, bottom: 28 },
  narrow: { width: 340, height: 190, left: 48, right: 6, top: 26, bottom: 26 },
} as const;
export type Frame = (typeof frames)[keyof typeof frames];

const roundSteps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** Four round steps that reach the largest value, so that the grid has whole figures. */
export function roundTop(most: number): number {
  const step = Math.max(1, most / 4);
  const size = 10 ** Math.floor(Math.log10(step));
  const round = roundSteps.find((one) => one * size >= step && Number.isInteger(one * size));
  return 4 * (round ?? 10) * size;
}

export type Scale = { x: (ms: number) => number; y: (value: number) => number };

export function scaleOf(
  span: { fromMs: number; toMs: number },
  top: number,
  frame: Frame = frames.wide,
): Scale {
  const { width, height, left, right, top: above, bottom } = frame;
  const ms = Math.max(1, span.toMs - span.fromMs);
  return {
    x: (at) => left + ((at - span.fromMs) / ms) * (width - left - right),
    y: (value) => height - bottom - (value / top) * (height - above - bottom),
  };
}

/** One line through all samples, broken where samples are missing. */
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

/** The area under a line, broken where the line is. */
export function areaPath(
  points: { ms: number; value: number }[],
  scale: Scale,
  gapMs: number,
): string {
  const parts: { ms: number; value: number }[][] = [];
  for (const point of points) {
    const last = parts.at(-1)?.at(-1);
    if (last && point.ms - last.ms <= gapMs) parts.at(-1)?.push(point);
    else parts.push([point]);
  }
  const base = scale.y(0).toFixed(1);
  return parts
    .map((part) => {
      const [from, to] = [part[0]?.ms ?? 0, part.at(-1)?.ms ?? 0];
      const back = `V${base}H${scale.x(from).toFixed(1)}Z`;
      return to === from ? "" : linePath(part, scale, gapMs) + back;
    })
    .join("");
}

export const sparkSize = { width: 64, height: 20 } as const;

/** A line scaled from its least to its greatest value; a constant line is in the middle. */
export function sparkPath(values: number[]): string {
  const { width, height } = sparkSize;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const edge = 2;
  const y = (value: number) =>
    most === least
      ? height / 2
      : height - edge - ((value - least) / (most - least)) * (height - 2 * edge);
  const x = (index: number) => (index / Math.max(1, values.length - 1)) * width;
  return values
    .map(
      (value, index) => `${index === 0 ? "M" : "L"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join("");
}
