import { createHash } from "node:crypto";

const namedMax = 500;
const lengthMax = 100_000;

/**
 * Names for statements that come again, so that Postgres parses and plans them once for each
 * connection. A text seen for the first time has no name: many never come again.
 */
export class StatementNames {
  #seen = new Set<string>();
  #names = new Map<string, string>();

  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (this.#names.size >= namedMax || text.length > lengthMax) return undefined;
    if (!this.#seen.has(text)) {
      if (this.#seen.size >= namedMax) this.#seen.clear();
      this.#seen.add(text);
      return undefined;
    }
    const name = `b${createHash("sha256").update(text).digest("base64url").slice(0, 22)}`;
    this.#seen.delete(text);
    this.#names.set(text, name);
    return name;
  }
}

/** Whether a named statement failed for its name's sake, before anything of it was done. */
export function isStaleName(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code === "26000") return true;
  return code === "0A000" && message === "cached plan must not change result type";
}
