import { createRoute, z } from "@hono/zod-openapi";
import {
  BuyerMessages,
  MessageAudience,
  Recipients,
  SendMessage,
  TestMessage,
} from "../../../../contract/admin/orders/buyer-messages.ts";
import { Id } from "../../../../contract/ids.ts";
import { PageQuery } from "../../../../contract/paging.ts";
import {
  countRecipients,
  listMessages,
  sendTest,
  sendToBuyers,
} from "../../../../db/orders/buyer-messages.ts";
import { booksOf, writer } from "../../../books.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff } from "../../../identity/staff.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../../problem.ts";

const tags = ["Admin: orders"];
const refused = refusalsToAdmins("not-found");
const params = z.strictObject({ concertId: Id });
const path = "/admin/concerts/{concertId}/messages";

const list = createRoute({
  method: "get",
  path,
  tags,
  operationId: "listBuyerMessages",
  summary: "List what was written to a concert's buyers, newest first, with how far each has come",
  ...forStaff("concerts.read"),
  request: { params, query: PageQuery },
  responses: { 200: json("A page of messages", BuyerMessages), ...refused },
});

const count = createRoute({
  method: "get",
  path: `${path}/recipients`,
  tags,
  operationId: "countRecipients",
  summary: "Count who would get a message, without naming anybody",
  ...forStaff("messages.send"),
  request: { params, query: MessageAudience },
  responses: { 200: json("How many", Recipients), ...refused },
});

const send = createRoute({
  method: "post",
  path,
  tags,
  operationId: "sendBuyerMessage",
  summary: "Write to the buyers of a concert, a date, a zone or an order, each once",
  ...forStaff("messages.send"),
  request: { params, ...jsonBody(SendMessage) },
  responses: {
    200: json("The messages of the concert", BuyerMessages),
    ...refused,
    ...refusals("conflict", "idempotency-mismatch"),
  },
});

const test = createRoute({
  method: "post",
  path: `${path}/test`,
  tags,
  operationId: "testBuyerMessage",
  summary: "Mail a message to oneself alone, in both languages",
  ...forStaff("messages.send"),
  request: { params, ...jsonBody(TestMessage) },
  responses: { 204: { description: "It is on its way" }, ...refused },
});

export const buyerMessages = createRouter()
  .openapi(list, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const wanted = { ...c.req.valid("param"), after: cursor ?? null, limit };
    return c.json(unwrap(await listMessages(booksOf(c), wanted)), 200);
  })
  .openapi(count, async (c) => {
    const asked = { ...c.req.valid("param"), ...c.req.valid("query") };
    return c.json(await countRecipients(booksOf(c), asked), 200);
  })
  .openapi(send, async (c) => {
    const { concertId } = c.req.valid("param");
    const message = c.req.valid("json");
    unwrap(await sendToBuyers(booksOf(c), { concertId, message, by: writer(c) }));
    const wanted = { concertId, after: null, limit: 20 };
    return c.json(unwrap(await listMessages(booksOf(c), wanted)), 200);
  })
  .openapi(test, async (c) => {
    const { concertId } = c.req.valid("param");
    await sendTest(booksOf(c), { concertId, message: c.req.valid("json"), by: writer(c) });
    return c.body(null, 204);
  });
