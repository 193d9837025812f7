import { createRoute } from "@hono/zod-openapi";
import { AdminCategories, CategoriesChange } from "../../../contract/admin/categories.ts";
import { Categories } from "../../../contract/catalog/categories.ts";
import { allCategories, listCategories, saveCategories } from "../../../db/catalog/categories.ts";
import { booksOf, writer } from "../../books.ts";
import { cached, catalog, jsonAnswer, purge } from "../../caching/edge-cache.ts";
import { createRouter, json, jsonBody, unchanged } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../problem.ts";
import { etagOf, IfMatch, seenRevision } from "../../requests/if-match.ts";
import type { z } from "zod";

const refused = refusalsToAdmins("not-found", "conflict", "outcome-unknown");

const list = createRoute({
  method: "get",
  path: "/categories",
  tags: ["Catalog"],
  operationId: "listCategories",
  summary: "List the categories of concerts in their order",
  responses: { 200: json("The categories", Categories), ...unchanged, ...refusals("unavailable") },
});

const readAll = createRoute({
  method: "get",
  path: "/admin/categories",
  tags: ["Admin: venues"],
  operationId: "getCategories",
  summary: "Get all categories, the archived ones too",
  ...forStaff("categories.edit"),
  responses: { 200: json("The categories", AdminCategories), ...refused },
});

const save = createRoute({
  method: "put",
  path: "/admin/categories",
  tags: ["Admin: venues"],
  operationId: "saveCategories",
  summary: "Add, rename, color, order and archive categories, all in one",
  ...forStaff("categories.edit"),
  request: { headers: IfMatch, ...jsonBody(CategoriesChange) },
  responses: {
    200: json("The categories as they are now", AdminCategories),
    ...refused,
    ...refusals("changed-meanwhile", "if-match-missing"),
  },
});

export const categories = createRouter()
  .openapi(
    list,
    async (c) =>
      await cached<z.infer<typeof Categories>>(c, catalog, async () =>
        jsonAnswer({ items: await listCategories(booksOf(c)) }),
      ),
  )
  .openapi(readAll, async (c) => {
    const known = await allCategories(booksOf(c));
    return c.json(known, 200, etagOf(known));
  })
  .openapi(save, async (c) => {
    const seen = seenRevision(c.req.valid("header"));
    const { items } = c.req.valid("json");
    const known = unwrap(await saveCategories(booksOf(c), { by: writer(c), seen, items }));
    await purge(c, ["/categories", "/concerts"]);
    return c.json(known, 200, etagOf(known));
  });
