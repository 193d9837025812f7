import type { CollectionWords } from "../../db/counter/found-orders.ts";

/** Order numbers leave out the letters that are misread. */
const orderNumber = /^(?:FR-?)?([0-9A-HJKMNP-TV-Z]{4})-?([0-9A-HJKMNP-TV-Z]{4})$/;
const digitsOnly = /^\d{4,20}$/;
const seatWords = /^(\S+?)\s*구역[\s,·]*(?:(\S+?)\s*열|입장번호)?[\s,·]*(\S+?)\s*번?$/;

/**
 * Eight letters and digits with a dash, or with FR before them, are an order's number; digits alone are the end of a phone
 * number, and what is written with slashes or as 구역, 열, 번 is a seat.
 */
export function wordsOf(search: string): CollectionWords {
  const words = search.trim().replaceAll(/\s+/g, " ");
  const upper = words.toUpperCase();
  const [, first, second] = orderNumber.exec(upper) ?? [];
  if (first !== undefined && (upper.startsWith("FR") || upper.includes("-")))
    return { by: "number", number: `FR-${first}-${second}` };
  const digits = words.replaceAll(/[\s-]/g, "");
  if (digitsOnly.test(digits)) return { by: "phone", digits };
  if (/^[^\s/]+(\/[^\s/]+){1,2}$/.test(words)) return { by: "seat", key: words };
  const [, section, row, number] = seatWords.exec(words) ?? [];
  if (section !== undefined && number !== undefined)
    return { by: "seat", key: [section, row, number].filter((part) => part).join("/") };
  return { by: "name", name: words };
}
