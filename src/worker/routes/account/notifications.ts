import { createRoute } from "@hono/zod-openapi";
import { Notifications, NotificationsChange } from "../../../contract/people/notifications.ts";
import { changeNotifications, notificationsOf } from "../../../db/people/notifications.ts";
import { booksOf, found } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forFans } from "../../identity/session.ts";
import { refusals } from "../../problem.ts";

const tags = ["Accounts"];
const usual = ["unauthenticated", "token-expired", "not-found"] as const;

const read = createRoute({
  method: "get",
  path: "/me/notifications",
  tags,
  operationId: "getNotifications",
  summary: "Get which optional messages I receive",
  ...forFans,
  responses: { 200: json("The settings", Notifications), ...refusals(...usual) },
});

const change = createRoute({
  method: "patch",
  path: "/me/notifications",
  tags,
  operationId: "changeNotifications",
  summary: "Change which optional messages I receive",
  ...forFans,
  request: jsonBody(NotificationsChange),
  responses: {
    200: json("The settings as they are now", Notifications),
    ...refusals("session-ended", "invalid-request", ...usual),
  },
});

export const notifications = createRouter()
  .openapi(read, async (c) =>
    c.json(found(await notificationsOf(booksOf(c), c.var.session.accountId)), 200),
  )
  .openapi(change, async (c) => {
    const wanted = { accountId: c.var.session.accountId, ...c.req.valid("json") };
    return c.json(found(await changeNotifications(booksOf(c), wanted)), 200);
  });
