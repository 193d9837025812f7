import { createRoute, z } from "@hono/zod-openapi";
import { AdminOrder, OrderSearch, OrderState } from "../../../contract/admin/orders.ts";
import { meaningsOf } from "../../../contract/admin/orders/search-text.ts";
import { Id, Time } from "../../../contract/ids.ts";
import { OrderChannel, OrderMethod } from "../../../contract/money/order-channels.ts";
import { PageQuery } from "../../../contract/paging.ts";
import { orderForAdmins } from "../../../db/orders/order.ts";
import { findOrders } from "../../../db/orders/search.ts";
import { booksOf, found } from "../../books.ts";
import { createRouter, json } from "../../hono.ts";
import { forStaff, reach } from "../../identity/staff.ts";
import { refusalsToAdmins, unwrap } from "../../problem.ts";

const tags = ["Admin: orders"];
const refused = refusalsToAdmins("not-found");

const list = createRoute({
  method: "get",
  path: "/admin/orders",
  tags,
  operationId: "findOrders",
  summary: "Find orders by anything that is known of them, newest first",
  description:
    "By number, name, email, phone, seat, payment or ticket code. A seat is found within a chosen concert or date. Without `people.read` no name, address or phone number finds anything.",
  ...forStaff("orders.read"),
  request: {
    query: PageQuery.extend({
      search: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .optional()
        .meta({ description: "What is known of the order, as people write it" }),
      concertId: Id.optional().meta({ description: "Only orders of this concert" }),
      scheduleId: Id.optional().meta({ description: "Only orders of this date" }),
      channel: OrderChannel.optional().meta({ description: "Only orders made there" }),
      method: OrderMethod.optional().meta({ description: "Only orders paid like this" }),
      state: OrderState.optional().meta({ description: "Only orders in this state" }),
      since: Time.optional().meta({ description: "Only orders paid at this time or later" }),
      until: Time.optional().meta({ description: "Only orders paid before this time" }),
    }),
  },
  responses: { 200: json("A page of orders", OrderSearch), ...refused },
});

const one = createRoute({
  method: "get",
  path: "/admin/orders/{orderId}",
  tags,
  operationId: "getAdminOrder",
  summary: "Get an order with its buyer, its seats and its refunds",
  ...forStaff("orders.read"),
  request: { params: z.strictObject({ orderId: Id }) },
  responses: { 200: json("The order", AdminOrder), ...refused },
});

export const adminOrders = createRouter()
  .openapi(list, async (c) => {
    const { cursor, search, ...filter } = c.req.valid("query");
    const meanings = search === undefined ? null : meaningsOf(search);
    const wanted = { ...filter, meanings, scope: c.var.scope, people: reach(c, "people.read") };
    return c.json(unwrap(await findOrders(booksOf(c), { ...wanted, after: cursor ?? null })), 200);
  })
  .openapi(one, async (c) => {
    const { orderId } = c.req.valid("param");
    const asked = { orderId, people: reach(c, "people.read"), now: Date.now() };
    return c.json(found(await orderForAdmins(booksOf(c), asked)), 200);
  });
