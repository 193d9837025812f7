import { createHash } from "node:crypto";

const namedMax = 500;
const lengthMax = 100_000;

/**
 * Names for repeated statements, so that Postgres parses and plans them once for each
 * connection. A statement seen for the first time has no name, since many are never repeated.
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

/** True if a named statement failed because of its name, before it did anything. */
export function isStaleName(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code === "26000") return true;
  return code === "0A000" && message === "cached plan must not change result type";
}
