import type { AdminDate } from "../../../contract/admin/changes/concert-changes.ts";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";

type Concerned = Pick<AdminDate, "holders" | "held" | "waiting" | "waitlisted"> & { sold: number };

/** Whom a change of a date concerns, a line each; nobody is left out silently. */
export function concernedBy({ holders, sold, held, waiting, waitlisted }: Concerned): string[] {
  const w = words().adminConcerts;
  const of = (value: number) => count(value, language.value);
  return [
    holders === 0 ? w.noHolders : w.holders(of(holders), of(sold)),
    held === null || waiting === null ? w.unknownLine : w.inLine(of(held), of(waiting)),
    ...(waitlisted === 0 ? [] : [w.waitlisted(of(waitlisted))]),
  ];
}
