import { createRoute, z } from "@hono/zod-openapi";
import {
  Concert,
  ConcertsQuery,
  ConcertSummary,
  Schedule,
} from "../../../contract/catalog/concerts.ts";
import { Id } from "../../../contract/ids.ts";
import { LocalText } from "../../../contract/money/money.ts";
import { page } from "../../../contract/paging.ts";
import { hasCategory } from "../../../db/catalog/categories.ts";
import { concertById, listConcerts } from "../../../db/catalog/catalog.ts";
import { citiesToCome } from "../../../db/catalog/search.ts";
import { schedulesOf } from "../../../db/catalog/schedules.ts";
import { booksOf, found } from "../../books.ts";
import { cached, catalog, jsonAnswer } from "../../caching/edge-cache.ts";
import { createRouter, json, unchanged } from "../../hono.ts";
import { ProblemError, refusals, unwrap } from "../../problem.ts";

const Concerts = page(ConcertSummary).meta({ id: "Concerts" });
const Schedules = z.strictObject({ items: z.array(Schedule) }).meta({ id: "Schedules" });
const params = z.strictObject({
  concert: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .meta({ description: "The concert's id, or its slug" }),
});

const list = createRoute({
  method: "get",
  path: "/concerts",
  tags: ["Catalog"],
  operationId: "listConcerts",
  summary: "List concerts with upcoming dates, soonest first",
  request: { query: ConcertsQuery },
  responses: {
    200: json("A page of concerts", Concerts),
    ...unchanged,
    ...refusals("invalid-request"),
  },
});

const one = createRoute({
  method: "get",
  path: "/concerts/{concert}",
  tags: ["Catalog"],
  operationId: "getConcert",
  summary: "Get a concert",
  request: { params },
  responses: {
    200: json("The concert", Concert),
    ...unchanged,
    ...refusals("invalid-request", "not-found"),
  },
});

const Cities = z.strictObject({ items: z.array(LocalText) }).meta({ id: "Cities" });
const cities = createRoute({
  method: "get",
  path: "/cities",
  tags: ["Catalog"],
  operationId: "listCities",
  summary: "List cities with upcoming concerts",
  responses: { 200: json("The cities, those with the most concerts first", Cities), ...unchanged },
});

const dates = createRoute({
  method: "get",
  path: "/concerts/{concert}/schedules",
  tags: ["Catalog"],
  operationId: "listSchedules",
  summary: "List the dates of a concert, with prices",
  request: { params },
  responses: {
    200: json("The schedules by time", Schedules),
    ...unchanged,
    ...refusals("invalid-request", "not-found"),
  },
});

export const concerts = createRouter()
  .openapi(list, async (c) => {
    const { cursor, limit, q, genre, city, from, to } = c.req.valid("query");
    return await cached<z.infer<typeof Concerts>>(c, catalog, async () => {
      const filter = { text: q, genre, city, fromDay: from, toDay: to };
      const wanted = { after: cursor ?? null, limit, now: Date.now(), filter };
      const found = unwrap(await listConcerts(booksOf(c), wanted));
      // Only an empty list may be one of a category that there is not.
      if (
        found.items.length === 0 &&
        genre !== undefined &&
        !(await hasCategory(booksOf(c), genre))
      )
        throw new ProblemError("invalid-request", undefined, [
          { pointer: "/genre", detail: "is no category" },
        ]);
      return jsonAnswer(found);
    });
  })
  .openapi(
    cities,
    async (c) =>
      await cached<z.infer<typeof Cities>>(c, catalog, async () =>
        jsonAnswer({ items: await citiesToCome(booksOf(c), Date.now()) }),
      ),
  )
  .openapi(one, async (c) => {
    const { concert } = c.req.valid("param");
    return await cached<Concert>(c, catalog, async () =>
      jsonAnswer(found(await concertById(booksOf(c), { concert, now: Date.now() }))),
    );
  })
  .openapi(dates, async (c) => {
    const { concert } = c.req.valid("param");
    return await cached<z.infer<typeof Schedules>>(c, catalog, async () => {
      const db = booksOf(c);
      const now = Date.now();
      const isId = Id.safeParse(concert).success;
      const concertId = isId ? concert : found(await concertById(db, { concert, now })).id;
      return jsonAnswer({ items: found(await schedulesOf(db, { concertId, now })) });
    });
  });
