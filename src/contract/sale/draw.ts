/*
 * The draw of a lottery: every fan present at the opening gets a rank by a keyed permutation. The seed's SHA-256 is
 * published before and the seed after, so anybody can compute any rank and see that it was not chosen.
 */

/** The drawn numbers: `count` numbers from `after + 1` on. */
export type Draw = { seed: string; after: number; count: number };

/** The rank that a number drew. Numbers outside the draw keep their own: they come in the order of their arrival. */
export function drawnRank({ seed, after, count }: Draw, number: number): number {
  if (number <= after || number > after + count) return number;
  return after + 1 + permute(keysOf(seed), count, number - after - 1);
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
