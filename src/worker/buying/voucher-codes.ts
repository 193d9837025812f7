// Excludes letters and digits that look alike.
const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** Unguessable codes of 80 bits each, in groups for reading aloud. */
export function newVoucherCodes(count: number): string[] {
  return Array.from({ length: count }, () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const code = Array.from(bytes, (byte) => letters.charAt(byte % letters.length)).join("");
    return code.replace(/(.{4})(?=.)/g, "$1-");
  });
}
