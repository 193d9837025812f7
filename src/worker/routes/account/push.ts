import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { PushKey, Subscribe, Subscribed } from "../../../contract/people/push.ts";
import { subscribe, unsubscribe } from "../../../db/people/push.ts";
import { booksOf } from "../../books.ts";
import { derivedId } from "../../encoding/digest.ts";
import { limitQueue } from "../../requests/limits.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forFans } from "../../identity/session.ts";
import { ProblemError, refusals } from "../../problem.ts";
import { pushSettings } from "../../push/dispatch.ts";
import { isPushService } from "../../push/services.ts";

const tags = ["Accounts"];
const usual = ["invalid-request", "unauthenticated", "token-expired"] as const;

const key = createRoute({
  method: "get",
  path: "/push/key",
  tags,
  operationId: "getPushKey",
  summary: "Get our public key for push messages",
  responses: { 200: json("The key", PushKey) },
});

const add = createRoute({
  method: "put",
  path: "/me/push",
  tags,
  operationId: "subscribePush",
  summary: "Send push messages to this browser",
  ...forFans,
  request: jsonBody(Subscribe),
  responses: {
    200: json("The subscription of the browser", Subscribed),
    ...refusals("session-ended", ...usual, "too-many-requests"),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/me/push/{id}",
  tags,
  operationId: "unsubscribePush",
  summary: "Stop push messages to a browser",
  ...forFans,
  request: {
    params: z.strictObject({ id: Id.meta({ description: "The id that `subscribePush` gave" }) }),
  },
  responses: {
    204: { description: "The browser gets no more messages" },
    ...refusals("session-ended", ...usual),
  },
});

export const push = createRouter()
  .openapi(key, (c) => c.json({ key: pushSettings(c.env)?.sender.publicKey ?? null }, 200))
  .openapi(add, async (c) => {
    await limitQueue(c);
    const { endpoint, keys } = c.req.valid("json");
    if (!isPushService(endpoint, c.env.PUSH_SERVICE_URL))
      throw new ProblemError("invalid-request", "We do not know this push service");
    // The same browser that subscribes again is the same row.
    const id = await derivedId(`push ${endpoint}`);
    const userAgent = c.req.header("user-agent")?.slice(0, 300) ?? null;
    const { accountId } = c.var.session;
    await subscribe(booksOf(c), { id, accountId, endpoint, ...keys, userAgent });
    return c.json({ id }, 200);
  })
  .openapi(remove, async (c) => {
    const { accountId } = c.var.session;
    await unsubscribe(booksOf(c), { id: c.req.valid("param").id, accountId });
    return c.body(null, 204);
  });
