import { z } from "@hono/zod-openapi";
import { ConcertState } from "../../catalog/concert-states.ts";
import { Id, Time } from "../../ids.ts";
import { LocalText } from "../../money/money.ts";
import { page } from "../../paging.ts";

export const AdminConcertSummary = z
  .strictObject({
    id: Id,
    slug: z.string(),
    title: LocalText,
    poster: z.string(),
    state: ConcertState,
    publishAt: Time.nullable(),
    venue: z.strictObject({ name: LocalText, timeZone: z.string() }),
    dateCount: z.int(),
    nextStartsAt: Time.nullable().meta({ description: "The next date; null if none is to come" }),
    lastStartsAt: Time.nullable(),
    seats: z.int().meta({ description: "Of the dates to come, at the last count" }),
    sold: z.int().meta({ description: "Of the dates to come, about a minute ago" }),
  })
  .meta({ id: "AdminConcertSummary" });
export const AdminConcerts = page(AdminConcertSummary).meta({ id: "AdminConcerts" });

export type AdminConcertSummary = z.infer<typeof AdminConcertSummary>;
