import { language } from "../../../../state/language.ts";

const tags = { ko: "ko-KR", en: "en-US" } as const;
const utc = { timeZone: "UTC" } as const;

/** A day on the venue's clock, as in 9. 3. (금) or Fri, Sep 3. */
export function dayOnlyText(start: string): string {
  const lang = language.value;
  const format = new Intl.DateTimeFormat(tags[lang], {
    ...utc,
    month: lang === "ko" ? "numeric" : "short",
    day: "numeric",
    weekday: "short",
  });
  return format.format(new Date(`${start.slice(0, 10)}T00:00:00Z`));
}

/** A day and its time, both on the venue's clock. */
export const dateText = (start: string): string => `${dayOnlyText(start)} ${start.slice(11)}`;
