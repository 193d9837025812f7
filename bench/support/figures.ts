/** The figures of a measurement: one flat object, to which later measurements add. */
export type Figures = Record<string, number>;

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? NaN;
  const high = sorted[Math.floor(middle)] ?? NaN;
  return (low + high) / 2;
}

/** As many digits as are worth reading. */
export function rounded(value: number): number {
  if (Math.abs(value) >= 100) return Math.round(value);
  return Number(value.toPrecision(3));
}

export const count = (value: number): string => Math.round(value).toLocaleString("en");

/** The figures that must hold wherever they are measured, each with its most. */
const limits: Figures = { report_worst_p95_ms: 300, order_search_p95_ms: 300, reports_unequal: 0 };

/** The names of the figures over their limits; one that is not a number is over it too. */
export const overLimits = (figures: Figures): string[] =>
  Object.entries(limits).flatMap(([name, most]) => {
    const figure = figures[name];
    return figure === undefined || figure <= most ? [] : [name];
  });
