/** An id that none of these has: `list-2`, `list-3` and so on. */
export function freeId(kind: string, taken: readonly { id: string }[]): string {
  for (let count = taken.length + 1; ; count++) {
    const id = `${kind}-${count}`;
    if (!taken.some((item) => item.id === id)) return id;
  }
}

/** An id that none had before either, where what was removed is still known by its id. */
export const newId = (kind: string): string => `${kind}-${crypto.randomUUID().slice(0, 8)}`;

export const replaced = <T extends { id: string }>(
  items: readonly T[],
  id: string,
  change: Partial<T>,
): T[] => items.map((item) => (item.id === id ? { ...item, ...change } : item));

export const without = <T extends { id: string }>(items: readonly T[], id: string): T[] =>
  items.filter((item) => item.id !== id);
