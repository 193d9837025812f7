import { createRoute, z } from "@hono/zod-openapi";
import { CodedSeats, FindCodedSeats } from "../../../contract/sale/holds.ts";
import { Id } from "../../../contract/ids.ts";
import { codeChannel } from "../../buying/stock-codes.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { byToken } from "../../identity/session.ts";
import { refusals, unwrap } from "../../problem.ts";
import { limitCodes } from "../../requests/limits.ts";

const find = createRoute({
  method: "post",
  path: "/schedules/{scheduleId}/coded-seats",
  tags: ["Holds"],
  operationId: "findCodedSeats",
  summary: "List the free seats that a code opens",
  description: "Hold them with the same `code` (`holdSeats`).",
  ...byToken,
  request: { params: z.strictObject({ scheduleId: Id }), ...jsonBody(FindCodedSeats) },
  responses: {
    200: json("The seats", CodedSeats),
    ...refusals(
      "invalid-request",
      "unauthenticated",
      "token-expired",
      "not-found",
      "code-not-valid",
      "too-many-requests",
      "unavailable",
    ),
  },
});

export const codedSeats = createRouter().openapi(find, async (c) => {
  const { scheduleId } = c.req.valid("param");
  const { code } = c.req.valid("json");
  await limitCodes(c);
  const channel = await codeChannel(code);
  return c.json(unwrap(await c.env.SCHEDULE.getByName(scheduleId).codedSeats(channel)), 200);
});
