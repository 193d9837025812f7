import { createRoute, z } from "@hono/zod-openapi";
import { ConcertStateChange, StatedConcert } from "../../../contract/catalog/concert-states.ts";
import { Id } from "../../../contract/ids.ts";
import { changeConcertState } from "../../../db/setup/concert-states.ts";
import { booksOf, writer } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { refusals, refusalsToAdmins } from "../../problem.ts";
import { forgetQueueFacts } from "../../queue/queue-facts.ts";
import { etagOf, IfMatch, seenRevision } from "../../requests/if-match.ts";
import { scheduleMade } from "../../requests/known-schedules.ts";
import { purgeConcert } from "../admin/catalog.ts";
import { unwrapChange } from "../admin/changed-meanwhile.ts";

const change = createRoute({
  method: "post",
  path: "/admin/concerts/{concertId}/state",
  tags: ["Admin: concerts"],
  operationId: "changeConcertState",
  summary: "Publish, schedule, hide from lists, or archive a concert",
  ...forStaff("concerts.publish"),
  request: {
    params: z.strictObject({ concertId: Id }),
    headers: IfMatch,
    ...jsonBody(ConcertStateChange),
  },
  responses: {
    200: json("The concert's state", StatedConcert),
    ...refusalsToAdmins("not-found", "conflict", "outcome-unknown"),
    ...refusals("changed-meanwhile", "if-match-missing"),
  },
});

export const adminConcertStates = createRouter().openapi(change, async (c) => {
  const { concertId } = c.req.valid("param");
  const seen = seenRevision(c.req.valid("header"));
  const db = booksOf(c);
  const wanted = { concertId, seen, by: writer(c), change: c.req.valid("json"), now: Date.now() };
  const changed = await changeConcertState(db, wanted);
  const { scheduleIds, ...stated } = await unwrapChange(c, changed, { rowId: concertId, seen });
  const isShown = await purgeConcert(c, concertId, scheduleIds);
  for (const scheduleId of scheduleIds) {
    forgetQueueFacts(scheduleId);
    if (isShown) scheduleMade(scheduleId);
  }
  return c.json(stated, 200, etagOf(stated));
});
