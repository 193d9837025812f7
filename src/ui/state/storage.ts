/** The browser's storage. If it is forbidden or full, nothing is remembered and nothing breaks. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`frontrow.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`frontrow.${name}`);
    else localStorage.setItem(`frontrow.${name}`, value);
  } catch {
    // The page works without storage.
  }
}

export function recallJson<T>(name: string): T | null {
  const text = recall(name);
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

export function rememberJson(name: string, value: unknown): void {
  remember(name, JSON.stringify(value));
}

/** All stored names with this prefix. */
export function rememberedNames(start: string): string[] {
  try {
    const whole = `frontrow.${start}`;
    const names = Object.keys(localStorage).filter((name) => name.startsWith(whole));
    return names.map((name) => name.slice("frontrow.".length));
  } catch {
    return [];
  }
}

/** Stores a value that the server may read too when it draws a page; nothing secret or personal. */
export function rememberForServer(name: string, value: string): void {
  document.cookie = `frontrow-${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}
