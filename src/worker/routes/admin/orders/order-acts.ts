import { createRoute, z } from "@hono/zod-openapi";
import { AdminOrder } from "../../../../contract/admin/orders.ts";
import {
  Look,
  Note,
  OrderStory,
  Resend,
  type SeenPerson as Seen,
  SeenPerson,
  VisitorChange,
} from "../../../../contract/admin/orders/order-story.ts";
import { Id } from "../../../../contract/ids.ts";
import { done } from "../../../../contract/problems.ts";
import { logAct } from "../../../../db/admin/audit.ts";
import { nameVisitor, resendTickets } from "../../../../db/orders/acts.ts";
import { seenBuyer } from "../../../../db/orders/buyers.ts";
import { orderForAdmins } from "../../../../db/orders/order.ts";
import { orderStory } from "../../../../db/orders/story.ts";
import { lookAt } from "../../../../db/staff/looks.ts";
import { booksOf, found, writer } from "../../../books.ts";
import type { AppContext } from "../../../app-env.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff, reach } from "../../../identity/staff.ts";
import { recordLook } from "../../../security/security-log.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../../problem.ts";
import { MakeOnceHeader, makeOne } from "../../../requests/make-once.ts";

const tags = ["Admin: orders"];
const refused = refusalsToAdmins("not-found");
const params = z.strictObject({ orderId: Id });
const path = "/admin/orders/{orderId}";

const story = createRoute({
  method: "get",
  path: `${path}/story`,
  tags,
  operationId: "getOrderStory",
  summary: "Get everything that has happened to an order, and its money in the ledger",
  ...forStaff("orders.read"),
  request: { params },
  responses: { 200: json("The story", OrderStory), ...refused },
});

const note = createRoute({
  method: "post",
  path: `${path}/notes`,
  tags,
  operationId: "noteOrder",
  summary: "Write a note for other staff into an order's story",
  ...forStaff("orders.edit"),
  request: { params, headers: MakeOnceHeader, ...jsonBody(Note) },
  responses: {
    200: json("The story with the note", OrderStory),
    ...refused,
    ...refusals("idempotency-mismatch"),
  },
});

const resend = createRoute({
  method: "post",
  path: `${path}/resend`,
  tags,
  operationId: "resendOrder",
  summary:
    "Mail an order's tickets once more, at most three times an hour, also to another address",
  ...forStaff("orders.edit"),
  request: {
    params,
    body: { required: false, content: { "application/json": { schema: Resend } } },
  },
  responses: {
    200: json("The story with the mail", OrderStory),
    ...refused,
    ...refusals("conflict", "too-many-requests"),
  },
});

const visitor = createRoute({
  method: "put",
  path: `${path}/visitor`,
  tags,
  operationId: "nameVisitor",
  summary: "Say who comes in with a ticket, until the show begins",
  ...forStaff("orders.edit"),
  request: { params, ...jsonBody(VisitorChange) },
  responses: { 200: json("The order", AdminOrder), ...refused, ...refusals("conflict") },
});

const look = createRoute({
  method: "post",
  path: `${path}/look`,
  tags,
  operationId: "lookAtBuyer",
  summary: "See a buyer's address and phone number whole, for a reason that is logged",
  ...forStaff("people.read"),
  request: { params, ...jsonBody(Look) },
  responses: { 200: json("The buyer", SeenPerson), ...refused },
});

const tell = async (c: AppContext, orderId: string) =>
  found(await orderStory(booksOf(c), { orderId, people: reach(c, "people.read") }));

export const orderActs = createRouter()
  .openapi(story, async (c) => c.json(await tell(c, c.req.valid("param").orderId), 200))
  .openapi(note, async (c) => {
    const { orderId } = c.req.valid("param");
    const after = c.req.valid("json");
    const act = { by: writer(c), action: "order.note", subject: orderId, after };
    await makeOne(c, after, async (db, id) => {
      await logAct(db, act);
      return done({ id });
    });
    return c.json(await tell(c, orderId), 200);
  })
  .openapi(resend, async (c) => {
    const { orderId } = c.req.valid("param");
    const { mail = null } = c.req.valid("json");
    unwrap(await resendTickets(booksOf(c), { orderId, mail, by: writer(c) }));
    return c.json(await tell(c, orderId), 200);
  })
  .openapi(visitor, async (c) => {
    const { orderId } = c.req.valid("param");
    const now = Date.now();
    const named = { orderId, ...c.req.valid("json"), by: writer(c), now };
    unwrap(await nameVisitor(booksOf(c), named));
    const asked = { orderId, people: reach(c, "people.read"), now };
    return c.json(found(await orderForAdmins(booksOf(c), asked)), 200);
  })
  .openapi(look, async (c) => {
    const { orderId } = c.req.valid("param");
    const { reason } = c.req.valid("json");
    const asked = { by: writer(c), subject: orderId, action: "order.look" as const, reason };
    const buyer = found(await lookAt<Seen>(booksOf(c), { ...asked, seen: seenBuyer(orderId) }));
    recordLook(c, { order: orderId });
    return c.json(buyer, 200);
  });
