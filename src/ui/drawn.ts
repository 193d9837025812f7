import type { Locale } from "../contract/people/accounts.ts";

/** The element that holds the server's data for the page. */
export const drawnId = "drawn";

/** The data of a page; with the same data the browser renders the same page. */
export type Drawn = {
  lang: Locale;
  atMs: number;
  loaded: Record<string, unknown>;
  /** The page does not exist, even if its address looks valid. */
  isMissing: boolean;
};

/** JSON that is safe inside a script element, with any text. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
