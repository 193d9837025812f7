import { createRoute, z } from "@hono/zod-openapi";
import {
  CreateConcert,
  Created,
  CreatedPlan,
  CreatePlan,
  CreateSchedule,
  SaleChange,
} from "../../../contract/admin/catalog-changes.ts";
import { Schedule } from "../../../contract/catalog/concerts.ts";
import { Id } from "../../../contract/ids.ts";
import { countPlaces } from "../../../contract/plan/seat-places.ts";
import { createConcert, createPlan, createSchedule } from "../../../db/admin/catalog-changes.ts";
import { concertAddress } from "../../../db/catalog/addresses.ts";
import { changeSale } from "../../../db/sale/sales.ts";
import { planByHash, scheduleById } from "../../../db/catalog/schedules.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf, found, writer } from "../../books.ts";
import { canonicalJson, sha256 } from "../../encoding/digest.ts";
import { faultsOfTimes } from "./date-check.ts";
import { purge } from "../../caching/edge-cache.ts";
import { forgetQueueFacts } from "../../queue/queue-facts.ts";
import { scheduleMade } from "../../requests/known-schedules.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { faultsOf } from "../../../contract/plan/checking/plan-checks.ts";
import { ProblemError, refusals, refusalsToAdmins, unwrap } from "../../problem.ts";
import { forStaff } from "../../identity/staff.ts";
import { etagOf, IfMatchOptional, seenIfSent } from "../../requests/if-match.ts";
import { MakeOnceHeader, makeOne } from "../../requests/make-once.ts";
import { unwrapChange } from "./changed-meanwhile.ts";

const tags = ["Admin"];
const refused = refusalsToAdmins("not-found", "conflict", "outcome-unknown");
const mismatch = refusals("idempotency-mismatch");

const addPlan = createRoute({
  method: "post",
  path: "/admin/plans",
  tags,
  operationId: "createPlan",
  summary: "Add a seat plan, or a new revision of one",
  ...forStaff("venues.edit"),
  request: jsonBody(CreatePlan),
  responses: {
    201: json("The plan's hash", CreatedPlan),
    ...refused,
    ...refusals("body-too-large"),
  },
});

const addConcert = createRoute({
  method: "post",
  path: "/admin/concerts",
  tags,
  operationId: "createConcert",
  summary: "Add a concert",
  ...forStaff("concerts.create"),
  request: { headers: MakeOnceHeader, ...jsonBody(CreateConcert) },
  responses: { 201: json("The concert's id", Created), ...refused, ...mismatch },
});

const addSchedule = createRoute({
  method: "post",
  path: "/admin/schedules",
  tags,
  operationId: "createSchedule",
  summary: "Add a date to a concert, with its prices",
  ...forStaff("dates.edit"),
  request: { headers: MakeOnceHeader, ...jsonBody(CreateSchedule) },
  responses: { 201: json("The schedule's id", Created), ...refused, ...mismatch },
});

const sale = createRoute({
  method: "post",
  path: "/admin/schedules/{scheduleId}/sale",
  tags,
  operationId: "changeSale",
  summary: "Open, pause, resume, drain or close a sale, and say why",
  ...forStaff("sales.control"),
  request: {
    params: z.strictObject({ scheduleId: Id }),
    headers: IfMatchOptional,
    ...jsonBody(SaleChange),
  },
  responses: {
    200: json("The schedule as it is now", Schedule),
    ...refused,
    ...refusals("changed-meanwhile"),
  },
});

export const admin = createRouter()
  .openapi(addPlan, async (c) => {
    const { venueId, plan } = c.req.valid("json");
    const faults = faultsOf(plan);
    if (faults.length > 0)
      throw new ProblemError("invalid-request", "The plan contradicts itself", faults.slice(0, 20));
    const hash = await sha256(canonicalJson(plan));
    const wanted = { venueId, hash, plan, seatCount: countPlaces(plan), by: writer(c) };
    return c.json(unwrap(await createPlan(booksOf(c), wanted)), 201);
  })
  .openapi(addConcert, async (c) => {
    const concert = c.req.valid("json");
    const created = await makeOne(c, concert, (db, id) =>
      createConcert(db, { id, by: writer(c), concert }),
    );
    await purge(c, ["/concerts"]);
    return c.json(created, 201);
  })
  .openapi(addSchedule, async (c) => {
    const schedule = c.req.valid("json");
    const db = booksOf(c);
    const faults = faultsOfTimes(schedule, Date.now());
    if (faults.length > 0)
      throw new ProblemError("invalid-request", "Nobody could buy a ticket for this date", faults);
    checkZones(schedule.zones, found(await planByHash(db, schedule.planHash)).plan.zones);
    const created = await makeOne(c, schedule, (making, id) =>
      createSchedule(making, { id, by: writer(c), schedule }),
    );
    if (await purgeConcert(c, schedule.concertId)) scheduleMade(created.id);
    return c.json(created, 201);
  })
  .openapi(sale, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const db = booksOf(c);
    const now = Date.now();
    const seen = seenIfSent(c.req.valid("header"));
    const wanted = { scheduleId, by: writer(c), change: c.req.valid("json"), now, seen };
    const asked = { rowId: scheduleId, seen: seen ?? 0 };
    const changed = await unwrapChange(c, await changeSale(db, wanted), asked);
    unwrap(await c.env.SCHEDULE.getByName(scheduleId).refresh());
    forgetQueueFacts(scheduleId);
    const schedule = found(await scheduleById(db, { scheduleId, now, isForStaff: true }));
    await purgeConcert(c, schedule.concertId, scheduleId);
    return c.json(schedule, 200, etagOf(changed));
  });

function checkZones(priced: { id: string }[], zones: { id: string }[]): void {
  const ids = priced.map(({ id }) => id);
  const unpriced = zones.filter(({ id }) => !ids.includes(id));
  const unknown = ids.filter((wanted) => !zones.some(({ id }) => id === wanted));
  const detail = (what: string, which: string) => ({
    pointer: "/zones",
    detail: `${what} ${which}`,
  });
  const faults = [
    ...unpriced.map(({ id }) => detail("no price for", id)),
    ...unknown.map((id) => detail("the plan has no zone", id)),
    ...(new Set(ids).size === ids.length ? [] : [detail("a zone has", "two prices")]),
  ];
  if (faults.length > 0)
    throw new ProblemError("invalid-request", "Every zone of the plan has one price", faults);
}

const calendars = ["opening", "show"].flatMap((event) =>
  ["ko", "en"].map((lang) => `/calendar.ics?event=${event}&lang=${lang}`),
);

/**
 * Drops the cached answers of a changed concert and of its changed dates, by its id and by its slug; false if fans do not
 * find it now. Of several dates only the page itself, since a request can make only so many others.
 */
export async function purgeConcert(
  c: AppContext,
  concertId: string,
  scheduleIds: string | readonly string[] = [],
): Promise<boolean> {
  const concert = await concertAddress(booksOf(c), { concertId, now: Date.now() });
  const names = concert ? [concert.id, concert.slug] : [concertId];
  const pages = names.flatMap((name) => [`/concerts/${name}`, `/concerts/${name}/schedules`]);
  const ofSchedules =
    typeof scheduleIds === "string"
      ? ["", "/queue", "/queue/draw", ...calendars].map(
          (page) => `/schedules/${scheduleIds}${page}`,
        )
      : scheduleIds.map((id) => `/schedules/${id}`);
  await purge(c, ["/concerts", ...pages, ...ofSchedules]);
  return concert?.isShown ?? false;
}
