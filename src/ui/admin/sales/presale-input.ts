import type { z } from "zod";
import type { CreatePresale } from "../../../contract/admin/catalog-changes.ts";

type NewPresale = z.input<typeof CreatePresale>;

export const linesOf = (text: string): string[] =>
  text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Codes, each with its number of uses if it has one. */
export const codesIn = (text: string): NonNullable<NewPresale["codes"]> =>
  linesOf(text).map((line) => {
    const [, code = line, uses] = /^(.*?)\s+[×x*]?\s*(\d+)$/i.exec(line) ?? [];
    return uses === undefined ? { code } : { code, usesMax: Number(uses) };
  });

/** Reads a presale from a form's fields: one code or address per line, a code optionally followed by its number of uses. */
export function presaleOf(field: (name: string) => string): NewPresale {
  const time = (name: string) => new Date(field(name)).toISOString();
  const seats = field("seatsMax").trim();
  return {
    name: { ko: field("nameKo").trim(), en: field("nameEn").trim() },
    opensAt: time("opensAt"),
    closesAt: time("closesAt"),
    seatsMax: seats === "" ? null : Number(seats),
    codes: codesIn(field("codes")),
    emails: linesOf(field("emails")),
  };
}
