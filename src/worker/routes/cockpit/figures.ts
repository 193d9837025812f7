import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { fillsMax } from "../../../contract/live/cockpit-terms.ts";
import { Cockpit, Filling } from "../../../contract/live/cockpit.ts";
import { createRouter, json } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { refusalsToAdmins, unwrap } from "../../problem.ts";

const params = z.strictObject({ scheduleId: Id });
const path = "/admin/schedules/{scheduleId}" as const;
const tags = ["Admin"];
const refused = refusalsToAdmins("not-found", "unavailable");

const figures = createRoute({
  method: "get",
  path: `${path}/cockpit`,
  tags,
  operationId: "getCockpit",
  summary: "Get the figures of a sale, and a ticket to watch them",
  description:
    "The ticket opens the socket of `watchCockpit`. The socket closes half a minute after the right was last confirmed, " +
    "so repeat this with your `ticket` every twelve seconds.",
  ...forStaff("sales.read"),
  request: {
    params,
    query: z.strictObject({
      ticket: z.uuid().optional().meta({ description: "The ticket that you have" }),
    }),
  },
  responses: { 200: json("The figures", Cockpit), ...refused },
});

const filling = createRoute({
  method: "get",
  path: `${path}/filling`,
  tags,
  operationId: "getFilling",
  summary: "Get how the sections of a sale filled up so far",
  ...forStaff("sales.read"),
  request: { params },
  responses: { 200: json("The samples", Filling), ...refused },
});

export const adminCockpit = createRouter()
  .openapi(figures, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { ticket = null } = c.req.valid("query");
    const { accountId } = c.var.session;
    const schedule = c.env.SCHEDULE.getByName(scheduleId);
    // The framework's types make lists of any length of the triples.
    return c.json(unwrap(await schedule.cockpit({ accountId, ticket })), 200) as never;
  })
  .openapi(filling, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const fills = unwrap(await c.env.SCHEDULE.getByName(scheduleId).fills(fillsMax));
    const samples = fills.map(({ at, counts }) => ({ at: new Date(at).toISOString(), counts }));
    return c.json({ samples }, 200);
  });
