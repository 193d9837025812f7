import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { TicketKeys, Tickets } from "../../../contract/money/tickets.ts";
import { orderById } from "../../../db/money/orders.ts";
import { booksOf, found } from "../../books.ts";
import { ticketKeys } from "../../tickets/ticket-key.ts";
import { ticketsOf } from "../../tickets/ticket-codes.ts";
import { createRouter, json } from "../../hono.ts";
import { forFans } from "../../identity/session.ts";
import { refusals } from "../../problem.ts";

const list = createRoute({
  method: "get",
  path: "/orders/{orderId}/tickets",
  tags: ["Orders"],
  operationId: "listTickets",
  summary: "List the signed tickets of one of my orders; a canceled order has none",
  ...forFans,
  request: { params: z.strictObject({ orderId: Id }) },
  responses: {
    200: json("A ticket for each seat", Tickets),
    ...refusals("invalid-request", "unauthenticated", "token-expired", "not-found"),
  },
});

const keys = createRoute({
  method: "get",
  path: "/ticket-keys",
  tags: ["Orders"],
  operationId: "listTicketKeys",
  summary: "List the public keys that tickets are checked with",
  responses: { 200: json("The keys, as a JWK set", TicketKeys) },
});

export const tickets = createRouter()
  .openapi(list, async (c) => {
    const { orderId } = c.req.valid("param");
    const { accountId } = c.var.session;
    const order = found(await orderById(booksOf(c), { orderId, accountId, now: Date.now() }));
    return c.json({ items: await ticketsOf(order, c.env) }, 200);
  })
  .openapi(keys, async (c) => {
    const keysNow = await ticketKeys(c.env);
    const published = keysNow.map((each) => each.published);
    return c.json({ keys: published }, 200, { "cache-control": "public, max-age=3600" });
  });
