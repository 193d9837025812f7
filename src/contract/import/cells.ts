/** No day, amount or number is longer. To find the end of one in a text of any length would take very long. */
const lengthMax = 40;
const isLong = (text: string): boolean => text.length > lengthMax;

/**
 * A day and a time as people and spreadsheets write them, by the venue's clock: `2027-01-16 19:30`, `2027. 1. 16. 19:30`,
 * `2027/1/16T19:30:00`. Null for another text, and for a day that no calendar has.
 */
export function momentCell(text: string): string | null {
  if (isLong(text)) return null;
  const found =
    /^(\d{4})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})\.?(?:\s+|T)(\d{1,2}):(\d{2})(?::00)?$/.exec(
      text.trim(),
    );
  if (!found) return null;
  const [year = "", month = "", day = "", hour = "", minute = ""] = found
    .slice(1)
    .map((part) => part.padStart(2, "0"));
  const written = `${year}-${month}-${day}T${hour}:${minute}`;
  const ms = Date.parse(`${written}:00Z`);
  if (Number.isNaN(ms)) return null;
  return new Date(ms).toISOString().slice(0, 16) === written ? written : null;
}

/** An amount of money in minor units: `12,000`, `₩12,000`, `12000원`, or `12.50` where a currency has cents. */
export function amountCell(text: string, digits: number): number | null {
  if (isLong(text)) return null;
  const plain = text
    .trim()
    .replace(/^[₩￦$€¥]\s*/, "")
    .replace(/\s*(원|won|krw)$/i, "");
  if (!/^(\d{1,3}(,\d{3})+|\d{1,9})(\.\d{1,2})?$/.test(plain)) return null;
  const [whole = "", cents = ""] = plain.replaceAll(",", "").split(".");
  if (cents.length > digits) return null;
  const minor = Number(whole) * 10 ** digits + Number(cents.padEnd(digits, "0") || "0");
  return minor <= 100_000_000 ? minor : null;
}

/** A whole number from 1 to a million. */
export function countCell(text: string): number | null {
  if (isLong(text)) return null;
  const plain = text.trim();
  if (!/^(\d{1,3}(,\d{3})+|\d{1,7})$/.test(plain)) return null;
  const count = Number(plain.replaceAll(",", ""));
  return count >= 1 && count <= 1_000_000 ? count : null;
}

/** An address as a presale's list keeps it. */
export function emailCell(text: string): string | null {
  const plain = text.trim().toLowerCase();
  return plain.length <= 254 && /^[^\s@"<>(),;:]+@[^\s@"<>(),;:]+\.[^\s@"<>(),;:.]{2,}$/.test(plain)
    ? plain
    : null;
}

/** A code of the greatest length with a space or a dash after each character. */
const codeTextMax = 128;

/** A code as fans type it: capital letters without spaces and dashes. */
export function codeCell(text: string): string | null {
  if (text.length > codeTextMax) return null;
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, "");
  return plain.length >= 4 && plain.length <= 64 ? plain : null;
}
