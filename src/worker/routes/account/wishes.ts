import { createRoute, z } from "@hono/zod-openapi";
import { ConcertSummary } from "../../../contract/catalog/concerts.ts";
import { Id } from "../../../contract/ids.ts";
import { addWish, removeWish, wishesOf } from "../../../db/people/wishes.ts";
import { booksOf } from "../../books.ts";
import { createRouter, json } from "../../hono.ts";
import { forFans } from "../../identity/session.ts";
import { ProblemError, refusals } from "../../problem.ts";

const Wishes = z
  .strictObject({
    items: z.array(ConcertSummary),
    reminders: z.array(Id).meta({ description: "The ids of the concerts with reminders" }),
  })
  .meta({ id: "Wishes" });
const AddWish = z
  .strictObject({
    remind: z.boolean().optional().meta({
      description:
        "Whether to send reminders a day and ten minutes before the sale opens; true if left out",
    }),
  })
  .meta({ id: "AddWish" });
const params = z.strictObject({ concertId: Id });
const tags = ["Accounts"];
const usual = ["unauthenticated", "token-expired"] as const;

const list = createRoute({
  method: "get",
  path: "/me/wishes",
  tags,
  operationId: "listWishes",
  summary: "List the concerts on my wishlist, newest first",
  ...forFans,
  responses: { 200: json("The concerts", Wishes), ...refusals(...usual) },
});

const add = createRoute({
  method: "put",
  path: "/me/wishes/{concertId}",
  tags,
  operationId: "addWish",
  summary: "Add a concert to my wishlist, with reminders before its sale opens",
  ...forFans,
  request: { params, body: { content: { "application/json": { schema: AddWish } } } },
  responses: {
    204: { description: "The concert is on the wishlist" },
    ...refusals("session-ended", ...usual, "invalid-request", "not-found"),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/me/wishes/{concertId}",
  tags,
  operationId: "removeWish",
  summary: "Remove a concert from my wishlist",
  ...forFans,
  request: { params },
  responses: {
    204: { description: "The concert is not on the wishlist" },
    ...refusals("session-ended", ...usual, "invalid-request"),
  },
});

export const wishes = createRouter()
  .openapi(list, async (c) => {
    const wanted = { accountId: c.var.session.accountId, now: Date.now() };
    const kept = await wishesOf(booksOf(c), wanted);
    const reminders = kept.filter(({ remind }) => remind).map(({ concert }) => concert.id);
    return c.json({ items: kept.map(({ concert }) => concert), reminders }, 200);
  })
  .openapi(add, async (c) => {
    const remind = c.req.valid("json").remind ?? true;
    const wish = {
      accountId: c.var.session.accountId,
      ...c.req.valid("param"),
      remind,
      now: Date.now(),
    };
    if (!(await addWish(booksOf(c), wish))) throw new ProblemError("not-found");
    return c.body(null, 204);
  })
  .openapi(remove, async (c) => {
    const wish = { accountId: c.var.session.accountId, concertId: c.req.valid("param").concertId };
    await removeWish(booksOf(c), wish);
    return c.body(null, 204);
  });
