import { createRoute, z } from "@hono/zod-openapi";
import { AdminConcerts } from "../../../../contract/admin/changes/concert-list.ts";
import { PageQuery } from "../../../../contract/paging.ts";
import { listAdminConcerts } from "../../../../db/admin/changes/concert-list.ts";
import { booksOf } from "../../../books.ts";
import { createRouter, json } from "../../../hono.ts";
import { forStaff } from "../../../identity/staff.ts";
import { refusalsToAdmins, unwrap } from "../../../problem.ts";

const list = createRoute({
  method: "get",
  path: "/admin/concerts",
  tags: ["Admin: concerts"],
  operationId: "listAdminConcerts",
  summary: "List concerts in all their states, newest first; search by title, artist or slug",
  ...forStaff("concerts.read"),
  request: {
    query: PageQuery.extend({
      search: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .optional()
        .meta({ description: "Part of a title, an artist or a slug" }),
    }),
  },
  responses: { 200: json("A page of concerts", AdminConcerts), ...refusalsToAdmins("unavailable") },
});

export const adminConcertList = createRouter().openapi(list, async (c) => {
  const { search = null, cursor = null, limit } = c.req.valid("query");
  const wanted = { scope: c.var.scope, search, after: cursor, limit, now: Date.now() };
  return c.json(unwrap(await listAdminConcerts(booksOf(c), wanted)), 200);
});
