import { createRoute, z } from "@hono/zod-openapi";
import { DateMoved, MoveDate } from "../../../../contract/admin/changes/date-moves.ts";
import { Id } from "../../../../contract/ids.ts";
import { moveDate } from "../../../../db/admin/changes/date-moves.ts";
import { booksOf, writer } from "../../../books.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff } from "../../../identity/staff.ts";
import { livesOf } from "../../../metrics/sales-watch.ts";
import { refusals, refusalsToAdmins } from "../../../problem.ts";
import { IfMatch, seenRevision } from "../../../requests/if-match.ts";
import { unwrapChange } from "../changed-meanwhile.ts";
import { tellDate } from "./concert-changes.ts";

const move = createRoute({
  method: "post",
  path: "/admin/schedules/{scheduleId}/move",
  tags: ["Admin: concerts"],
  operationId: "moveDate",
  summary:
    "Move a date to another start and tell its ticket holders, or preview that with `isDryRun`",
  description:
    "Tickets stay valid. Whoever booked before the move, or within the hour after it, can give tickets back until the " +
    "end of `refundUntil` and gets back everything that was paid. Reminders, calendar files, waitlists and the sale's " +
    "close follow the new start.",
  ...forStaff("dates.edit"),
  request: {
    params: z.strictObject({ scheduleId: Id }),
    headers: IfMatch,
    ...jsonBody(MoveDate),
  },
  responses: {
    200: json("Whom it concerns", DateMoved),
    ...refusalsToAdmins("not-found", "conflict", "unavailable", "outcome-unknown"),
    ...refusals("changed-meanwhile", "if-match-missing"),
  },
});

export const adminDateMoves = createRouter().openapi(move, async (c) => {
  const { scheduleId } = c.req.valid("param");
  const seen = seenRevision(c.req.valid("header"));
  const asked = c.req.valid("json");
  const wanted = { scheduleId, by: writer(c), seen, move: asked, now: Date.now() };
  const outcome = await moveDate(booksOf(c), wanted);
  const moved = await unwrapChange(c, outcome, { rowId: scheduleId, seen });
  const lives = await livesOf(c.env, [scheduleId]);
  if (!asked.isDryRun) await tellDate(c, scheduleId);
  const live = lives.get(scheduleId)?.census;
  const held = live ? live.holds + live.paying : null;
  return c.json({ ...moved, held, waiting: live?.waiting ?? null }, 200);
});
