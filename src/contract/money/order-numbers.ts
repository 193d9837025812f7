/** Crockford's digits: no I, L, O or U, which are misread or misheard. */
export const numberDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Eight digits as an order's number, like FR-4K7Q-29XD. */
export const orderNumber = (digits: string): string =>
  `FR-${digits.slice(0, 4)}-${digits.slice(4)}`;

/** The number that five bytes stand for. */
export function orderNumberOfBytes(bytes: readonly number[]): string {
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const digits = (bits.match(/.{5}/g) ?? []).map((part) => numberDigits.charAt(parseInt(part, 2)));
  return orderNumber(digits.join(""));
}
