/** The storage of this window, which a reload keeps and no other window sees. If it is forbidden or full, nothing breaks. */
export function recallHere<T>(name: string): T | null {
  try {
    const text = sessionStorage.getItem(`frontrow.${name}`);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** Null forgets it. */
export function rememberHere(name: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(`frontrow.${name}`);
    else sessionStorage.setItem(`frontrow.${name}`, JSON.stringify(value));
  } catch {
    // The page works without storage.
  }
}
