import { createRoute, z } from "@hono/zod-openapi";
import { page, PageQuery } from "../../../contract/paging.ts";
import { Reconciliation } from "../../../contract/money/payments.ts";
import { listReconciliations } from "../../../db/admin/reconciliations.ts";
import { logAct } from "../../../db/admin/audit.ts";
import { lastReconciliation } from "../../../db/admin/reconciliation.ts";
import { booksFromHere, booksOf, found, writer } from "../../books.ts";
import { doAgain } from "../../cron/each-minute.ts";
import { createRouter, json } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { reconcile } from "../../payment/reconcile.ts";
import { refusalsToAdmins, unwrap } from "../../problem.ts";

const Reconciliations = page(Reconciliation).meta({ id: "Reconciliations" });

const tags = ["Admin: money"];
const refused = refusalsToAdmins("not-found", "unavailable", "outcome-unknown");

const last = createRoute({
  method: "get",
  path: "/admin/reconciliation",
  tags,
  operationId: "getReconciliation",
  summary: "Get the findings of the last reconciliation",
  ...forStaff("deployment.read"),
  responses: { 200: json("The last reconciliation", Reconciliation), ...refused },
});

const compare = createRoute({
  method: "post",
  path: "/admin/reconciliation",
  tags,
  operationId: "reconcile",
  summary: "Run what is due, and reconcile now",
  ...forStaff("deployment.run"),
  responses: { 200: json("The findings", Reconciliation), ...refused },
});

const history = createRoute({
  method: "get",
  path: "/admin/reconciliation/history",
  tags,
  operationId: "listReconciliations",
  summary: "List past reconciliations, newest first",
  ...forStaff("deployment.read"),
  request: {
    query: PageQuery.extend({
      isTelling: z
        .enum(["true", "false"])
        .default("false")
        .meta({ description: "Only comparisons that found or repaired something" }),
    }),
  },
  responses: { 200: json("A page of reconciliations", Reconciliations), ...refused },
});

export const adminReconciliations = createRouter()
  .openapi(last, async (c) => c.json(found(await lastReconciliation(booksOf(c))), 200))
  .openapi(compare, async (c) => {
    const act = { by: writer(c), action: "reconciliation.run", subject: "books", after: {} };
    await logAct(booksOf(c), act);
    const db = booksFromHere(c);
    await doAgain(c.env, db);
    await reconcile(c.env, db);
    return c.json(found(await lastReconciliation(db)), 200);
  })
  .openapi(history, async (c) => {
    const { isTelling, cursor = null, limit } = c.req.valid("query");
    const wanted = { isTelling: isTelling === "true", after: cursor, limit };
    return c.json(unwrap(await listReconciliations(booksOf(c), wanted)), 200);
  });
