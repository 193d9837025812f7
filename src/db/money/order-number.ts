// Crockford's alphabet: no I, L, O or U, which are misread or misheard.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A number that people can read out, like FR-4K7Q-29XD. Its 40 random bits make other numbers hard to guess. */
export function newOrderNumber(): string {
  const drawn = crypto.getRandomValues(new Uint8Array(8));
  const text = Array.from(drawn, (byte) => alphabet[byte & 31]).join("");
  return `FR-${text.slice(0, 4)}-${text.slice(4)}`;
}

/** The 40 bits of a number, in five bytes. */
export function bytesOfOrderNumber(number: string): number[] {
  const digits = [...number.replace("FR-", "").replace("-", "")];
  const bits = digits.map((digit) => alphabet.indexOf(digit).toString(2).padStart(5, "0")).join("");
  return (bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
}
