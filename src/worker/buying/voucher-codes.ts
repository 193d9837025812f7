// No letter that is taken for a digit, or the other way round.
const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** Codes that nobody guesses: 80 bits each, in groups that can be read out. */
export function newVoucherCodes(count: number): string[] {
  return Array.from({ length: count }, () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const code = Array.from(bytes, (byte) => letters.charAt(byte % letters.length)).join("");
    return code.replace(/(.{4})(?=.)/g, "$1-");
  });
}
