import { createRoute, z } from "@hono/zod-openapi";
import { type Act, Acts } from "../../../contract/admin/activity.ts";
import { Time } from "../../../contract/ids.ts";
import { PageQuery } from "../../../contract/paging.ts";
import { listActs } from "../../../db/admin/activity-log.ts";
import { booksOf } from "../../books.ts";
import { csvOf } from "../../encoding/csv.ts";
import { createRouter, json } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { refusalsToAdmins, unwrap } from "../../problem.ts";

const tags = ["Admin: watching"];
const refused = refusalsToAdmins("not-found", "unavailable");
/** As many as one request can read; an earlier time gives the rest. */
const exportedMax = 5_000;

const filter = {
  subject: z.string().min(1).max(100).optional().meta({
    description:
      "Only acts on this subject, such as the id of a schedule; a concert includes its dates",
  }),
  search: z.string().trim().min(1).max(100).optional().meta({
    description: "Only acts with this text in their name, their actor, or what they changed",
  }),
  since: Time.optional().meta({ description: "Only acts from this time on" }),
  until: Time.optional().meta({ description: "Only acts before this time" }),
};

const list = createRoute({
  method: "get",
  path: "/admin/acts",
  tags,
  operationId: "listActs",
  summary: "List the audit log, newest first",
  ...forStaff("audit.read"),
  request: { query: PageQuery.extend(filter) },
  responses: { 200: json("A page of acts", Acts), ...refused },
});

const exported = createRoute({
  method: "get",
  path: "/admin/acts/export",
  tags,
  operationId: "exportActs",
  summary: `Export the audit log as a table, newest first, at most ${exportedMax} acts`,
  ...forStaff("audit.read"),
  request: { query: z.strictObject(filter) },
  responses: {
    200: { description: "The table", content: { "text/csv": { schema: z.string() } } },
    ...refused,
  },
});

export const adminActs = createRouter()
  .openapi(list, async (c) => {
    const { cursor = null, limit, ...wanted } = c.req.valid("query");
    const { scope } = c.var;
    return c.json(
      unwrap(await listActs(booksOf(c), { scope, ...wanted, after: cursor, limit })),
      200,
    );
  })
  .openapi(exported, async (c) => {
    const wanted = { scope: c.var.scope, ...c.req.valid("query"), after: null, limit: exportedMax };
    const { items } = unwrap(await listActs(booksOf(c), wanted));
    return c.body(csvOf([head, ...items.map(rowOf)]), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="acts.csv"',
    });
  });

const head = ["at", "action", "kind", "object", "subject", "actor", "email", "origin", "changes"];

const rowOf = ({ at, action, object, subject, actor, origin, changes }: Act): string[] => [
  at,
  action,
  object?.kind ?? "",
  object?.name.en ?? "",
  subject,
  actor?.name ?? "",
  actor?.email ?? "",
  origin ?? "",
  changes
    .map(
      ({ field, before, after }) =>
        `${field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
    )
    .join("; "),
];
