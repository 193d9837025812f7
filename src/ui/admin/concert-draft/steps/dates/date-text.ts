import { language } from "../../../../state/language.ts";

const tags = { ko: "ko-KR", en: "en-GB" } as const;
const utc = { timeZone: "UTC" } as const;

/** A day on the venue's clock, as in 9. 3. (금). */
export function dayOnlyText(start: string): string {
  const format = new Intl.DateTimeFormat(tags[language.value], {
    ...utc,
    month: "numeric",
    day: "numeric",
    weekday: "short",
  });
  return format.format(new Date(`${start.slice(0, 10)}T00:00:00Z`));
}

/** A day and its time, both on the venue's clock. */
export const dateText = (start: string): string => `${dayOnlyText(start)} ${start.slice(11)}`;
