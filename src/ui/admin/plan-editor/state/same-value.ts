/** Compares plain values. The database returns a document's keys in another order. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [definedIn(a), definedIn(b)];
  if (one.length !== other.length) return false;
  return one.every(([key, value]) => isSameValue(value, (b as Record<string, unknown>)[key]));
}

const definedIn = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, inner]) => inner !== undefined);
