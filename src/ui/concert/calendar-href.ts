import { language } from "../state/language.ts";

/** The calendar file of a date's sale opening or of the show itself. */
export const calendarHref = (scheduleId: string, event: "opening" | "show") =>
  `/api/v1/schedules/${scheduleId}/calendar.ics?event=${event}&lang=${language.value}`;
