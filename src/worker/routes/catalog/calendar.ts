import { createRoute, z } from "@hono/zod-openapi";
import { Locale } from "../../../contract/people/accounts.ts";
import type { Concert, Schedule } from "../../../contract/catalog/concerts.ts";
import { Id } from "../../../contract/ids.ts";
import { concertById } from "../../../db/catalog/catalog.ts";
import { scheduleById } from "../../../db/catalog/schedules.ts";
import { booksOf, found } from "../../books.ts";
import { cached, catalog } from "../../caching/edge-cache.ts";
import { createRouter, unchanged } from "../../hono.ts";
import { type CalendarEvent, calendarFile } from "../../pages/calendar-file.ts";
import { refusals } from "../../problem.ts";

const CalendarQuery = z.strictObject({
  event: z
    .enum(["opening", "show"])
    .default("show")
    .meta({ description: "The opening of the sale, or the show itself" }),
  lang: Locale.default("ko").meta({ description: "The language of the entry" }),
});

const file = createRoute({
  method: "get",
  path: "/schedules/{scheduleId}/calendar.ics",
  tags: ["Catalog"],
  operationId: "getCalendarFile",
  summary: "Get a calendar file of the show or of the opening of its sale, with reminders",
  request: { params: z.strictObject({ scheduleId: Id }), query: CalendarQuery },
  responses: {
    200: { description: "An iCalendar file", content: { "text/calendar": { schema: z.string() } } },
    ...unchanged,
    ...refusals("invalid-request", "not-found"),
  },
});

export const calendar = createRouter().openapi(file, async (c) => {
  const { scheduleId } = c.req.valid("param");
  const { event, lang } = c.req.valid("query");
  return await cached(c, catalog, async () => {
    const now = Date.now();
    const schedule = found(await scheduleById(booksOf(c), { scheduleId, now }));
    const concert = found(await concertById(booksOf(c), { concert: schedule.concertId, now }));
    const url = `${new URL(c.req.url).origin}/concerts/${concert.slug}`;
    const uid = `${event}-${scheduleId}`;
    const told = (event === "opening" ? openingOf : showOf)(concert, schedule, lang);
    return {
      body: calendarFile({ ...told, uid, sequence: schedule.revision, url }, now),
      contentType: "text/calendar; charset=utf-8",
      headers: { "content-disposition": `attachment; filename="${concert.slug}-${event}.ics"` },
    };
  });
});

type Told = Omit<CalendarEvent, "uid" | "sequence" | "url">;

function openingOf(concert: Concert, schedule: Schedule, lang: Locale): Told {
  const title = concert.title[lang];
  return {
    startsAt: Date.parse(schedule.saleOpensAt),
    minutes: 30,
    title: lang === "ko" ? `예매 시작: ${title}` : `On sale: ${title}`,
    place: "Frontrow",
    text: concert.venue.name[lang],
    remindMinutes: [60, 10],
  };
}

function showOf(concert: Concert, schedule: Schedule, lang: Locale): Told {
  const { venue } = concert;
  return {
    startsAt: Date.parse(schedule.startsAt),
    minutes: concert.runningMinutes ?? 120,
    title: concert.title[lang],
    place: `${venue.name[lang]}, ${venue.address[lang]}`,
    text: venue.transit?.[lang] ?? "",
    remindMinutes: [24 * 60, 120],
  };
}
