import { createRoute, z } from "@hono/zod-openapi";
import { AdminOrder, AdminOrders } from "../../../contract/admin/orders.ts";
import { Id } from "../../../contract/ids.ts";
import { PageQuery } from "../../../contract/paging.ts";
import { findOrders, orderForAdmins } from "../../../db/admin/orders.ts";
import { booksOf, found } from "../../books.ts";
import { createRouter, json } from "../../hono.ts";
import { forStaff, reach } from "../../identity/staff.ts";
import { refusalsToAdmins, unwrap } from "../../problem.ts";

const tags = ["Admin: money"];
const refused = refusalsToAdmins("not-found");

const list = createRoute({
  method: "get",
  path: "/admin/orders",
  tags,
  operationId: "findOrders",
  summary: "Find orders by number, email or id, whatever they were paid with, newest first",
  ...forStaff("orders.read"),
  request: {
    query: PageQuery.extend({
      search: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .meta({ description: "An order's number or id, or a buyer's email address" }),
    }),
  },
  responses: { 200: json("A page of orders", AdminOrders), ...refused },
});

const one = createRoute({
  method: "get",
  path: "/admin/orders/{orderId}",
  tags,
  operationId: "getAdminOrder",
  summary: "Get an order with its account, its seats and its refunds",
  ...forStaff("orders.read"),
  request: { params: z.strictObject({ orderId: Id }) },
  responses: { 200: json("The order", AdminOrder), ...refused },
});

export const adminOrders = createRouter()
  .openapi(list, async (c) => {
    const { cursor, limit, search } = c.req.valid("query");
    const people = reach(c, "people.read");
    const wanted = { scope: c.var.scope, people, search, limit, after: cursor ?? null };
    return c.json(unwrap(await findOrders(booksOf(c), { ...wanted, now: Date.now() })), 200);
  })
  .openapi(one, async (c) => {
    const { orderId } = c.req.valid("param");
    const asked = { orderId, people: reach(c, "people.read"), now: Date.now() };
    return c.json(found(await orderForAdmins(booksOf(c), asked)), 200);
  });
