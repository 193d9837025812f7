import { type FeltKind, feltKinds } from "../../contract/live/cockpit-terms.ts";
import type { CockpitFrame } from "../../contract/live/cockpit.ts";
import type { Felt } from "../../contract/sale/felt.ts";
import { MinuteCounts } from "./minute-counts.ts";

/** Each bucket ends a quarter above the one before it, so that a percentile is right to an eighth. */
const growth = 1.25;
const bucketsMax = 48;

const bucketOf = (ms: number): number =>
  Math.min(bucketsMax - 1, Math.ceil(Math.log(Math.max(1, ms)) / Math.log(growth)));

/** The middle of a bucket, as its values are told. */
const middleOf = (bucket: number): number =>
  Math.round(growth ** (bucket - 0.5) * (bucket === 0 ? growth ** 0.5 : 1));

/** Histograms of what fans' browsers measured in the last five minutes. */
export class FeltTimes {
  readonly #counts = new MinuteCounts();

  take(felt: Felt, now: number): void {
    for (const kind of feltKinds)
      for (const ms of felt[kind] ?? []) this.#counts.add(`${kind} ${bucketOf(ms)}`, now);
  }

  view(now: number): CockpitFrame["felt"] {
    const sums = this.#counts.sums(now);
    const view: CockpitFrame["felt"] = {};
    for (const kind of feltKinds) view[kind] = told(buckets(sums, kind));
    return view;
  }
}

const buckets = (sums: Map<string, number>, kind: FeltKind): number[] =>
  Array.from({ length: bucketsMax }, (_, bucket) => sums.get(`${kind} ${bucket}`) ?? 0);

function told(counts: number[]): [number, number, number] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const quantile = (share: number): number => {
    let seen = 0;
    const bucket = counts.findIndex((count) => (seen += count) >= Math.max(1, share * total));
    return bucket < 0 ? 0 : middleOf(bucket);
  };
  return [total, quantile(0.5), quantile(0.95)];
}
