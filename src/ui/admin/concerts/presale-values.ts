import type { z } from "zod";
import type { PresaleChange } from "../../../contract/admin/catalog-changes.ts";
import { momentOfText } from "../concert-draft/fields/moment-text.ts";
import { codesIn, linesOf } from "../sales/presale-input.ts";
import type { Values } from "./date-values.ts";

/** What somebody changed in a presale's form, by the venue's clock. */
export function presaleChangeOf(
  values: Values,
  base: Values,
  timeZone: string,
): z.input<typeof PresaleChange> {
  const text = (name: string) => values[name] ?? "";
  const isNew = (name: string) => values[name] !== undefined && values[name] !== base[name];
  const opensAt = momentOfText(text("opensAt"), timeZone);
  const closesAt = momentOfText(text("closesAt"), timeZone);
  const lists = {
    addCodes: codesIn(text("addCodes")),
    removeCodes: linesOf(text("removeCodes")),
    addEmails: linesOf(text("addEmails")),
    removeEmails: linesOf(text("removeEmails")),
  };
  return {
    ...(isNew("nameKo") || isNew("nameEn")
      ? { name: { ko: text("nameKo"), en: text("nameEn") } }
      : {}),
    ...(isNew("opensAt") && opensAt !== null ? { opensAt } : {}),
    ...(isNew("closesAt") && closesAt !== null ? { closesAt } : {}),
    ...(isNew("seatsMax")
      ? { seatsMax: text("seatsMax") === "" ? null : Number(text("seatsMax")) }
      : {}),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
  };
}
