import { createRoute } from "@hono/zod-openapi";
import { Suggestions, SuggestionsQuery } from "../../../contract/catalog/suggestions.ts";
import { suggest } from "../../../db/catalog/suggestions.ts";
import { booksOf } from "../../books.ts";
import { cached, catalog, jsonAnswer } from "../../caching/edge-cache.ts";
import { createRouter, json, unchanged } from "../../hono.ts";
import { refusals } from "../../problem.ts";

const suggestions = createRoute({
  method: "get",
  path: "/suggestions",
  tags: ["Catalog"],
  operationId: "suggest",
  summary: "Suggest concerts, artists and venues while somebody types",
  request: { query: SuggestionsQuery },
  responses: {
    200: json("Concerts, artists and venues", Suggestions),
    ...unchanged,
    ...refusals("invalid-request"),
  },
});

export const suggesting = createRouter().openapi(suggestions, async (c) => {
  const { q } = c.req.valid("query");
  return await cached<Suggestions>(c, catalog, async () =>
    jsonAnswer(await suggest(booksOf(c), { text: q, now: Date.now() })),
  );
});
