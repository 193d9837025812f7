import type { Locale } from "../../../contract/people/accounts.ts";
import { reportWords } from "../../../contract/admin/reports/report-words.ts";
import type { Dimension } from "../../../contract/admin/reports/report-kinds.ts";
import type { ReportKey } from "../../../contract/admin/reports/sales-reports.ts";
import { minuteText } from "../parts/moment.tsx";

/** A key of a report as it is shown; `isShort` where there is little room. */
export function keyText(
  { id, name, at }: ReportKey,
  dimension: Dimension,
  lang: Locale,
  isShort = false,
): string {
  if (at !== null) return minuteText(at, lang);
  const day = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(lang, { ...options, timeZone: "UTC" }).format(new Date(id));
  switch (dimension) {
    case "day":
      return day(
        isShort
          ? { month: "numeric", day: "numeric" }
          : { year: "numeric", month: "numeric", day: "numeric", weekday: "short" },
      );
    case "week":
      return day({ month: "numeric", day: "numeric" });
    case "month":
      return day(isShort ? { month: "short" } : { year: "numeric", month: "long" });
    case "year":
      return id.slice(0, 4);
    case "hour":
      return isShort ? String(Number(id)) : `${id}:00`;
    default:
      return name?.[lang] ?? reportWords[lang].keys[dimension]?.[id] ?? id;
  }
}
