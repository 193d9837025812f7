import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../contract/ids.ts";
import { TicketKeys, Tickets } from "../../contract/tickets.ts";
import { orderById } from "../../db/orders.ts";
import { booksOf, found } from "../books.ts";
import { ticketKey } from "../buying/ticket-key.ts";
import { createRouter, json } from "../hono.ts";
import { forFans } from "../identity/session.ts";
import { refusals } from "../problem.ts";
import { signTicket } from "../tokens.ts";

const list = createRoute({
  method: "get",
  path: "/orders/{orderId}/tickets",
  tags: ["Orders"],
  summary: "The tickets of one of my orders, signed; none once it is cancelled",
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
  summary: "The public keys that tickets are checked with",
  responses: { 200: json("The keys, as a JWK set", TicketKeys) },
});

/** A ticket is good for a day after its show has begun: shows run late, and nights are long. */
const goodMs = 24 * 3_600_000;

export const tickets = createRouter()
  .openapi(list, async (c) => {
    const { orderId } = c.req.valid("param");
    const { accountId } = c.var.session;
    const order = found(await orderById(booksOf(c), { orderId, accountId, now: Date.now() }));
    const { id, number, scheduleId, startsAt, status } = order;
    const seats = status === "paid" ? order.seats.filter(({ isCancelled }) => !isCancelled) : [];
    const key = await ticketKey(c.env.TOKEN_SECRET);
    const expiresAt = Date.parse(startsAt) + goodMs;
    const items = await Promise.all(
      seats.map(async ({ seat, key: place }) => {
        const claims = { sub: id, sch: scheduleId, seat: place, num: number };
        return { seat, key: place, token: await signTicket(key, claims, expiresAt) };
      }),
    );
    return c.json({ items }, 200);
  })
  .openapi(keys, async (c) => {
    const { published } = await ticketKey(c.env.TOKEN_SECRET);
    return c.json({ keys: [published] }, 200, { "cache-control": "public, max-age=3600" });
  });
