import { count, type Figures, median, rounded } from "./figures.ts";
import { type Comparison, ratioOf } from "./slices.ts";

export interface Wanted {
  name: string;
  of: string;
  to: string;
  aim: number;
}

/** Prints the result of a comparison and returns its figures. */
export function report(title: string, comparison: Comparison, wanted: readonly Wanted[]): Figures {
  const figures: Figures = {};
  const { discarded, probeMs } = comparison;
  const dropped = discarded === 0 ? "" : `; ${discarded} rounds discarded, the disk changed`;
  console.log(`\n  ${title}   (fdatasync p50 ${rounded(probeMs)} ms${dropped})`);
  for (const [name, slices] of comparison.slices) {
    const of = (key: "perSecond" | "p50Ms" | "p95Ms") => median(slices.map((slice) => slice[key]));
    figures[`${name}_per_s`] = rounded(of("perSecond"));
    figures[`${name}_p50_ms`] = rounded(of("p50Ms"));
    figures[`${name}_p95_ms`] = rounded(of("p95Ms"));
    const times = `p50 ${rounded(of("p50Ms"))} ms   p95 ${rounded(of("p95Ms"))} ms`;
    console.log(`    ${name.padEnd(18)}${count(of("perSecond")).padStart(9)}/s   ${times}`);
  }
  for (const { name, of, to, aim } of wanted) {
    const ratio = ratioOf(comparison, of, to);
    figures[name] = rounded(ratio.median);
    const range = `${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)}`;
    tell(name, ratio.median.toFixed(2), ratio.median >= aim, `aim ${aim}; ${range}`);
  }
  return figures;
}

export function tell(name: string, value: string, isMet: boolean, more: string): void {
  console.log(`  ${isMet ? "✓" : "✗"} ${name.padEnd(24)}${value.padStart(7)}   ${more}`);
}
