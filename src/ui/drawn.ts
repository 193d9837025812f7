import type { Locale } from "../contract/people/accounts.ts";

/** The element in which the server leaves what it drew the page from. */
export const drawnId = "drawn";

/** What a page was drawn from: with the same, the browser draws the same. */
export type Drawn = { lang: Locale; atMs: number; loaded: Record<string, unknown> };

/** JSON that can stand within a script element, whatever is in its texts. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
