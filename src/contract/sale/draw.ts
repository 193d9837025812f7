/*
 * How the line is drawn up at the opening to everybody. In a lottery every fan who is present gets a rank by a keyed
 * permutation: the seed's SHA-256 is published before and the seed after, so anybody can compute any rank and see that
 * it was not chosen. Without a lottery, fans who kept their places from a presale stand in front, in their order.
 */

/** Numbers side by side. */
export type Span = { from: number; through: number };

/**
 * The drawn numbers, `count` in all: those in `aside`, which come first, and then those from `after + 1` on. Without a
 * lottery there is no seed.
 */
export type Draw = { seed: string | null; after: number; count: number; aside?: readonly Span[] };

export const sizeOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, through }) => sum + through - from + 1, 0);

/** The rank of a number. Later numbers follow in the order of their arrival. */
export function drawnRank({ seed, after, count, aside = [] }: Draw, number: number): number {
  const before = aside.filter(({ from }) => from <= number);
  const last = before.at(-1);
  const isAside = last !== undefined && number <= last.through;
  if (number <= after && !isAside) return number;
  const at = isAside
    ? sizeOf(before) - (last.through - number) - 1
    : sizeOf(aside) + number - after - 1;
  return after + 1 + (at < count && seed !== null ? permute(keysOf(seed), count, at) : at);
}

const rounds = 8;

/** Eight round keys from the first 64 hex digits of the seed. */
function keysOf(seed: string): number[] {
  return Array.from({ length: rounds }, (_, round) =>
    Number.parseInt(seed.slice(round * 8, round * 8 + 8), 16),
  );
}

/**
 * A Feistel network over the smallest even number of bits that holds `count`, walked until the value falls inside: a
 * permutation of 0 … count − 1 that needs no memory however many they are.
 */
function permute(keys: number[], count: number, value: number): number {
  let half = 1;
  while (4 ** half < count) half++;
  const mask = 2 ** half - 1;
  let drawn = value;
  do {
    let left = drawn >>> half;
    let right = drawn & mask;
    for (const [round, key] of keys.entries()) {
      const mixed = mix(right ^ key, round) & mask;
      [left, right] = [right, (left ^ mixed) & mask];
    }
    drawn = ((left << half) | right) >>> 0;
  } while (drawn >= count);
  return drawn;
}

/** MurmurHash3's finalizer: every input bit affects every output bit. */
function mix(value: number, round: number): number {
  let hash = (value + Math.imul(round + 1, 0x9e3779b9)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
