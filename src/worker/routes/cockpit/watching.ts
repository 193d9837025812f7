import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { cockpitProtocol } from "../../../contract/live/cockpit-terms.ts";
import { Felt } from "../../../contract/sale/felt.ts";
import { watcherHeaders } from "../../../objects/cockpit/watchers.ts";
import { createRouter, jsonBody } from "../../hono.ts";
import { forFans } from "../../identity/session.ts";
import { ProblemError, refusals } from "../../problem.ts";
import { limitFelt } from "../../requests/limits.ts";
import { Batcher } from "../../rush/batcher.ts";

const params = z.strictObject({ scheduleId: Id });

const socket = createRoute({
  method: "get",
  path: "/schedules/{scheduleId}/cockpit",
  tags: ["Admin"],
  operationId: "watchCockpit",
  summary: "Watch the figures of a sale, over a WebSocket",
  description:
    "For staff: the ticket of `getCockpit` goes as a second subprotocol beside `frontrow-cockpit`. Messages are JSON: " +
    "the first is a CockpitFrame, and each later one, at most one a second, has `at` and only the entries that have " +
    "changed, under the names that they have in a CockpitFrame. `ping` is answered `pong`.",
  ...forFans,
  request: { params },
  responses: {
    101: { description: "The socket" },
    ...refusals("invalid-request", "unauthenticated", "token-expired", "forbidden", "unavailable"),
  },
});

const felt = createRoute({
  method: "post",
  path: "/schedules/{scheduleId}/felt",
  tags: ["Catalog"],
  operationId: "reportFelt",
  summary: "Report how long things took in a fan's browser",
  description: "Nothing about the fan is sent or kept: values join histograms of five minutes.",
  request: { params, ...jsonBody(Felt) },
  responses: {
    204: { description: "The values are counted" },
    ...refusals("invalid-request", "forbidden", "body-too-large", "too-many-requests"),
  },
});

const reports = new Batcher<Felt, null>(async ({ SCHEDULE }, scheduleId, felt) => {
  await SCHEDULE.getByName(scheduleId).felt(felt);
  return felt.map(() => null);
});

export const watching = createRouter()
  .openapi(socket, async (c) => {
    const { scheduleId } = c.req.valid("param");
    if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
      throw new ProblemError("invalid-request", "This address takes WebSocket connections only");
    const origin = c.req.header("origin");
    if (origin !== undefined && origin !== new URL(c.req.url).origin)
      throw new ProblemError("forbidden", "Only our own pages may open sockets from a browser");
    const protocols = (c.req.header("sec-websocket-protocol") ?? "").split(",");
    const ticket = protocols.map((each) => each.trim()).find((each) => each !== cockpitProtocol);
    const { webSocket, status } = await c.env.SCHEDULE.getByName(scheduleId).fetch(
      "https://schedule/",
      {
        headers: {
          upgrade: "websocket",
          [watcherHeaders.ticket]: ticket ?? "",
          [watcherHeaders.account]: c.var.session.accountId,
        },
      },
    );
    if (status === 403) throw new ProblemError("forbidden", "The ticket is not valid any more");
    if (!webSocket) throw new ProblemError("unavailable");
    const headers = { "sec-websocket-protocol": cockpitProtocol };
    return new Response(null, { status: 101, webSocket, headers }) as never;
  })
  .openapi(felt, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const measured = c.req.valid("json");
    await limitFelt(c);
    await reports.ask(c, scheduleId, measured);
    return c.body(null, 204);
  });
