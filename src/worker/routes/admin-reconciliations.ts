import { createRoute, z } from "@hono/zod-openapi";
import { page, PageQuery } from "../../contract/paging.ts";
import { Reconciliation } from "../../contract/payments.ts";
import { listReconciliations } from "../../db/admin-reconciliations.ts";
import { booksOf } from "../books.ts";
import { createRouter, json } from "../hono.ts";
import { forAdmins } from "../identity/session.ts";
import { refusals, unwrap } from "../problem.ts";

const Reconciliations = page(Reconciliation).openapi("Reconciliations");

const history = createRoute({
  method: "get",
  path: "/admin/reconciliation/history",
  tags: ["Admin: money"],
  summary: "The comparisons so far, newest first; all, or those that found something",
  ...forAdmins,
  request: {
    query: PageQuery.extend({ isTelling: z.enum(["true", "false"]).default("false") }),
  },
  responses: {
    200: json("A page of comparisons", Reconciliations),
    ...refusals("invalid-request", "unauthenticated", "token-expired", "forbidden", "unavailable"),
  },
});

export const adminReconciliations = createRouter().openapi(history, async (c) => {
  const { isTelling, cursor = null, limit } = c.req.valid("query");
  const wanted = { isTelling: isTelling === "true", after: cursor, limit };
  return c.json(unwrap(await listReconciliations(booksOf(c), wanted)), 200);
});
