import { createRoute, z } from "@hono/zod-openapi";
import {
  AdminConcert,
  AdminDate,
  ConcertChange,
  DateChange,
} from "../../../../contract/admin/changes/concert-changes.ts";
import { Id } from "../../../../contract/ids.ts";
import { changeConcert, changeDate } from "../../../../db/admin/changes/concert-changes.ts";
import { adminConcert } from "../../../../db/admin/changes/concerts.ts";
import { scheduleConcert } from "../../../../db/admin/schedules.ts";
import type { AppContext } from "../../../app-env.ts";
import { booksOf, found, writer } from "../../../books.ts";
import { forgetTerms } from "../../../buying/pricing.ts";
import { forgetShowFacts } from "../../../buying/show-facts.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff } from "../../../identity/staff.ts";
import { livesOf } from "../../../metrics/sales-watch.ts";
import { quietly } from "../../../buying/telling.ts";
import { refusals, refusalsToAdmins } from "../../../problem.ts";
import { forgetQueueFacts } from "../../../queue/queue-facts.ts";
import { etagOf, IfMatch, seenRevision } from "../../../requests/if-match.ts";
import { purgeConcert } from "../catalog.ts";
import { unwrapChange } from "../changed-meanwhile.ts";
import { askedDates } from "./asked-dates.ts";

const tags = ["Admin: concerts"];
const refused = refusalsToAdmins("not-found", "unavailable", "outcome-unknown");
const changing = { ...refused, ...refusals("conflict", "changed-meanwhile", "if-match-missing") };

const read = createRoute({
  method: "get",
  path: "/admin/concerts/{concertId}",
  tags,
  operationId: "getAdminConcert",
  summary: "Get a concert with its dates, and whom a change of each would concern",
  ...forStaff("concerts.read"),
  request: { params: z.strictObject({ concertId: Id }) },
  responses: { 200: json("The concert", AdminConcert), ...refused },
});

const edit = createRoute({
  method: "patch",
  path: "/admin/concerts/{concertId}",
  tags,
  operationId: "changeConcert",
  summary: "Change a concert's texts and facts, which fans see at once",
  ...forStaff("concerts.edit"),
  request: {
    params: z.strictObject({ concertId: Id }),
    headers: IfMatch,
    ...jsonBody(ConcertChange),
  },
  responses: { 200: json("The concert as it is now", AdminConcert), ...changing },
});

const editDate = createRoute({
  method: "patch",
  path: "/admin/schedules/{scheduleId}",
  tags,
  operationId: "changeDate",
  summary: "Change a date's prices, terms, limits, queue and times, except for its start",
  description:
    "Sold seats keep their prices, and so do seats that a fan holds. Orders keep the refund rules that they were " +
    "booked under, or get the better. The queue's lobby, order and intakes can change until fans line up for the sale " +
    "or a presale. The opening can change until ten minutes before it, and fans in line wait for a day at most.",
  ...forStaff("dates.edit"),
  request: {
    params: z.strictObject({ scheduleId: Id }),
    headers: IfMatch,
    ...jsonBody(DateChange),
  },
  responses: { 200: json("The date as it is now", AdminDate), ...changing },
});

export const adminConcertChanges = createRouter()
  .openapi(read, async (c) => {
    const known = await concertNow(c, c.req.valid("param").concertId);
    return c.json(known, 200, etagOf(known));
  })
  .openapi(edit, async (c) => {
    const { concertId } = c.req.valid("param");
    const seen = seenRevision(c.req.valid("header"));
    const wanted = { concertId, by: writer(c), seen, change: c.req.valid("json") };
    await unwrapChange(c, await changeConcert(booksOf(c), wanted), { rowId: concertId, seen });
    // Before the objects are asked, which may take a while.
    await purgeConcert(c, concertId);
    const booked = await bookedConcert(c, concertId);
    for (const { id } of booked.dates) forgetShowFacts(id);
    const known = await withLives(c, booked);
    return c.json(known, 200, etagOf(known));
  })
  .openapi(editDate, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const seen = seenRevision(c.req.valid("header"));
    const wanted = { scheduleId, by: writer(c), seen, change: c.req.valid("json") };
    const changed = await changeDate(booksOf(c), { ...wanted, now: Date.now() });
    await unwrapChange(c, changed, { rowId: scheduleId, seen });
    const date = await tellDate(c, scheduleId);
    return c.json(date, 200, etagOf(date));
  });

/** Tells a date's object and every cache of a change; returns the date as it is now. */
export async function tellDate(c: AppContext, scheduleId: string): Promise<AdminDate> {
  // If this call is lost, the cron repeats it within a minute.
  await quietly(c.env.SCHEDULE.getByName(scheduleId).refresh());
  forgetQueueFacts(scheduleId);
  forgetTerms(scheduleId);
  forgetShowFacts(scheduleId);
  const concertId = found(await scheduleConcert(booksOf(c), scheduleId));
  await purgeConcert(c, concertId, scheduleId);
  const { dates } = await concertNow(c, concertId, scheduleId);
  return found(dates.find(({ id }) => id === scheduleId) ?? null);
}

type Booked = NonNullable<Awaited<ReturnType<typeof adminConcert>>>;

const bookedConcert = async (c: AppContext, concertId: string): Promise<Booked> =>
  found(await adminConcert(booksOf(c), { concertId, now: Date.now() }));

/** A concert with the holds and lines of its next dates, or of a named one. */
const concertNow = async (c: AppContext, concertId: string, only?: string): Promise<AdminConcert> =>
  withLives(c, await bookedConcert(c, concertId), only);

async function withLives(c: AppContext, booked: Booked, only?: string): Promise<AdminConcert> {
  const lives = await livesOf(c.env, askedDates(booked.dates, { only, nowMs: Date.now() }));
  const dates = booked.dates.map((date): AdminDate => {
    const live = lives.get(date.id);
    return {
      ...date,
      held: live ? live.census.holds + live.census.paying : null,
      waiting: live?.census.waiting ?? null,
      isPlanTaken: live ? live.planHash === date.planHash : null,
    };
  });
  return { ...booked, dates };
}
