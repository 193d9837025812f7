/** A value that JSON can write. */
type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether two documents say the same, whatever the order of their fields. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  if (!isPlain(one) || !isPlain(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && isSame(one[name], other[name]))
  );
}

export type Merged<T> = {
  document: T;
  /** Parts that both changed to different values, such as `title/ko`: mine are kept. */
  clashes: string[];
};

/** Joins two changes of one document. A list counts as one value. */
export function merge<T>(base: T, mine: T, theirs: T): Merged<T> {
  const clashes: string[] = [];
  const join = (from: unknown, my: unknown, their: unknown, path: string): unknown => {
    if (isSame(my, from)) return their;
    if (isSame(their, from) || isSame(my, their)) return my;
    if (isPlain(from) && isPlain(my) && isPlain(their)) {
      const names = new Set([...Object.keys(their), ...Object.keys(my)]);
      const joined = [...names].map((name) => {
        const at = path === "" ? name : `${path}/${name}`;
        return [name, join(from[name], my[name], their[name], at)] as const;
      });
      return Object.fromEntries(joined);
    }
    clashes.push(path);
    return my;
  };
  return { document: join(base, mine, theirs, "") as T, clashes };
}
