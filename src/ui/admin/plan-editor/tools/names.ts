import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";

/** 0 is A, 25 is Z, 26 is AA. */
export function lettersOf(index: number): string {
  let text = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}

/** The first name that no section or area has: A, B, C for sections, T1 for tables, S1 for standing areas. */
export function freshName(
  { sections, areas }: Pick<SeatPlan, "sections" | "areas">,
  kind: "section" | "table" | "area",
  taken: ReadonlySet<string> = new Set(),
): string {
  const used = new Set([...sections, ...areas].map(({ id }) => id));
  for (let index = 0; ; index++) {
    const name =
      kind === "section" ? lettersOf(index) : `${kind === "table" ? "T" : "S"}${index + 1}`;
    if (!used.has(name) && !taken.has(name)) return name;
  }
}

/** A free name for a copy: A1 becomes A2, A becomes B, and `North` becomes `North 2`. */
export function copyName(name: string, used: ReadonlySet<string>): string {
  const [, start = name, number] = /^(.*?)(\d+)$/.exec(name) ?? [];
  if (number !== undefined) {
    for (let next = Number(number) + 1; ; next++) {
      const made = start + String(next).padStart(number.length, "0");
      if (!used.has(made)) return made;
    }
  }
  if (/^[A-Z]{1,2}$/.test(name)) {
    for (let index = indexOf(name) + 1; ; index++) {
      const made = lettersOf(index);
      if (!used.has(made)) return made;
    }
  }
  for (let next = 2; ; next++) {
    const made = `${name.slice(0, 34)} ${next}`;
    if (!used.has(made)) return made;
  }
}

const indexOf = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
