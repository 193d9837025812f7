export type Page<T> = { items: T[]; nextCursor: string | null };

/** Cuts a page out of rows that were queried with one more than the limit, and gives the next cursor. */
export function pageOf<Row, T>(
  rows: Row[],
  limit: number,
  cursorOf: (row: Row) => string,
  item: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? cursorOf(last) : null;
  return { items: shown.map(item), nextCursor };
}

/** A cursor is numbers and at most one id, joined by dots. */
export function writeCursor(...parts: (number | string)[]): string {
  return parts.join(".");
}

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const shapes = {
  line: /^(\d{1,9})$/,
  id: new RegExp(`^(${uuid})$`),
  momentAndId: new RegExp(`^(\\d{1,14})\\.(${uuid})$`),
  sinceMomentAndId: new RegExp(`^(\\d{1,14})\\.(\\d{1,14})\\.(${uuid})$`),
};

/** Parses a cursor; null for one that we did not write. */
export function readCursor(cursor: string, shape: keyof typeof shapes): string[] | null {
  return shapes[shape].exec(cursor)?.slice(1) ?? null;
}
