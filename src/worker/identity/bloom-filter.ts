/** A set in a few bits for each word: it knows all of its words, and takes about one in a thousand others for one of them. */
export class BloomFilter {
  readonly bytes: Uint8Array;
  readonly #hashes: number;

  constructor(bytes: Uint8Array, hashes: number) {
    this.bytes = bytes;
    this.#hashes = hashes;
  }

  static empty(byteCount: number, hashes: number): BloomFilter {
    return new BloomFilter(new Uint8Array(byteCount), hashes);
  }

  add(word: string): void {
    for (const bit of this.#bitsOf(word)) this.bytes[bit >> 3]! |= 1 << (bit & 7);
  }

  has(word: string): boolean {
    for (const bit of this.#bitsOf(word))
      if ((this.bytes[bit >> 3]! & (1 << (bit & 7))) === 0) return false;
    return true;
  }

  /** Two hashes make all: bit n is the first plus n times the second. */
  *#bitsOf(word: string): Generator<number> {
    const bits = this.bytes.length * 8;
    const [first, step] = [hashOf(word, 2_166_136_261), hashOf(word, 3_339_675_911) | 1];
    for (let n = 0; n < this.#hashes; n++) yield ((first + Math.imul(n, step)) >>> 0) % bits;
  }
}

/** FNV-1a with an ending that mixes all bits. */
function hashOf(word: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
  return (hash ^ (hash >>> 16)) >>> 0;
}
