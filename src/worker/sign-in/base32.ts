/** RFC 4648, as authenticator apps read secrets. */
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** Crockford's: no letter in it looks like a digit, so that a code can be typed from paper. */
export const readable = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Bytes as base32 without padding. */
export function toBase32(bytes: Uint8Array, letters = alphabet): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += letters.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + letters.charAt((held << (5 - bits)) & 31) : text;
}
